// Curses paints in numbered pairs of colours: a pair is defined when it is first needed.
// How a colour is brought down to what the terminal has is Palette's affair.

private import CNcurses

/// The pairs in use on a terminal.
struct ColorPairs {
  private let palette: Palette
  private let limit: Int32
  /// The pairs that curses knows.
  private var defined: [[Int32]: Int32] = [:]
  /// What was asked for before: every cell of every frame asks.
  private var answers: [Colors: Int32] = [:]

  private struct Colors: Hashable {
    let foreground: Color
    let background: Color
  }

  /// No pairs yet, of at most `limit`.
  init(palette: Palette, limit: Int32) {
    self.palette = palette
    self.limit = limit
  }

  /// The pair of a style's colours; 0, the terminal's own, when all pairs are taken.
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
