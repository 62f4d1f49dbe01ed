// Reads that are answered from tables in memory. Two of them may begin with different states of the
// cache; the tables have one.

import GRDB
import VitallyModel

extension PagingStore {
  /// How often a search begins again. Each time another one has got further, and what that has read
  /// need not be read again.
  private static let searchAttempts = 32

  /// Reads from a consistent snapshot that is not older than the tables in memory.
  func search<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    for _ in 0..<Self.searchAttempts {
      if let value = try attempt(work) { return value }
    }
    columns.forget()
    if let value = try attempt(work) { return value }
    throw StoreError("The cache changes faster than it can be searched: try again in a moment.")
  }

  /// The answer; nil if another search has moved the tables on meanwhile.
  private func attempt<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value? {
    try cache.read { db in
      do {
        return try work(db)
      } catch is ColumnStore.Outdated {
        return nil
      }
    }
  }
}
