// What the server has not saved of a change, although it reported success: a success status only
// says that the request was understood.

import VitallyModel

import struct VitallyModel.Record

/// The fields of a change that the record does not show.
struct UnkeptFields {
  private let title: String
  private let edits: [(label: String, edit: FieldEdit, current: JSONValue)]

  /// Compares a change with the server's record after it; nil when everything was saved. Only
  /// fields that the record contains count, since an answer may leave some out.
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

  /// The sentence for an updated record.
  var sentence: String {
    "Vitally changed \(title), but did not keep \(labels)."
  }

  /// The sentence for a created record: what happened and what to do.
  var sentenceOfNew: String {
    "Vitally created \(title) without \(labels): open it to check."
  }

  /// The current value of each field.
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
    if field.onlyGrows { return field.kind.added(wanted, to: current).isEmpty }
    if field.kind == .tags {
      // Others may have added to it, but what the user removed must be gone.
      let before = Set(FieldKind.ids(edit.base ?? .null))
      let (sent, kept) = (Set(FieldKind.ids(wanted)), Set(FieldKind.ids(current)))
      return sent.isSubset(of: kept) && before.subtracting(sent).isDisjoint(with: kept)
    }
    // The server fills in `{{…}}` placeholders.
    if wanted.text?.contains("{{") == true { return true }
    if field.kind.isKept(wanted, as: current) { return true }
    guard let wanted = wanted.text, let current = current.text else { return false }
    return plain(wanted) == plain(current)
  }

  /// A text without what servers normalize: surrounding and repeated whitespace, and case.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
