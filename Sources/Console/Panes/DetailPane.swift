// Draws a detail: its tabs, and below them the text or list of the current tab.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct DetailPane {
  private let detail: DetailViewModel?
  private let shared: Shared
  private let isFocused: Bool

  init(_ detail: DetailViewModel?, _ shared: Shared, isFocused: Bool) {
    self.detail = detail
    self.shared = shared
    self.isFocused = isFocused
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard let detail else { return }
    let tabs = detail.tabs
    let (top, body) = area.splitTop(tabs.isEmpty ? 0 : 1)
    if !tabs.isEmpty { draw(tabs, on: &canvas, in: top) }
    if let related = detail.related {
      ListPane(related, shared, isFocused: isFocused).draw(on: &canvas, in: body)
    } else {
      drawText(detail, on: &canvas, in: body)
    }
  }

  /// Draws tabs with names and counts, or shorter if they don't fit.
  private func draw(_ tabs: [DetailTab], on canvas: inout Canvas, in area: Rect) {
    // The timeline gives up its name before the others lose theirs or their counts.
    let ways: [(TabText, last: TabText)] =
      [.counted, .named].flatMap { text in [(text, .named), (text, .brief), (text, .numbered)] }
      + [.cut, .short, .numbered].map { ($0, $0) }
    let lines = ways.map { text, last in
      StyledLine(tabs.map { ($0.shortTitle == nil ? text : last).span($0) })
    }
    let fitting = lines.first { TextWidth.columns($0.text) <= area.width }
    canvas.draw(fitting ?? lines[lines.count - 1], x: area.x, y: area.y, within: area)
  }

  private func drawText(_ detail: DetailViewModel, on canvas: inout Canvas, in area: Rect) {
    guard detail.recordDetail != nil else { return }
    let lines = detail.content.lines
    let text = area.inset(dx: 1, dy: 0)
    if lines.isEmpty {
      canvas.draw(
        "This record is not loaded. \(shared.keys[.screen(.refresh)]) loads it.",
        .placeholder, x: text.x, y: text.y,
        within: text)
      return
    }
    // A text that is read has no cursor that could be covered.
    let lift =
      detail.isReader
      ? 0 : detail.markedLine.map { canvas.lift(toSee: $0 - detail.top, in: text) } ?? 0
    for (index, line) in lines.dropFirst(detail.top + lift).prefix(area.height).enumerated() {
      let number = detail.top + lift + index
      canvas.draw(line.line, x: text.x, y: text.y + index, within: text)
      guard isFocused, number == detail.markedLine else { continue }
      canvas.draw(">", .plain, x: area.x, y: text.y + index, within: area)
      if !detail.isReader || detail.content.groups.heading(at: number) != nil {
        canvas.mark(Rect(x: area.x, y: text.y + index, width: area.width, height: 1), .selected)
      }
    }
  }
}

/// How much of a tab is shown.
private enum TabText {
  case counted
  case named
  case brief
  case cut
  case short
  case numbered

  func span(_ tab: DetailTab) -> Span {
    let text = text(tab)
    return Span(tab.isActive ? "[\(text)]" : " \(text)", tab.isActive ? .tabActive : .tab)
  }

  private func text(_ tab: DetailTab) -> String {
    let count = tab.count.map { "·\($0)" + (tab.isPartial ? "?" : "") } ?? ""
    return switch self {
    case .counted: "\(tab.number) \(tab.title)\(count)"
    case .named: "\(tab.number) \(tab.title)"
    case .brief: "\(tab.number) \(tab.shortTitle ?? tab.title)"
    case .cut: "\(tab.number) \(tab.title.prefix(4))"
    case .short: "\(tab.number) \(tab.title.prefix(3))"
    case .numbered: tab.isActive ? "\(tab.number) \(tab.title)" : "\(tab.number)"
    }
  }
}
