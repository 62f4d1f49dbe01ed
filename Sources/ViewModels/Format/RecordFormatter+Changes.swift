// The values of changes as text: the same in the outbox, in a conflict, and before many records are
// changed.

import Markup
import VitallyModel

extension RecordFormatter {
  /// A value before or after a change; nothing is said to be late, and an empty one is told.
  func changed(_ field: Field, _ value: JSONValue?, isShort: Bool = false) -> Formatted {
    guard let value, !value.isBlank else { return Formatted("none", .dim) }
    let text = format(field, value, isShort: isShort, isSettled: true).text
    return text.isEmpty ? Formatted("none", .dim) : Formatted(text)
  }

  /// What lies between a value before and the one after it.
  static let arrow = " → "

  /// What a change does in a few words, from what to what: `Due 28 Nov to 5 Dec`, `Done`,
  /// `Assigned to Mia`.
  func words(_ change: Change, in list: OutboxList) -> String {
    let (resource, isUndo) = (change.ref.resource, change.new.undoes != nil)
    let verb = isUndo ? change.undoneVerb : change.verb
    let words =
      switch verb {
      case "edit": words(of: change.new.edits, of: resource, in: list)
      case "complete": "done"
      case "reopen": "reopened"
      default: "\(verb) \(resource.schema.singular)"
      }
    return isUndo ? "Undo: \(words)" : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// How many fields of a change are told in its row.
  private static let toldFields = 4

  private func words(of edits: [FieldEdit], of resource: Resource, in list: OutboxList) -> String {
    let told = edits.prefix(Self.toldFields).map { edit in
      words(of: edit, list.field(edit.path, of: resource), resource.schema)
    }
    let more = edits.count - told.count
    return (told + (more > 0 ? ["\(more) more"] : [])).joined(separator: ", ")
  }

  private func words(of edit: FieldEdit, _ field: Field, _ schema: Schema) -> String {
    let (isCleared, isNew) = (edit.value.isBlank, edit.base?.isBlank ?? true)
    switch field.kind {
    case .longText where !isCleared: return "\(field.label) \(isNew ? "written" : "changed")"
    case .objects(let one, _): return "New \(one)"
    case .traits: return "\(field.label) changed"
    case .tags:
      let (old, new) = (FieldKind.ids(edit.base ?? .null), FieldKind.ids(edit.value))
      let added = new.filter { !old.contains($0) }.map { "+\($0)" }
      let removed = old.filter { !new.contains($0) }.map { "-\($0)" }
      return ([field.label] + added + removed).joined(separator: " ")
    default: break
    }
    let (old, new) = (short(field, edit.base), short(field, edit.value))
    let isAssigned = schema.completion != nil && field.path == schema.assignedField?.path
    switch (isNew, isCleared) {
    case (_, false) where isAssigned: return "Assigned to \(new)"
    case (true, true): return "Cleared \(field.label)"
    case (false, true): return "Cleared \(field.label) (\(old))"
    case (true, false): return "\(field.label) \(new)"
    case (false, false): return "\(field.label) \(old) to \(new)"
    }
  }

  /// The most characters of a value in the row of a change.
  private static let shortLength = 40

  /// A value in the row of a change: what somebody typed is quoted.
  private func short(_ field: Field, _ value: JSONValue?) -> String {
    let text = changed(field, value, isShort: true).text
    let head = text.count > Self.shortLength ? text.prefix(Self.shortLength) + "…" : text[...]
    return field.kind == .text && value?.isBlank == false ? "“\(head)”" : String(head)
  }
}
