// Reads a change from its row in `local.db`.

import GRDB
import VitallyModel

extension Change {
  /// The change in a row, nil when the row can't be read. An answered create has the server's ref
  /// of its record.
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
      madeID: row["made_id"],
      new: NewChange(
        action, record?.ref ?? ref, fields: fields, base: base,
        group: (row["grp"] as String?).flatMap(ChangeGroup.init), undoes: row["undoes"]),
      state: state,
      createdAt: Moment(milliseconds: row["created_at"]),
      notBefore: (row["not_before"] as Int64?).map(Moment.init(milliseconds:)),
      heldUntil: (row["held_until"] as Int64?).map(Moment.init(milliseconds:)),
      sentAt: (row["sent_at"] as Int64?).map(Moment.init(milliseconds:)),
      attempts: row["attempts"],
      sentence: error.sentence,
      fieldMessages: error.messages,
      rival: error.rival)
    new.follows = row["follows"]
    droppedAt = (row["dropped_at"] as Int64?).map(Moment.init(milliseconds:))
  }
}

extension JSONObject {
  /// An object from its stored text, nil when that is no object.
  init?(jsonText text: String) {
    guard let value = try? JSONReader.read(text), let object = value.object else { return nil }
    self = object
  }
}
