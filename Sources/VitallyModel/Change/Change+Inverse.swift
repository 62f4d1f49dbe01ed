// Undoing a change that the server already has.

/// Why a change can't be undone.
public struct Irreversible: Error, Hashable, Sendable {
  /// The reason, as a sentence.
  public var sentence: String

  /// A reason from its sentence.
  init(_ sentence: String) { self.sentence = sentence }
}

extension Change {
  /// The change that undoes this one, which the server already has. It may also be an update that is
  /// on its way: then the inverse is compared with the answer to it. Like any change, it detects
  /// later changes by others. `record` is the current record, if it is known: the server stores
  /// some texts differently from how they were sent.
  public func inverse(on record: Record? = nil) -> Result<NewChange, Irreversible> {
    Result { () throws(Irreversible) in try reversed(on: record) }
  }

  private func reversed(on record: Record?) throws(Irreversible) -> NewChange {
    let schema = ref.resource.schema
    let isOnItsWay = new.action == .update && isPending && !canBeTakenBack
    guard state == .answered || isOnItsWay else {
      throw Irreversible("Vitally does not have this change.")
    }
    switch new.action {
    case .create where schema.allows(.archive):
      return undoing(.removing(Record(ref: ref, body: new.fields), by: .archive))
    case .create:
      throw Irreversible("A new \(schema.singular) can't be archived from here.")
    case .archive:
      throw Irreversible(
        "An archived \(schema.singular) can't be brought back here, only in Vitally.")
    case .destroy:
      throw Irreversible("A deleted \(schema.singular) can't be brought back.")
    case .update:
      var edits: [FieldEdit] = []
      for edit in new.edits { edits.append(try reversed(edit, on: record)) }
      return undoing(NewChange(.update, ref, edits: edits))
    }
  }

  /// The inverse with what is known of the record beside it: its name, and which one holds it.
  private func undoing(_ inverse: NewChange) -> NewChange {
    var inverse = inverse
    inverse.undoes = id
    for member in new.alsoKnown.members { inverse.alsoKnown[member.key] = member.value }
    if let path = ref.resource.schema.holderPath, let holder = new.fields[path.text] {
      inverse.alsoKnown[path.text] = holder
    }
    return inverse
  }

  private func reversed(
    _ edit: FieldEdit, on record: Record?
  ) throws(Irreversible) -> FieldEdit {
    let schema = ref.resource.schema
    let field = schema.field(edit.path) ?? Field(edit.path, edit.path.text, .json)
    if field.onlyGrows {
      throw Irreversible("What was added to \(field.label) can't be taken out again.")
    }
    // Unknown tags were shown as no tags.
    guard let old = edit.base ?? (field.kind == .tags ? [] : nil) else {
      throw Irreversible("It is not known what \(field.label) was before.")
    }
    // Clearing the completion date also clears who completed it.
    let canBeCleared = field.canBeCleared || field.path == schema.completion?.by
    if old.isBlank, !edit.value.isBlank, !canBeCleared {
      throw Irreversible("\(field.label) can't be emptied once it is set.")
    }
    var now = edit.value
    if let kept = record?[field], field.kind.isKept(now, as: kept) { now = kept }
    return FieldEdit(edit.path, base: now, value: field.kind.written(old))
  }
}
