// How the screen is divided, in numbers. View models need the sizes of their panes to know which
// rows are on screen; the console draws by the same numbers.

/// The division of a screen into panes.
public struct PaneLayout: Equatable, Sendable {
  /// From this width on list and detail stand side by side.
  public static let sideBySide = 118
  /// The smallest screen that is drawn.
  public static let minimum = (width: 40, height: 12)

  /// Columns of the screen.
  public var width: Int
  /// Lines of the screen.
  public var height: Int
  /// Columns of the list; 0 when it is not on screen.
  public var listWidth: Int
  /// Columns of the detail; 0 when it is not on screen.
  public var detailWidth: Int

  /// A division for a screen.
  public init(width: Int, height: Int, hasList: Bool, showsBoth: Bool, focusIsList: Bool) {
    self.width = width
    self.height = height
    if hasList, showsBoth, width >= Self.sideBySide {
      listWidth = width * 13 / 25
      detailWidth = width - listWidth - 1
    } else {
      listWidth = hasList && focusIsList ? width : 0
      detailWidth = width - listWidth
    }
  }

  /// Whether the screen is too small to draw anything useful.
  public var isTooSmall: Bool { width < Self.minimum.width || height < Self.minimum.height }

  /// Lines between the header and the two lines at the bottom.
  public var bodyHeight: Int { max(1, height - 3) }

  /// Lines for the rows of a list: below its headings.
  public var listHeight: Int { max(1, bodyHeight - 1) }

  /// Lines for the text of a detail: below its tabs, where it has some.
  public func detailHeight(hasTabs: Bool) -> Int { max(1, bodyHeight - (hasTabs ? 1 : 0)) }

  /// Columns for the text of a detail: a blank on each side.
  public var detailTextWidth: Int { max(1, detailWidth - 2) }
}
