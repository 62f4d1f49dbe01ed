// Writes the sync screen: what is going on, the budget of the key, a table of the lists, and more
// about the selected one.

import Markup
import VitallyModel

struct SyncPage {
  private typealias Row = SyncReport.Row

  /// A column of the table, at the right of the names.
  private struct Column {
    let title: String
    let width: Int
    /// The narrowest screen that shows it.
    let from: Int
    let text: (Row) -> String
  }

  private let report: SyncReport
  private let selected: Int
  private let area: Area
  private let shared: Shared

  init(_ report: SyncReport, _ selected: Int, _ area: Area, _ shared: Shared) {
    self.report = report
    self.selected = selected
    self.area = area
    self.shared = shared
  }

  private var measure: TextMeasure { shared.measure }
  private var words: SyncWords { SyncWords(report, shared) }

  /// The page, scrolled to the selected list. What does not fit below the table is left out.
  var page: Page {
    var page = Page()
    page.head = wrapped([words.state, words.budget]) + [StyledLine(), titles]
    page.lines = report.rows.enumerated().map { line($1, isSelected: $0 == selected) }
    page.foot = foot(room: area.height - page.head.count - min(3, page.lines.count))
    page.select(selected, height: area.height - page.head.count - page.foot.count)
    return page
  }

  private func wrapped(_ texts: [Span?]) -> [StyledLine] {
    texts.compactMap(\.self).flatMap { text in
      measure.wrapped([text], to: area.width - 2).map { $0.indented(by: 1) }
    }
  }

  // MARK: The table

  private var columns: [Column] {
    let extra = area.width >= 110 ? 3 : 0
    return [
      Column(title: "Records", width: 10 + extra, from: 0) { NumberText.grouped($0.cached) },
      Column(title: "Fetched", width: 10 + extra, from: 76) { words.fetched($0) },
      Column(title: "Rate", width: 9 + extra, from: 66) { words.rate($0) },
      Column(title: "Complete", width: 15 + extra, from: 54) { words.completion($0) },
      Column(title: "Time left", width: 14 + extra, from: 0) { words.timeLeft($0) },
    ].filter { area.width >= $0.from }
  }

  private var nameWidth: Int {
    min(40, area.width - 4 - columns.reduce(0) { $0 + $1.width })
  }

  private var titles: StyledLine {
    StyledLine([
      Span("   " + measure.padded("List", to: nameWidth), .label),
      Span(columns.map { right($0.title, $0.width) }.joined(), .label),
    ])
  }

  private func line(_ row: Row, isSelected: Bool) -> StyledLine {
    let isFailed = row.status.failure != nil
    let role: TextRole =
      isFailed ? .bad : row.standing == .fetching ? .accent : row.standing == .idle ? .plain : .dim
    return StyledLine([
      Span((isSelected ? ">" : " ") + (isFailed ? "!" : " ") + " ", role),
      Span(measure.padded(row.name, to: nameWidth), role),
      Span(columns.map { right($0.text(row), $0.width) }.joined(), role),
    ])
  }

  private func right(_ text: String, _ width: Int) -> String {
    let fitting = measure.cut(text, to: width - 1)
    return String(repeating: " ", count: max(0, width - measure.columns(of: fitting))) + fitting
  }

  // MARK: Below the table

  private func foot(room: Int) -> [StyledLine] {
    guard let row = report.rows.dropFirst(selected).first, room > 1 else { return [] }
    let failure = row.status.failure.map { Span($0, .bad) }
    let lines = wrapped([failure, Span(words.about(row), .dim)])
    return [StyledLine([Span(String(repeating: "─", count: area.width), .border)])]
      + lines.prefix(room - 1)
  }
}
