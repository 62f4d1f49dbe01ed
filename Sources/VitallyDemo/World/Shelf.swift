// The records of one collection: those of the sample, generated on every access, and on top of them
// those that were changed, added or removed. Knows nothing about HTTP or rules.

/// One collection of records.
struct Shelf: Sendable {
  let collection: Collection
  private(set) var changed: [String: JSONObject] = [:]
  private var removed: Set<String> = []
  private var orders: [SortOrder: [UInt32]] = [:]

  init(_ collection: Collection) {
    self.collection = collection
  }

  func record(_ id: String, of sample: WorldGenerator) -> JSONObject? {
    let id = id.lowercased()
    if let record = changed[id] { return record }
    guard !removed.contains(id), let index = sample.index(collection, id: id) else { return nil }
    return sample.record(collection, index)
  }

  mutating func put(_ record: JSONObject, id: String) {
    changed[id.lowercased()] = record
  }

  mutating func remove(_ id: String) {
    changed[id.lowercased()] = nil
    removed.insert(id.lowercased())
  }

  /// All indices of the sample in order, built on first use.
  mutating func sampleOrder(_ order: SortOrder, of sample: WorldGenerator) -> [UInt32] {
    if let known = orders[order] { return known }
    let sorted = sort(0..<sample.count(collection), by: order, of: sample)
    orders[order] = sorted
    return sorted
  }

  /// Indices of the sample, sorted as in lists.
  func sort(
    _ indices: some Sequence<Int>, by order: SortOrder, of sample: WorldGenerator
  ) -> [UInt32] {
    var entries = indices.map { index in
      (moment: sample.stamps(collection, index).moment(order), index: UInt32(index))
    }
    entries.sort { left, right in
      left.moment == right.moment
        ? sample.id(collection, Int(left.index)) > sample.id(collection, Int(right.index))
        : left.moment > right.moment
    }
    return entries.map(\.index)
  }

  /// Whether the sample's record with that id is unchanged.
  func isUntouched(_ id: String) -> Bool {
    changed[id] == nil && !removed.contains(id)
  }
}
