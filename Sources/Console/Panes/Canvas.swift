// A surface that is drawn on by role, with ASCII in place of symbols the terminal cannot show.

import Markup
import Terminal

struct Canvas {
  var surface: Surface
  let theme: Theme
  let usesUnicode: Bool
  /// What the frames before have drawn.
  let before: DrawnBefore
  /// The first line of those that a long message will cover.
  var coveredFrom = Int.max

  init(size: Size, theme: Theme, usesUnicode: Bool, before: DrawnBefore = DrawnBefore()) {
    surface = Surface(size: size)
    self.theme = theme
    self.usesUnicode = usesUnicode
    self.before = before
  }

  /// An empty canvas of one line that is drawn on like this one.
  func line(width: Int) -> Canvas {
    Canvas(
      size: Size(width: width, height: 1), theme: theme, usesUnicode: usesUnicode, before: before)
  }

  var bounds: Rect { Rect(surface.size) }

  /// By how many lines an area has to be scrolled so that no message covers one of its lines, which
  /// counts from its top.
  func lift(toSee line: Int, in area: Rect) -> Int {
    guard (0..<area.height).contains(line), coveredFrom > area.y else { return 0 }
    return max(0, area.y + line - (coveredFrom - 1))
  }

  /// Draws text from a point; returns the columns used.
  @discardableResult
  mutating func draw(_ text: String, _ role: TextRole, x: Int, y: Int, within area: Rect) -> Int {
    surface.draw(
      usesUnicode ? text : Self.ascii(text), at: Point(x: x, y: y), style: theme.style(role),
      within: area)
  }

  /// Draws a line of spans; returns the columns used.
  @discardableResult
  mutating func draw(_ line: StyledLine, x: Int, y: Int, within area: Rect) -> Int {
    var column = x
    for span in line.spans {
      column += draw(span.text, span.role, x: column, y: y, within: area)
    }
    return column - x
  }

  /// Draws text aligned to the right edge of an area.
  mutating func drawRight(_ line: StyledLine, y: Int, within area: Rect) {
    let width = line.spans.reduce(0) { $0 + TextWidth.columns($1.text) }
    draw(line, x: max(area.x, area.maxX - width), y: y, within: area)
  }

  /// Blanks an area in the style of a role.
  mutating func fill(_ area: Rect, _ role: TextRole) {
    surface.fill(area, style: theme.style(role))
  }

  /// Applies a role on top of what is drawn in an area.
  mutating func mark(_ area: Rect, _ role: TextRole) {
    let theme = theme
    surface.restyle(area) { theme.overlay(role, on: &$0) }
  }

  mutating func verticalRule(x: Int, _ area: Rect) {
    let rule = Rect(x: x, y: area.y, width: 1, height: area.height)
    surface.fill(rule, with: usesUnicode ? "│" : "|", style: theme.style(.border))
  }

  /// Draws a box with a title and returns its interior.
  mutating func box(_ area: Rect, title: String) -> Rect {
    fill(area, .plain)
    let horizontal: Unicode.Scalar = usesUnicode ? "─" : "-"
    let vertical: Unicode.Scalar = usesUnicode ? "│" : "|"
    let style = theme.style(.border)
    for y in [area.y, area.maxY - 1] {
      surface.fill(
        Rect(x: area.x, y: y, width: area.width, height: 1), with: horizontal, style: style)
    }
    for x in [area.x, area.maxX - 1] {
      surface.fill(
        Rect(x: x, y: area.y, width: 1, height: area.height), with: vertical, style: style)
    }
    let corners: [(Int, Int, String)] = [
      (area.x, area.y, "┌"), (area.maxX - 1, area.y, "┐"),
      (area.x, area.maxY - 1, "└"), (area.maxX - 1, area.maxY - 1, "┘"),
    ]
    for (x, y, corner) in corners { draw(corner, .border, x: x, y: y, within: area) }
    draw(" \(title) ", .title, x: area.x + 2, y: area.y, within: area.inset(dx: 1, dy: 0))
    return area.inset(dx: 1, dy: 1)
  }

  /// The nearest ASCII for the symbols that the program itself draws.
  private static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(text.map { signs[$0] ?? $0 })
  }

  private static let signs: [Character: Character] = [
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "…": "~", "•": "*", "“": "\"",
    "█": "#", "░": ".", "”": "\"", "→": ">", "·": ".", "–": "-", "’": "'", "▁": "_", "▂": ".",
    "▸": "+", "▾": "-", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*",
  ]
}
