// How the screen of saved views is drawn: a line for each, with its number, its list, the count and
// its line.

import Markup
import VitallyModel

/// Writes the page of saved views.
struct ViewsPage {
  private let screen: ViewsViewModel
  private let shared: Shared

  init(_ screen: ViewsViewModel, _ shared: Shared) {
    self.screen = screen
    self.shared = shared
  }

  private static let (listWidth, countWidth) = (14, 9)

  private var measure: TextMeasure { shared.measure }

  /// The columns behind the count.
  private var room: Int {
    max(0, width - (5 + nameWidth + 1 + Self.listWidth + 1 + Self.countWidth + 2))
  }
  private var width: Int { screen.area.width }
  private var nameWidth: Int { max(16, min(32, width / 4)) }

  var page: Page {
    var page = Page()
    page.head = [heading]
    page.lines = screen.views.enumerated().map { line($1, number: $0 + 1) }
    if screen.views.isEmpty {
      let (filter, save) = (shared.keys[.list(.filter)], shared.keys[.list(.saveView)])
      page.lines = [
        StyledLine(
          " No views. \(filter) filters a list, \(save) saves that as a view.", .placeholder)
      ]
    }
    page.foot = foot
    page.select(screen.selection.row, height: max(1, screen.area.height - 1 - page.foot.count))
    return page
  }

  private var heading: StyledLine {
    StyledLine([
      Span("     " + measure.padded("View", to: nameWidth) + " ", .dim),
      Span(measure.padded("Lists", to: Self.listWidth) + " ", .dim),
      Span(String(repeating: " ", count: Self.countWidth - 3) + "Now  Filter", .dim),
    ])
  }

  private func line(_ view: SavedView, number: Int) -> StyledLine {
    let isSelected = number == screen.selection.row + 1
    let digit = number < 10 ? "\(number)" : " "
    let list = view.resource.schema.plural
    let (count, rest, role) = words(of: view)
    return StyledLine([
      Span(isSelected ? "> " : "  "), Span(digit + "  ", .key),
      Span(measure.padded(measure.cut(view.name, to: nameWidth), to: nameWidth) + " "),
      Span(measure.padded(measure.cut(list, to: Self.listWidth), to: Self.listWidth) + " ", .label),
      Span(
        String(repeating: " ", count: max(0, Self.countWidth - measure.columns(of: count))) + count
          + "  ", .value),
      Span(measure.cut(rest, to: room), role),
    ])
  }

  /// The count and what stands behind it: the line, or why it can't be read.
  private func words(of view: SavedView) -> (count: String, rest: String, role: TextRole) {
    let line = view.line.isEmpty ? "everything" : view.line
    let note = view.isReadOnly ? "read only · " : ""
    switch screen.counts[view] {
    case .records(let count, let isWhole):
      // There may be more that have not been fetched yet.
      return (NumberText.grouped(count) + (isWhole ? "" : "+"), note + line, .dim)
    case .unreadable(let reason): return ("?", "! " + reason, .warning)
    case nil: return ("…", note + line, .dim)
    }
  }

  /// What stands behind the count of the selected view, if it is cut off there.
  private var whole: [StyledLine] {
    guard let view = screen.selected else { return [] }
    let (_, rest, role) = words(of: view)
    return measure.columns(of: rest) > room ? [StyledLine(" " + rest, role)] : []
  }

  private var foot: [StyledLine] {
    let lacking =
      "\(shared.keys[.views(.restore)]) brings back the deleted views that come with vitty."
    let room = max(3, screen.area.height / 3)
    let problems = shared.views.problems
    let rest = problems.count - room
    let more = "… and \(rest) more: \(shared.keys[.app(.show(.messages))]) has them all."
    let lines =
      whole + problems.prefix(room).map { StyledLine(" ! " + $0, .warning) }
      + (rest > 0 ? [StyledLine(" " + more, .warning)] : [])
      + (shared.views.lacksShipped ? [StyledLine(" " + lacking, .dim)] : [])
    return lines.flatMap { measure.wrapped($0.spans, to: width) }
  }
}
