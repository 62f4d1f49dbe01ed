// The reason for the state of a change, stored as JSON in one column.

import VitallyModel

/// The error column of a change: the reason for its state.
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

  /// Parses a column; empty when the column is.
  init(text: String?) {
    let object = text.flatMap(JSONObject.init(jsonText:))
    sentence = object?["sentence"]?.text ?? ""
    messages = (object?["fields"]?.array ?? []).compactMap(\.object).map { field in
      VitallyError.FieldMessage(
        path: FieldPath(field["path"]?.text ?? ""), message: field["message"]?.text ?? "")
    }
    rival = object?["rival"]?.text.flatMap(Ref.init)
  }

  /// The reason that a change carries.
  init(_ change: Change) {
    sentence = change.sentence
    messages = change.fieldMessages
    rival = change.rival
  }
}
