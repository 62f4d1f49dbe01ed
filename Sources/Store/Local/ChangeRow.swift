// How a change stands in the table `change`, both ways.

import GRDB
import VitallyModel

/// The error column of a change: why it is where it is.
struct ChangeError {
  var sentence = ""
  var messages: [VitallyError.FieldMessage] = []

  /// Compact JSON, nil when there is nothing to say.
  var text: String? {
    guard !sentence.isEmpty || !messages.isEmpty else { return nil }
    let fields = messages.map { message -> JSONValue in
      ["path": .string(message.path.text), "message": .string(message.message)]
    }
    let object: JSONObject = ["sentence": .string(sentence), "fields": .array(fields)]
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
  }

  /// What a change says.
  init(_ change: Change) {
    sentence = change.sentence
    messages = change.fieldMessages
  }
}

extension Change {
  /// The change in a row. An answered create is named by what the server calls the record.
  init?(row: Row) {
    guard let ref = Ref(row["ref"] as String), let action = Write.Action(rawValue: row["op"]),
      let state = State(rawValue: row["state"]), let fields = JSONObject(jsonText: row["fields"]),
      let base = JSONObject(jsonText: row["base"])
    else { return nil }
    let error = ChangeError(text: row["error"])
    let answer = (row["answer"] as String?).flatMap(JSONObject.init(jsonText:))
    let record = answer.flatMap { VitallyModel.Record(ref.resource, body: $0) }
    self.init(
      id: row["id"],
      new: NewChange(action, record?.ref ?? ref, fields: fields, base: base),
      state: state,
      createdAt: Moment(milliseconds: row["created_at"]),
      notBefore: (row["not_before"] as Int64?).map(Moment.init(milliseconds:)),
      sentAt: (row["sent_at"] as Int64?).map(Moment.init(milliseconds:)),
      attempts: row["attempts"],
      sentence: error.sentence,
      fieldMessages: error.messages)
  }
}

extension JSONObject {
  /// An object from its stored text, nil when that is no object.
  init?(jsonText text: String) {
    guard let value = try? JSONReader.read(text), let object = value.object else { return nil }
    self = object
  }
}
