// Allocates curses' numbered colour pairs, each when it is first needed.

private import CNcurses

/// The pairs in use on a terminal.
struct ColorPairs {
  private let palette: Palette
  private let limit: Int32
  /// The pairs that are defined in curses.
  private var defined: [[Int32]: Int32] = [:]
  /// A cache, since every cell of every frame asks.
  private var answers: [Colors: Int32] = [:]

  private struct Colors: Hashable {
    let foreground: Color
    let background: Color
  }

  /// Creates an empty set of at most `limit` pairs.
  init(palette: Palette, limit: Int32) {
    self.palette = palette
    self.limit = limit
  }

  /// The pair for a style's colours; 0, the default colours, if no pair is left.
  mutating func number(for style: Style) -> Int32 {
    if style.foreground == .standard, style.background == .standard { return 0 }
    let colors = Colors(foreground: style.foreground, background: style.background)
    if let answer = answers[colors] { return answer }
    let answer = define([
      palette.number(of: colors.foreground), palette.number(of: colors.background),
    ])
    answers[colors] = answer
    return answer
  }

  private mutating func define(_ pair: [Int32]) -> Int32 {
    if let number = defined[pair] { return number }
    let number = Int32(defined.count + 1)
    guard number < limit, vt_define_pair(number, pair[0], pair[1]) else { return 0 }
    defined[pair] = number
    return number
  }
}
