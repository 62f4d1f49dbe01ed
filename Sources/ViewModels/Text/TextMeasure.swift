// How wide a text is on the screen. The terminal knows; view models only need the answer.

/// Measures text in columns.
public struct TextMeasure: Sendable {
  /// The columns that a text takes.
  public let columns: @Sendable (Substring) -> Int

  /// A measure from a function.
  public init(_ columns: @escaping @Sendable (Substring) -> Int) { self.columns = columns }
}

/// There is one measure in a running program, so that it never makes two states differ.
extension TextMeasure: Equatable {
  /// Always true.
  public static func == (left: TextMeasure, right: TextMeasure) -> Bool { true }
}
