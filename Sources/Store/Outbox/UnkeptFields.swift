// What of a change the server has not kept, although it answered with success. A good status says
// that a request was understood, and no more.

import VitallyModel

import struct VitallyModel.Record

/// The fields of a change that a record does not show.
struct UnkeptFields {
  private let title: String
  private let edits: [(label: String, edit: FieldEdit, current: JSONValue)]

  /// Compares a change with a record as the server has it after it; nil when all of it was kept.
  /// Only fields that the record carries count: an answer may leave some out.
  init?(of new: NewChange, in record: Record) {
    title = record.title
    edits = new.edits.compactMap { edit in
      let field = record.schema.field(edit.path)
      guard let field, Self.isCarried(field, by: record.body), !field.isComputed else { return nil }
      let current = record[field]
      if Self.isKept(edit, as: current, field) { return nil }
      return (field.label, edit, current)
    }
    if edits.isEmpty { return nil }
  }

  /// What happened and what to do, of a record that was changed.
  var sentence: String {
    "Vitally accepted the change to \(title) but did not keep \(labels)."
  }

  /// The same of a record that was made.
  var sentenceOfNew: String {
    "Vitally created \(title) but did not keep \(labels): open it to check."
  }

  /// What stands in each of the fields now.
  var messages: [VitallyError.FieldMessage] {
    edits.map {
      VitallyError.FieldMessage(
        path: $0.edit.path, message: "It is \($0.current.shortText) on the server.")
    }
  }

  private var labels: String { edits.map(\.label).joined(separator: ", ") }

  private static func isCarried(_ field: Field, by body: JSONObject) -> Bool {
    if let key = field.path.traitKey {
      return body["traits"]?.object.map { $0[key] != nil || !$0.isEmpty } ?? false
    }
    return field.source.topKeys.contains { body[$0] != nil }
  }

  private static func isKept(_ edit: FieldEdit, as current: JSONValue, _ field: Field) -> Bool {
    let wanted = edit.value
    if field.onlyGrows || field.kind == .tags {
      // Others may have added to it; what was taken away is gone.
      let before = Set(FieldKind.ids(edit.base ?? .null))
      let (sent, kept) = (Set(FieldKind.ids(wanted)), Set(FieldKind.ids(current)))
      let removed = field.onlyGrows ? [] : before.subtracting(sent)
      return sent.isSubset(of: kept) && removed.isDisjoint(with: kept)
    }
    // The server puts something else in the place of these.
    if wanted.text?.contains("{{") == true { return true }
    if field.kind.isKept(wanted, as: current) { return true }
    guard let wanted = wanted.text, let current = current.text else { return false }
    return plain(wanted) == plain(current)
  }

  /// A text without what servers tidy up: blanks around and between words, capitals.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
