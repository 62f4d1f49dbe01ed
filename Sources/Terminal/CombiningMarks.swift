// Accents and other marks on a scalar, kept small because every cell of a screen has them.
// Knows nothing of which scalars are marks.

/// Up to four scalars, the most that curses puts into a cell; further ones are left out.
public struct CombiningMarks: Hashable, Sendable {
  private var first: UInt32 = 0
  private var second: UInt32 = 0
  private var third: UInt32 = 0
  private var fourth: UInt32 = 0

  /// No marks.
  public init() {}

  /// Whether there is none.
  public var isEmpty: Bool { first == 0 }

  /// The marks in order.
  public var scalars: [Unicode.Scalar] {
    [first, second, third, fourth].filter { $0 != 0 }.compactMap(Unicode.Scalar.init)
  }

  /// The four places, 0 where there is no mark.
  var values: (UInt32, UInt32, UInt32, UInt32) { (first, second, third, fourth) }

  /// Adds one, if there is still room.
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
