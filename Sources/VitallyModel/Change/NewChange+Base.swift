// What a change is compared with: the values of its fields before it.

extension NewChange {
  /// The base with the fields that `fields` names taken from a record. Tags keep theirs: what
  /// counts of them is only what the change adds and removes.
  public func base(on record: Record, for fields: JSONObject) -> JSONObject {
    var base = base
    for member in self.fields.members where fields[member.key] != nil {
      guard let field = record.schema.field(FieldPath(member.key)), field.kind != .tags else {
        continue
      }
      if field.kind == .traits {
        base[member.key] = .object(traits(member.value.object ?? [:], of: record))
      } else {
        base[member.key] = record[field]
      }
    }
    return base
  }

  private func traits(_ changed: JSONObject, of record: Record) -> JSONObject {
    JSONObject(changed.keys.map { ($0, record[.trait($0)]) })
  }
}
