// The cursor for the next page of a list. Knows nothing about what is in the list.

import Foundation

/// A position in a list, in the form that clients pass around: base64 of a small JSON object.
struct PageCursor {
  let key: SortKey

  init(_ key: SortKey) {
    self.key = key
  }

  init?(text: String) {
    guard let data = Data(base64Encoded: text),
      let object = try? JSONReader.value(of: Array(data)).object,
      let id = object.text("id"),
      let moment = object.text("sortValue").flatMap({ Moment($0) })
    else { return nil }
    key = SortKey(moment: moment, id: id)
  }

  var text: String {
    let object: JSON = ["sortValue": .string(key.moment.iso), "id": .string(key.id)]
    return Data(JSONWriter.bytes(of: object)).base64EncodedString()
  }
}
