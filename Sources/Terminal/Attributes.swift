// How text looks beside its colour. A terminal that lacks one of these leaves it out.

/// Bold, dim, italic, underlined, reversed, in any combination.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits, as curses' wrapper takes them.
  public let rawValue: UInt8

  /// A set of these bits.
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
  /// Foreground and background exchanged.
  public static let reverse = Attributes(rawValue: 16)
}
