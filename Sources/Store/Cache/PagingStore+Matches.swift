// Finds the record that a field shall name.

import GRDB
public import VitallyModel

extension PagingStore {
  /// The records that fit a query, best guesses first: what hangs on the record that the form is
  /// about and where the user has been, then what begins with the words, then by name. Hidden
  /// records come last.
  public func matches(_ query: MatchQuery) throws(StoreError) -> [Match] {
    let recent = places(query.resource)
    return try cache.read { db in
      var search = MatchSearch(query, db)
      return try search.run(recent: recent)
    }
  }
}
