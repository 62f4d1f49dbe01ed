// How the rows of a table come about from those of an earlier one: most are kept, some read anew.

/// The rows of a table after a change, as runs of kept and newly read ones.
struct Splice: Sendable {
  enum Piece: Equatable, Sendable {
    /// Rows of the earlier table.
    case kept(Range<Int>)
    /// Rows of those that were read, by their place among them.
    case read(Range<Int>)
  }

  private(set) var pieces: [Piece] = []
  /// The keys of all rows, in order.
  private(set) var keys: [UInt32] = []

  /// The change of a table with these keys, when the records with the touched keys were read again
  /// and those that are still there were found. All are in order.
  init(_ old: [UInt32], touched: [UInt32], found: [UInt32]) {
    keys.reserveCapacity(old.count + found.count)
    var (next, reading) = (0, 0)
    for key in touched {
      let place = old.partitioningIndex(from: next) { $0 >= key }
      keep(next..<place, of: old)
      next = place < old.count && old[place] == key ? place + 1 : place
      guard reading < found.count, found[reading] == key else { continue }
      read(reading)
      keys.append(key)
      reading += 1
    }
    keep(next..<old.count, of: old)
  }

  private mutating func keep(_ rows: Range<Int>, of old: [UInt32]) {
    guard !rows.isEmpty else { return }
    pieces.append(.kept(rows))
    keys.append(contentsOf: old[rows])
  }

  private mutating func read(_ place: Int) {
    if case .read(let rows)? = pieces.last {
      pieces[pieces.count - 1] = .read(rows.lowerBound..<place + 1)
    } else {
      pieces.append(.read(place..<place + 1))
    }
  }

  /// The values of all rows.
  func values<Value>(_ old: [Value], _ found: [Value]) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(keys.count)
    for piece in pieces {
      switch piece {
      case .kept(let rows): values.append(contentsOf: old[rows])
      case .read(let rows): values.append(contentsOf: found[rows])
      }
    }
    return values
  }

  /// The texts of all rows.
  func texts(_ old: TextColumn, _ found: TextColumn) -> TextColumn {
    var texts = TextColumn()
    for piece in pieces {
      switch piece {
      case .kept(let rows): texts.append(old, rows)
      case .read(let rows): texts.append(found, rows)
      }
    }
    return texts
  }
}

extension Array {
  /// The first place from `start` at which a condition holds that holds from there on to the end.
  func partitioningIndex(from start: Int = 0, where holds: (Element) -> Bool) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
