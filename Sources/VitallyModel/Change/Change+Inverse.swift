// Taking back what the server has already: the change that does it, or why there is none.

/// Why a change can't be taken back.
public struct Irreversible: Error, Hashable, Sendable {
  /// The reason, as a sentence.
  public var sentence: String

  /// A reason from its sentence.
  init(_ sentence: String) { self.sentence = sentence }
}

extension Change {
  /// The change that takes this one back, which the server has. What somebody else has done since
  /// is noticed, as with any change. `record` is the record as it is known now, if it is: the
  /// server keeps some texts otherwise than they were sent.
  public func inverse(on record: Record? = nil) -> Result<NewChange, Irreversible> {
    Result { () throws(Irreversible) in try reversed(on: record) }
  }

  private func reversed(on record: Record?) throws(Irreversible) -> NewChange {
    let schema = ref.resource.schema
    guard state == .answered else { throw Irreversible("Vitally does not have this change.") }
    switch new.action {
    case .create where schema.allows(.archive):
      return .archiving(ref)
    case .create:
      throw Irreversible("A new \(schema.singular) can't be archived from here.")
    case .archive:
      throw Irreversible("An archived \(schema.singular) can't be brought back from here.")
    case .update:
      var edits: [FieldEdit] = []
      for edit in new.edits { edits.append(try reversed(edit, on: record)) }
      return NewChange(.update, ref, edits: edits)
    }
  }

  private func reversed(
    _ edit: FieldEdit, on record: Record?
  ) throws(Irreversible) -> FieldEdit {
    let schema = ref.resource.schema
    let field = schema.field(edit.path) ?? Field(edit.path, edit.path.text, .json)
    if field.onlyGrows {
      throw Irreversible("What was added to \(field.label) can't be taken out again.")
    }
    // A record of which no tags were read was shown without any.
    guard let old = edit.base ?? (field.kind == .tags ? [] : nil) else {
      throw Irreversible("It is not known what \(field.label) was before.")
    }
    // Who has done it goes with when it was done.
    let canBeCleared = field.canBeCleared || field.path == schema.completion?.by
    if old.isBlank, !edit.value.isBlank, !canBeCleared {
      throw Irreversible("\(field.label) can't be emptied once it is set.")
    }
    var now = edit.value
    if let kept = record?[field], field.kind.isKept(now, as: kept) { now = kept }
    return FieldEdit(edit.path, base: now, value: field.kind.written(old))
  }
}
