// What a change is compared with: the values of its fields before it.

extension NewChange {
  /// The base with the fields that `fields` names taken from a record; of traits only those that
  /// are named there too. Tags keep theirs: what counts of them is only what the change adds and
  /// removes.
  public func base(on record: Record, for fields: JSONObject) -> JSONObject {
    var base = base
    for key in self.fields.keys {
      guard let named = fields[key], let field = record.schema.field(FieldPath(key)),
        field.kind != .tags
      else { continue }
      if field.kind == .traits {
        base[key] = .object(traits(on: record, for: named.object ?? [:]))
      } else {
        base[key] = record[field]
      }
    }
    return base
  }

  private func traits(on record: Record, for named: JSONObject) -> JSONObject {
    let changed = fields["traits"]?.object ?? [:]
    let base = base["traits"]?.object ?? [:]
    return JSONObject(
      changed.keys.map { key in
        (key, named[key] == nil ? base[key] ?? .null : record[.trait(key)])
      })
  }
}
