// What tests look at and change past the API: no checks, no rules.
// Knows nothing of HTTP.

extension DemoWorld {
  /// All ids of a collection, hidden records included, newest change first.
  mutating func ids(_ collection: Collection) -> [String] {
    list(ListRequest(collection: collection, limit: .max)).records.compactMap { $0.text("id") }
  }

  /// A record in its wire form.
  func wireRecord(_ collection: Collection, _ id: String) -> JSON? {
    record(collection, id).map {
      WireForm(world: self).record(collection, $0, isDetail: true)
    }
  }

  /// Changes fields of a record, as somebody else would.
  mutating func edit(
    _ collection: Collection, _ id: String, _ fields: JSONObject, at now: Moment
  ) -> JSON? {
    guard collection != .messages, var changed = record(collection, id) else { return nil }
    changed.merge(fields)
    _ = replace(changed, in: collection, at: now)
    return wireRecord(collection, id)
  }

  /// Adds a record, as somebody else would. Given ids and dates are kept.
  mutating func add(_ fields: JSONObject, to collection: Collection, at now: Moment) -> JSON? {
    guard collection != .messages else { return nil }
    var record = FieldTable.blank(collection)
    record.merge(fields)
    let made = insert(record, into: collection, at: now)
    guard let own = made.text("id") else { return nil }
    return wireRecord(collection, own)
  }

  /// Takes a record away without a trace.
  mutating func remove(_ collection: Collection, _ id: String) -> Bool {
    guard collection != .messages, record(collection, id) != nil else { return false }
    self[shelf: collection].remove(id)
    return true
  }
}
