// Why a change is where it is, as one column of its row.

import VitallyModel

/// The error column of a change: why it is where it is.
struct ChangeError {
  var sentence = ""
  var messages: [VitallyError.FieldMessage] = []
  var rival: Ref?

  /// Compact JSON, nil when there is nothing to say.
  var text: String? {
    guard !sentence.isEmpty || !messages.isEmpty else { return nil }
    let fields = messages.map { message -> JSONValue in
      ["path": .string(message.path.text), "message": .string(message.message)]
    }
    var object: JSONObject = ["sentence": .string(sentence), "fields": .array(fields)]
    if let rival { object["rival"] = .string(rival.description) }
    return object.jsonText
  }

  /// What a column says; nothing when it is empty.
  init(text: String?) {
    let object = text.flatMap(JSONObject.init(jsonText:))
    sentence = object?["sentence"]?.text ?? ""
    messages = (object?["fields"]?.array ?? []).compactMap(\.object).map { field in
      VitallyError.FieldMessage(
        path: FieldPath(field["path"]?.text ?? ""), message: field["message"]?.text ?? "")
    }
    rival = object?["rival"]?.text.flatMap(Ref.init)
  }

  /// What a change says.
  init(_ change: Change) {
    sentence = change.sentence
    messages = change.fieldMessages
    rival = change.rival
  }
}
