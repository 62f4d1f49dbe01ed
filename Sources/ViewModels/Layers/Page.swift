// Lines to draw: a whole screen, a form, or the inside of a box. View models write them, so that
// the console need not know what they mean.

public import Markup

/// A page of lines.
public struct Page: Equatable, Sendable {
  /// The title of the box around it.
  public var title = ""
  /// Its width in a box.
  public var width = 0
  /// Its height in a box.
  public var height = 0
  /// The lines above the rows.
  public var head: [StyledLine] = []
  /// The input line above the rows; nil for none.
  public var input: Input?
  /// The rows; those from `top` on are visible.
  public var lines: [StyledLine] = []
  /// The lines below the rows.
  public var foot: [StyledLine] = []
  /// The first visible row.
  public var top = 0
  /// The selected row, nil for none.
  public var selected: Int?
  /// The position of the terminal's cursor in `lines`; nil for none.
  public var cursor: Place?
  /// The lines of the selection: as many of them as possible should be visible.
  var focused = 0..<0

  /// An input line.
  public struct Input: Equatable, Sendable {
    /// The text being typed.
    public var editor: LineEditor
    /// The text shown while it is empty.
    public var placeholder: String
  }

  /// A position in the lines.
  public struct Place: Equatable, Sendable {
    /// The index of the line.
    public var line: Int
    /// The column, from 0.
    public var column: Int
  }

  /// Creates an empty page.
  public init() {}

  /// A page with only this sentence, wrapped to a width.
  static func saying(_ sentence: String, width: Int, _ measure: TextMeasure) -> Page {
    var page = Page()
    page.lines = measure.wrapped([Span(sentence, .placeholder)], to: max(1, width - 2))
      .map { $0.indented(by: 1) }
    return page
  }

  /// Selects a row, and scrolls so that it is visible.
  mutating func select(_ row: Int, height: Int) {
    selected = row
    focused = row..<row + 1
    keepInSight(height: height)
  }

  /// Scrolls so that as much as possible of the selection is visible.
  mutating func keepInSight(height: Int) {
    top = min(top, focused.lowerBound)
    top = max(top, min(focused.upperBound - height, focused.lowerBound))
    if let cursor { top = max(top, cursor.line - height + 1) }
    top = max(0, min(top, lines.count - height))
    if focused.lowerBound == 0 || (focused.upperBound <= height && top < 2) { top = 0 }
  }
}

extension StyledLine {
  /// The line indented by spaces.
  func indented(by count: Int) -> StyledLine {
    StyledLine([Span(String(repeating: " ", count: count))] + spans)
  }
}

/// How a layer is drawn.
public enum Drawing: Equatable, Sendable {
  /// Lists and details of records.
  indirect case records(BrowseViewModel)
  /// Lines.
  case page(Page)
  /// A month.
  case calendar(CalendarViewModel)
  /// An input line in place of the message line.
  case prompt(PromptViewModel)
  /// A question in place of the message line.
  case question(String)
  /// Nothing, while it is waiting.
  case nothing
}

/// A layer as it is drawn.
public struct DrawnLayer: Equatable, Sendable {
  /// Where.
  public let place: Place
  /// What.
  public let drawing: Drawing
  /// Whether it has the keys.
  public let hasKeys: Bool
}
