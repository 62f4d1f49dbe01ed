// Folded texts of many records in one block of memory, searched as bytes.

/// One text per row. A byte that no text has ends each of them, so that a search through the whole
/// block finds nothing across two texts.
struct TextColumn: Sendable {
  private static let end: UInt8 = 0
  /// How many rows are searched before a look at whether the search is still wanted.
  private static let stretch = 4096

  private var bytes: [UInt8] = []
  /// Where the text of each row ends, its end byte included.
  private var ends: [UInt32] = []

  /// How many rows there are.
  var count: Int { ends.count }

  /// Adds a row.
  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(Self.end)
    ends.append(UInt32(bytes.count))
  }

  /// Adds rows of another column.
  mutating func append(_ other: TextColumn, _ rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    let (start, offset) = (other.start(of: rows.lowerBound), bytes.count)
    bytes.append(contentsOf: other.bytes[start..<Int(other.ends[rows.upperBound - 1])])
    ends.reserveCapacity(ends.count + rows.count)
    for row in rows { ends.append(UInt32(Int(other.ends[row]) - start + offset)) }
  }

  mutating func reserve(rows: Int, bytes size: Int) {
    ends.reserveCapacity(rows)
    bytes.reserveCapacity(size)
  }

  /// The text of a row.
  subscript(row: Int) -> String {
    String(decoding: bytes[start(of: row)..<Int(ends[row]) - 1], as: UTF8.self)
  }

  private func start(of row: Int) -> Int { row == 0 ? 0 : Int(ends[row - 1]) }

  /// Those of the given rows whose text contains a word. A search that is no longer wanted ends
  /// early with an error.
  func rows(holding word: String, among rows: RowSet) throws -> RowSet {
    let search = ByteSearch(word)
    // Few rows are looked at one by one, many in one go through all of the block.
    guard rows.size > count / 8 else { return try some(of: rows, search) }
    var found = try all(search)
    found.formIntersection(rows)
    return found
  }

  /// Looks at the texts of some rows as bytes, in order. A search that is no longer wanted ends early
  /// with an error.
  func eachText(
    of rows: RowSet, _ look: (_ row: Int, _ text: UnsafeRawBufferPointer) -> Void
  ) throws {
    var seen = 0
    try bytes.withUnsafeBytes { bytes in
      try ends.withUnsafeBufferPointer { ends in
        for row in rows {
          if seen % Self.stretch == 0 { try Task.checkCancellation() }
          seen += 1
          let start = row == 0 ? 0 : Int(ends[row - 1])
          look(row, UnsafeRawBufferPointer(rebasing: bytes[start..<Int(ends[row]) - 1]))
        }
      }
    }
  }

  private func some(of rows: RowSet, _ search: ByteSearch) throws -> RowSet {
    var found = RowSet(count: count)
    var seen = 0
    try bytes.withUnsafeBytes { bytes in
      for row in rows {
        if seen % Self.stretch == 0 { try Task.checkCancellation() }
        seen += 1
        let text = UnsafeRawBufferPointer(rebasing: bytes[start(of: row)..<Int(ends[row])])
        if search.next(in: text, from: 0) != nil { found.insert(row) }
      }
    }
    return found
  }

  private func all(_ search: ByteSearch) throws -> RowSet {
    var found = RowSet(count: count)
    try bytes.withUnsafeBytes { bytes in
      try ends.withUnsafeBufferPointer { ends in
        for first in stride(from: 0, to: ends.count, by: Self.stretch) {
          try Task.checkCancellation()
          let last = min(first + Self.stretch, ends.count) - 1
          let part = UnsafeRawBufferPointer(rebasing: bytes[..<Int(ends[last])])
          var (row, place) = (first, start(of: first))
          while let hit = search.next(in: part, from: place) {
            while ends[row] <= hit { row += 1 }
            found.insert(row)
            place = Int(ends[row])
          }
        }
      }
    }
    return found
  }
}
