// Jumping to a record of any resource, by whatever one knows of it.

public import VitallyModel

extension PagingStore {
  /// The records that answer to what is typed, best first; without words those that were visited
  /// last.
  public func jump(_ query: JumpQuery) throws(StoreError) -> JumpHits {
    let visited = places(nil)
    return try search { db in
      var search = try JumpSearch(query, visited: visited, columns, db)
      let (hits, hasMore) = try search.run()
      return JumpHits(
        words: query.words, hits: hits, hasMore: hasMore, unfetched: try cache.unfetched(db))
    }
  }

  /// Gets the names of all records ready, so that the first letter is answered as fast as the others.
  public func prepareJump() throws(StoreError) {
    try search { db in
      for resource in Resource.reachable { _ = try columns.table(resource, db) }
    }
  }
}
