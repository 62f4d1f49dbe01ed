// The sizes of the panes. View models need them to know which rows are on screen; the console draws
// by the same numbers.

/// The division of a screen into panes.
public struct PaneLayout: Equatable, Sendable {
  /// The minimum width for list and detail side by side.
  public static let sideBySide = 118
  /// The smallest screen that is drawn.
  public static let minimum = (width: 40, height: 12)

  /// The columns of the screen.
  public var width: Int
  /// The lines of the screen.
  public var height: Int
  /// The columns of the list; 0 when it is not on screen.
  public var listWidth: Int
  /// The columns of the detail; 0 when it is not on screen.
  public var detailWidth: Int

  /// Creates the layout of a screen.
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

  /// The lines between the header and the two bottom lines.
  public var bodyHeight: Int { max(1, height - 3) }

  /// The lines for the rows of a list, below its headings.
  public var listHeight: Int { max(1, bodyHeight - 1) }

  /// The lines for the text of a detail, below its tabs if it has any.
  public func detailHeight(hasTabs: Bool) -> Int { max(1, bodyHeight - (hasTabs ? 1 : 0)) }

  /// The columns for the text of a detail, leaving a space on each side.
  public var detailTextWidth: Int { max(1, detailWidth - 2) }
}
