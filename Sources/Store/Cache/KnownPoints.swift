// Remembers how many points of attention records came to, so that only those are read again that have
// changed, or whose customers have.

import GRDB
import Synchronization
import VitallyModel

/// The points of records by one ranking, for one state of the cache. Safe to use from any thread.
final class KnownPoints: Sendable {
  /// What a record came to.
  struct Entry: Sendable {
    var points: Double
    /// The key of the customer on whom that depends; nil for none.
    var customer: UInt32?
  }

  private struct State {
    var ranking: Ranking?
    var versions: [Resource: Int] = [:]
    var entries: [UInt32: Entry] = [:]
  }

  /// More than the sections of a few days have.
  private static let limit = 20_000
  /// What is ranked, or is the customer of it.
  private static let resources = Resource.allCases.filter {
    $0.schema.completion != nil || $0.schema.hasTimeline
  }

  private let state = Mutex(State())

  /// What is known in the state of the cache that is being read.
  func entries(by ranking: Ranking, _ db: Database) throws -> [UInt32: Entry] {
    let versions = try Self.versions(db)
    return try state.withLock { state in
      if state.ranking == ranking, state.versions == versions { return state.entries }
      // Another search has seen a later state already.
      if state.versions.contains(where: { $0.value > versions[$0.key] ?? 0 }) { return [:] }
      let touched = state.ranking == ranking ? try Self.touched(since: state.versions, db) : nil
      if let touched, touched.count < state.entries.count {
        state.entries = state.entries.filter { key, entry in
          !touched.contains(key) && !(entry.customer.map(touched.contains) ?? false)
        }
      } else {
        state.entries = [:]
      }
      (state.ranking, state.versions) = (ranking, versions)
      return state.entries
    }
  }

  /// Remembers what records came to, unless that is outdated by now.
  func add(_ new: [UInt32: Entry], by ranking: Ranking, _ db: Database) throws {
    let versions = try Self.versions(db)
    state.withLock { state in
      guard state.ranking == ranking, state.versions == versions else { return }
      if state.entries.count + new.count > Self.limit { state.entries = [:] }
      state.entries.merge(new) { $1 }
    }
  }

  private static func versions(_ db: Database) throws -> [Resource: Int] {
    var versions: [Resource: Int] = [:]
    for resource in resources { versions[resource] = try Cache.version(resource, db) }
    return versions
  }

  /// The records that have changed since; nil if these are too many, or it is not known.
  private static func touched(
    since former: [Resource: Int], _ db: Database
  ) throws -> Set<UInt32>? {
    var all: Set<UInt32> = []
    for (resource, version) in former {
      let now = try Cache.version(resource, db)
      guard let touched = try ColumnReader(resource, db).touched(since: version, now: now)
      else { return nil }
      all.formUnion(try touched.map(RowKey.packed))
    }
    return all
  }
}
