// Which traits the records of a list can have: those that their holder defines, otherwise all that
// the resource's records have. They are read once for each version of the cache.

import GRDB
import Synchronization
import VitallyModel

/// The traits of lists, remembered until something changes.
final class KnownTraits: Sendable {
  private struct Entry {
    var versions: [Int]
    var fields: [Field]
  }

  private let entries = Mutex<[ListKey: Entry]>([:])

  /// The traits of a list's records.
  func fields(of list: ListKey, _ db: Database) throws -> [Field] {
    // Lists below records that define no traits share those of their resource.
    let isDefined = list.parent.map { Self.defines($0, list.resource) } ?? false
    let key = isDefined ? list : ListKey(list.resource)
    let resources = [list.resource] + (isDefined ? [list.parent?.resource].compactMap(\.self) : [])
    let versions = try resources.map { try Cache.version($0, db) }
    if let known = entries.withLock({ $0[key] }), known.versions == versions { return known.fields }
    let fields = try Self.fields(of: key.resource, heldBy: key.parent, db)
    entries.withLock { $0[key] = Entry(versions: versions, fields: fields) }
    return fields
  }

  /// The traits of a resource's records, or of those that one record holds.
  static func fields(of resource: Resource, heldBy holder: Ref?, _ db: Database) throws -> [Field] {
    if let holder, defines(holder, resource), let record = try Cache.shown(holder, db),
      let fields = record.traits(of: resource)
    {
      return fields
    }
    return try FieldRegistry.fields(resource, db)
  }

  private static func defines(_ parent: Ref, _ child: Resource) -> Bool {
    parent.resource.schema.links.contains { $0.child == child && $0.traitsPath != nil }
  }
}
