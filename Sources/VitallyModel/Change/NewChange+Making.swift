// The factories of changes, the only way to make one.

extension NewChange {
  /// Updates fields of a record, in this order. The record's values become the base, by which
  /// changes that others make meanwhile are detected.
  public static func updating(
    _ record: Record, _ values: [(FieldPath, JSONValue)], replaces: ChangeID? = nil,
    draft: Draft.End? = nil
  ) -> NewChange {
    let edits = values.map { path, value in
      FieldEdit(path, base: record.known(path), value: value)
    }
    return NewChange(.update, record.ref, edits: edits, replaces: replaces, draft: draft)
  }

  /// Creates a record with these values, in this order.
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

  /// Archives or destroys a record, whose name stays known after it has left the cache.
  public static func removing(_ record: Record, by action: Write.Action) -> NewChange {
    var change = NewChange(action, record.ref, edits: [])
    for path in record.schema.titlePaths + ["externalId"] {
      if let value = record.body[path.text] { change.alsoKnown[path.text] = value }
    }
    return change
  }

  /// The same change once more, after it was taken back: the values that the record has now become
  /// the base.
  public func again(on record: Record?) -> NewChange {
    var new = self
    (new.replaces, new.draft, new.undoes) = (nil, nil, nil)
    return record.map { new.rebased(on: $0, for: new.paths) } ?? new
  }

  /// The same change for another record, with its stored fields and base rewritten.
  public func rewritten(for ref: Ref, _ rewrite: (JSONObject) -> JSONObject) -> NewChange {
    var new = NewChange(
      action, ref, fields: rewrite(fields), base: rewrite(base), replaces: replaces,
      draft: draft, group: group, undoes: undoes)
    new.follows = follows
    return new
  }
}

extension [NewChange] {
  /// The changes of a call, in the order in which they are sent: its note, then the tasks that
  /// follow from it. The group has the name of the note; `id` tells it from all others.
  public static func call(note: NewChange, tasks: [NewChange], id: String) -> [NewChange] {
    let title = Record(ref: note.ref, body: note.fields).title
    return ([note] + tasks).grouped(as: ChangeGroup(.call, id: id, name: title))
  }

  /// The same change of many records. The name says what it does, such as `Health of 12 accounts`.
  public static func bulk(_ changes: [NewChange], named name: String, id: String) -> [NewChange] {
    changes.grouped(as: ChangeGroup(.bulk, id: id, name: name))
  }

  private func grouped(as group: ChangeGroup) -> [NewChange] {
    map { change in
      var member = change
      member.group = group
      return member
    }
  }
}

extension NewChange {
  /// The change with the record noted that holds its own, so that it can be sent though the cache
  /// was lost. A create names that record itself.
  public func held(by holder: Ref) -> NewChange {
    guard let path = ref.resource.schema.holderPath, let id = holder.serverID,
      fields[path.text] == nil
    else { return self }
    var new = self
    new.alsoKnown[path.text] = .string(id)
    return new
  }
}

extension Change {
  /// The change that replaces this one, which is in conflict with the current record. A chosen
  /// field gets the chosen value, or stays as it is on the server if that is nil; all others are
  /// sent unchanged. Nil if nothing is left to send.
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
  /// The known value at a path; nil if the path is not a field, or for tags that were not read.
  fileprivate func known(_ path: FieldPath) -> JSONValue? {
    guard let field = schema.field(path) else { return nil }
    return field.kind == .tags ? body[path.text] : self[field]
  }
}
