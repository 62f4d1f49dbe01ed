// Lines to be drawn: a whole screen, a form, or what stands in a box. View models write them, so that
// the console need not know what they are about.

public import Markup

/// A page of lines.
public struct Page: Equatable, Sendable {
  /// What a box around it is called.
  public var title = ""
  /// The columns that it takes in a box.
  public var width = 0
  /// The lines that it takes in a box.
  public var height = 0
  /// What stands above the rows.
  public var head: [StyledLine] = []
  /// The line above the rows in which one types; nil for none.
  public var input: Input?
  /// The rows; those from `top` on are in sight.
  public var lines: [StyledLine] = []
  /// What stands below the rows.
  public var foot: [StyledLine] = []
  /// The first row in sight.
  public var top = 0
  /// The row that is selected, nil for none.
  public var selected: Int?
  /// Where the cursor of the terminal stands in `lines`; nil for nowhere.
  public var cursor: Place?
  /// The lines of what is selected: as many of them as possible are to be in sight.
  var focused = 0..<0

  /// A line in which one types.
  public struct Input: Equatable, Sendable {
    /// What is typed.
    public var editor: LineEditor
    /// What stands there as long as nothing is.
    public var placeholder: String
  }

  /// A place in the lines.
  public struct Place: Equatable, Sendable {
    /// The number of the line.
    public var line: Int
    /// The column, from 0.
    public var column: Int
  }

  /// Nothing yet.
  public init() {}

  /// A page that says only this, wrapped to a width.
  static func saying(_ sentence: String, width: Int, _ measure: TextMeasure) -> Page {
    var page = Page()
    page.lines = measure.wrapped([Span(sentence, .placeholder)], to: max(1, width - 2))
      .map { $0.indented(by: 1) }
    return page
  }

  /// Selects a row, and scrolls so that it is in sight.
  mutating func select(_ row: Int, height: Int) {
    selected = row
    focused = row..<row + 1
    keepInSight(height: height)
  }

  /// Moves what is in sight so that what is selected is, and as much as possible of it.
  mutating func keepInSight(height: Int) {
    top = min(top, focused.lowerBound)
    top = max(top, min(focused.upperBound - height, focused.lowerBound))
    if let cursor { top = max(top, cursor.line - height + 1) }
    top = max(0, min(top, lines.count - height))
    if focused.lowerBound == 0 || (focused.upperBound <= height && top < 2) { top = 0 }
  }
}

extension StyledLine {
  /// The line with blanks in front of it.
  func indented(by count: Int) -> StyledLine {
    StyledLine([Span(String(repeating: " ", count: count))] + spans)
  }
}

/// How a layer is drawn.
public enum Drawing: Equatable, Sendable {
  /// Lists and details of records.
  case records(BrowseViewModel)
  /// Lines.
  case page(Page)
  /// A month.
  case calendar(CalendarViewModel)
  /// A line in which one types, where the program speaks.
  case prompt(PromptViewModel)
  /// A question, where the program speaks.
  case question(String)
  /// Nothing: it only waits.
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
