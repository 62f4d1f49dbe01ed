// Which owner has which records of one collection, stored as one number per owner. Knows nothing
// about the records.

/// Consecutive indices distributed to consecutive owners.
struct Spread: Sendable {
  private var starts: [UInt32] = [0]

  init(owners: Int, counts: (_ owner: Int) -> Int) {
    starts.reserveCapacity(owners + 1)
    var total = 0
    for owner in 0..<owners {
      total += counts(owner)
      starts.append(UInt32(total))
    }
  }

  var count: Int { Int(starts[starts.count - 1]) }

  /// The indices that belong to an owner.
  func range(of owner: Int) -> Range<Int> {
    Int(starts[owner])..<Int(starts[owner + 1])
  }

  /// The owner of an index: the last whose range begins at or before it.
  func owner(of index: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= index { low = middle } else { high = middle }
    }
    return low
  }
}
