// What somebody else has changed in a record while the user was changing it: other fields, so both
// changes are kept and the user is told.

import VitallyModel

import struct VitallyModel.Record

/// Fields that others have changed besides the user's own.
struct ForeignEdits: Equatable {
  private static let limit = 3

  /// The title of the record.
  let title: String
  /// The labels of the fields.
  private(set) var labels: [String]

  /// Compares a record as it was known with the current one, leaving out the user's own fields; nil
  /// when nothing differs. Only editable fields that are in both bodies count.
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

  /// Other lines of long texts than those that the user has changed.
  init(linesOf labels: [String], in current: Record) {
    title = current.title
    self.labels = labels.map { "other lines of \($0)" }
  }

  /// Adds what a later attempt has found.
  mutating func add(_ other: ForeignEdits) {
    labels += other.labels.filter { !labels.contains($0) }
  }

  /// The sentence for the user.
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
      let field = traits.first { $0.path == .trait(key) } ?? .trait(key)
      return field.kind.isSame(old[key] ?? .null, now[key] ?? .null) ? nil : field.label
    }
  }

  /// Whether tags were added or removed that are not part of the user's change.
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
