// Measures the width of text, and fits text to columns. The terminal knows the width of characters;
// only this measures, cuts, pads and wraps.

public import Markup

/// Measures text in columns, and fits it to them.
public struct TextMeasure: Sendable {
  /// The width of a text in columns.
  public let columns: @Sendable (Substring) -> Int

  /// Creates a measure from a function.
  public init(_ columns: @escaping @Sendable (Substring) -> Int) { self.columns = columns }

  /// The width of a text in columns.
  public func columns(of text: String) -> Int { columns(text[...]) }

  /// As much of a text as fits, ending with an ellipsis if something is missing.
  public func cut(_ text: String, to width: Int) -> String {
    if columns(of: text) <= width { return text }
    guard width > 0 else { return "" }
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      // Fast path: each character is one byte and one column, as in most text on screen.
      return text[..<text.utf8.index(text.startIndex, offsetBy: width - 1)] + "…"
    }
    var used = 0
    let fitting = text.prefix { character in
      used += columns(String(character)[...])
      return used < width
    }
    return fitting + "…"
  }

  /// The part of a text around the first place where it differs from another, as much as fits.
  func cut(_ text: String, to width: Int, differingFrom other: String) -> String {
    guard columns(of: text) > width, text != other else { return cut(text, to: width) }
    let same = text.firstDifference(from: other)
    let start = max(0, min(same - width / 3, text.count - width + 1))
    if start == 0 { return cut(text, to: width) }
    return "…" + cut(String(text.dropFirst(start)), to: width - 1)
  }

  /// A text of exactly this width: cut if it is longer, padded with spaces if it is shorter.
  public func padded(_ text: String, to width: Int) -> String {
    let fitting = cut(text, to: width)
    return fitting + String(repeating: " ", count: max(0, width - columns(of: fitting)))
  }

  /// A text wrapped between words to a width. Its own line breaks stay.
  public func wrapped(_ text: String, to width: Int) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      wrapped([Span(String(line))], to: width).map(\.text)
    }
  }

  /// A styled text wrapped to a width; at least one line, which may be empty.
  public func wrapped(_ spans: [Span], to width: Int) -> [StyledLine] {
    let lines = StyledText(blocks: [Block(spans: spans)])
      .lines(width: max(1, width), columns: columns)
    return lines.isEmpty ? [StyledLine()] : lines
  }
}

extension String {
  /// How many characters are the same in another text until the first that differs.
  func firstDifference(from other: String) -> Int { zip(self, other).prefix { $0 == $1 }.count }
}

/// A running program has only one measure, so it never makes two states differ.
extension TextMeasure: Equatable {
  /// Always true.
  public static func == (left: TextMeasure, right: TextMeasure) -> Bool { true }
}
