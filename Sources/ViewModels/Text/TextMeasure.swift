// How wide a text is on the screen, and texts fitted to columns. The terminal knows how wide a
// character is; nobody else measures, cuts, pads or wraps.

public import Markup

/// Measures text in columns, and fits it to them.
public struct TextMeasure: Sendable {
  /// The columns that a text takes.
  public let columns: @Sendable (Substring) -> Int

  /// A measure from a function.
  public init(_ columns: @escaping @Sendable (Substring) -> Int) { self.columns = columns }

  /// The columns that a text takes.
  public func columns(of text: String) -> Int { columns(text[...]) }

  /// As much of a text as fits, ending with an ellipsis if something is missing.
  public func cut(_ text: String, to width: Int) -> String {
    if columns(of: text) <= width { return text }
    guard width > 0 else { return "" }
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      // Each character is a byte and takes a column, as most of what is on screen does.
      return text[..<text.utf8.index(text.startIndex, offsetBy: width - 1)] + "…"
    }
    var used = 0
    let fitting = text.prefix { character in
      used += columns(String(character)[...])
      return used < width
    }
    return fitting + "…"
  }

  /// A text of exactly so many columns: cut if it is longer, with blanks behind it if it is shorter.
  public func padded(_ text: String, to width: Int) -> String {
    let fitting = cut(text, to: width)
    return fitting + String(repeating: " ", count: max(0, width - columns(of: fitting)))
  }

  /// A text in lines of at most so many columns, broken between words. Its own line breaks stay.
  public func wrapped(_ text: String, to width: Int) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      wrapped([Span(String(line))], to: width).map(\.text)
    }
  }

  /// A styled text in lines of at most so many columns; at least one, if an empty one.
  public func wrapped(_ spans: [Span], to width: Int) -> [StyledLine] {
    let lines = StyledText(blocks: [Block(spans: spans)])
      .lines(width: max(1, width), columns: columns)
    return lines.isEmpty ? [StyledLine()] : lines
  }
}

/// There is one measure in a running program, so that it never makes two states differ.
extension TextMeasure: Equatable {
  /// Always true.
  public static func == (left: TextMeasure, right: TextMeasure) -> Bool { true }
}
