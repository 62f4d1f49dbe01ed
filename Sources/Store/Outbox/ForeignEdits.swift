// What somebody else has changed of a record that the user changes as well: other fields, so that
// both changes are kept. The user is told.

import VitallyModel

import struct VitallyModel.Record

/// Fields that others have changed beside a change of the user's.
struct ForeignEdits: Equatable {
  private static let limit = 3

  /// What the record is called.
  let title: String
  /// What the fields are called.
  private(set) var labels: [String]

  /// What differs between a record as it was known and as it is now, the fields of a change left
  /// out; nil when nothing does. Only fields that are in both bodies and that people edit count.
  init?(beside new: NewChange, known: JSONObject, current: Record, traits: [Field]) {
    title = current.title
    labels = current.schema.fields.flatMap { field -> [String] in
      guard field.writing != .never, !field.isComputed,
        field.source.topKeys.contains(where: { known[$0] != nil && current.body[$0] != nil })
      else { return [] }
      let (old, now) = (field.source.value(in: known), current[field])
      if field.kind == .traits {
        return Self.labels(of: traits, old.object ?? [:], now.object ?? [:], beside: new)
      }
      let isForeign =
        field.kind == .tags
        ? Self.isForeign(old, now, beside: new)
        : new[field.path] == nil && !field.kind.isSame(old, now)
      return isForeign ? [field.label] : []
    }
    if labels.isEmpty { return nil }
  }

  /// Adds what was found at another look.
  mutating func add(_ other: ForeignEdits) {
    labels += other.labels.filter { !labels.contains($0) }
  }

  /// What the user is told.
  var sentence: String {
    "Somebody else also changed \(names) of \(title): both changes are kept."
  }

  private var names: String {
    let rest = labels.count - Self.limit
    if rest > 0 { return labels.prefix(Self.limit).joined(separator: ", ") + " and \(rest) more" }
    guard labels.count > 1, let last = labels.last else { return labels.joined() }
    return labels.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func labels(
    of traits: [Field], _ old: JSONObject, _ now: JSONObject, beside new: NewChange
  ) -> [String] {
    let keys = old.keys + now.keys.filter { old[$0] == nil }
    return keys.filter { new[.trait($0)] == nil }.compactMap { key in
      let field = traits.first { $0.path == .trait(key) } ?? .trait(key, label: key)
      return field.kind.isSame(old[key] ?? .null, now[key] ?? .null) ? nil : field.label
    }
  }

  /// Whether tags came or went that the change neither adds nor removes.
  private static func isForeign(
    _ old: JSONValue, _ now: JSONValue, beside new: NewChange
  ) -> Bool {
    let mine = new["tags"].map { tags in
      Set(FieldKind.ids(tags.value)).symmetricDifference(FieldKind.ids(tags.base ?? .null))
    }
    let moved = Set(FieldKind.ids(old)).symmetricDifference(FieldKind.ids(now))
    return !moved.subtracting(mine ?? []).isEmpty
  }
}
