// Combining marks on a scalar, stored compactly because every cell has them.

/// Up to four scalars, the most that curses puts into a cell; more are dropped.
public struct CombiningMarks: Hashable, Sendable {
  private var first: UInt32 = 0
  private var second: UInt32 = 0
  private var third: UInt32 = 0
  private var fourth: UInt32 = 0

  /// No marks.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { first == 0 }

  /// The marks in order.
  public var scalars: [Unicode.Scalar] {
    [first, second, third, fourth].filter { $0 != 0 }.compactMap(Unicode.Scalar.init)
  }

  /// The four slots; 0 is an empty slot.
  var values: (UInt32, UInt32, UInt32, UInt32) { (first, second, third, fourth) }

  /// Adds a mark if there is room.
  public mutating func append(_ mark: Unicode.Scalar) {
    if first == 0 {
      first = mark.value
    } else if second == 0 {
      second = mark.value
    } else if third == 0 {
      third = mark.value
    } else if fourth == 0 {
      fourth = mark.value
    }
  }
}
