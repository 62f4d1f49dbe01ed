// The ways in which changes come to be. Screens, and whatever else changes records, say here what
// they want; nobody puts a change together by hand.

extension NewChange {
  /// Gives fields of a record other values, in this order. It is compared with the record as it is
  /// given, so that what somebody else does meanwhile is noticed.
  public static func updating(
    _ record: Record, _ values: [(FieldPath, JSONValue)], replaces: ChangeID? = nil,
    draft: Draft.End? = nil
  ) -> NewChange {
    let edits = values.map { path, value in
      FieldEdit(path, base: record.known(path), value: value)
    }
    return NewChange(.update, record.ref, edits: edits, replaces: replaces, draft: draft)
  }

  /// Makes a record with these values, in this order.
  public static func creating(
    _ ref: Ref, _ values: [(FieldPath, JSONValue)], replaces: ChangeID? = nil,
    draft: Draft.End? = nil
  ) -> NewChange {
    let edits = values.map { FieldEdit($0, value: $1) }
    return NewChange(.create, ref, edits: edits, replaces: replaces, draft: draft)
  }

  /// Archives a record.
  public static func archiving(_ ref: Ref) -> NewChange {
    NewChange(.archive, ref, edits: [])
  }

  /// The same change of a record by another name, with its fields and its base, as they stand in a
  /// file, written anew.
  public func rewritten(for ref: Ref, _ rewrite: (JSONObject) -> JSONObject) -> NewChange {
    NewChange(
      action, ref, fields: rewrite(fields), base: rewrite(base), replaces: replaces,
      draft: draft)
  }
}

extension Change {
  /// The change that takes the place of this one, which is in conflict with a record as it is now.
  /// A field that was chosen gets its value, or is left as it is on the server where that is nil;
  /// all others are sent as they are. Nil when nothing is left to be sent.
  public func resolved(
    _ chosen: [FieldPath: JSONValue?], on record: Record
  ) -> NewChange? {
    let edits = new.edits.compactMap { edit -> FieldEdit? in
      guard let choice = chosen[edit.path] else { return edit }
      return choice.map { FieldEdit(edit.path, base: edit.base, value: $0) }
    }
    guard !edits.isEmpty else { return nil }
    var resolution = NewChange(.update, ref, edits: edits, replaces: id)
    resolution.alsoKnown = new.alsoKnown
    return resolution.rebased(on: record, for: resolution.paths)
  }
}

extension Record {
  /// What is known of a value; nil where it is no field, and for tags of which nothing was read.
  fileprivate func known(_ path: FieldPath) -> JSONValue? {
    guard let field = schema.field(path) else { return nil }
    return field.kind == .tags ? body[path.text] : self[field]
  }
}
