// Text attributes other than colour. A terminal ignores those it does not support.

/// Any combination of bold, dim, italic, underlined and reversed.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits that the C wrapper of curses expects.
  public let rawValue: UInt8

  /// Attributes from bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Heavier, or brighter.
  public static let bold = Attributes(rawValue: 1)
  /// Fainter.
  public static let dim = Attributes(rawValue: 2)
  /// Slanted.
  public static let italic = Attributes(rawValue: 4)
  /// Underlined.
  public static let underline = Attributes(rawValue: 8)
  /// Foreground and background swapped.
  public static let reverse = Attributes(rawValue: 16)
}
