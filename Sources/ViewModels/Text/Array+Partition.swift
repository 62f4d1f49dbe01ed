// Binary search in a partitioned array.

extension Array {
  /// The first index whose element satisfies a predicate, which all elements after it must satisfy
  /// too.
  func partitionIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
