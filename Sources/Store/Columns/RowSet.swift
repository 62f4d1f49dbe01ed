// A set of row numbers, one bit for each row of a table.

/// Some rows of a table. Sets of equal tables can be combined; a million rows take 125 KB.
struct RowSet: Equatable, Sendable {
  /// How many rows the table has.
  let count: Int
  private var words: [UInt64]

  /// No rows, or all.
  init(count: Int, isFull: Bool = false) {
    self.count = count
    words = Array(repeating: isFull ? .max : 0, count: (count + 63) / 64)
    if isFull { clearTail() }
  }

  /// The rows that meet a condition.
  init(count: Int, where isMember: (Int) -> Bool) {
    self.init(count: count)
    for index in words.indices {
      var word: UInt64 = 0
      for row in index * 64..<Swift.min(index * 64 + 64, count) where isMember(row) {
        word |= 1 << UInt64(row & 63)
      }
      words[index] = word
    }
  }

  /// Whether it has a row.
  subscript(row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 != 0 }

  /// How many rows it has.
  var size: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

  mutating func remove(_ row: Int) { words[row >> 6] &= ~(1 << UInt64(row & 63)) }

  mutating func formIntersection(_ other: RowSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formUnion(_ other: RowSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// All other rows.
  var inverted: RowSet {
    var set = self
    for index in words.indices { set.words[index] = ~words[index] }
    set.clearTail()
    return set
  }

  /// Clears the bits after the last row.
  private mutating func clearTail() {
    if count % 64 > 0 { words[words.count - 1] &= (1 << UInt64(count % 64)) - 1 }
  }
}

/// The rows in order.
extension RowSet: Sequence {
  struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var index = -1
    private var rest: UInt64 = 0

    fileprivate init(_ words: [UInt64]) { self.words = words }

    mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      defer { rest &= rest - 1 }
      return index * 64 + rest.trailingZeroBitCount
    }
  }

  func makeIterator() -> Iterator { Iterator(words) }
}
