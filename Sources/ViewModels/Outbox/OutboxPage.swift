// Writes the list of the outbox: the changes by section, with what went wrong below each.

import Markup
import VitallyModel

struct OutboxPage {
  private let outbox: OutboxViewModel
  private let shared: Shared

  init(_ outbox: OutboxViewModel, _ shared: Shared) {
    self.outbox = outbox
    self.shared = shared
  }

  private var width: Int { outbox.area.width }
  private var measure: TextMeasure { shared.measure }

  /// The list, scrolled to the selected change and its explanation. If there is no room for all
  /// explanations, only that of the selected change is shown.
  var page: Page {
    guard !outbox.entries.isEmpty else {
      return .saying(
        "Everything is saved on the server. What waits or fails is shown here.",
        width: width, measure)
    }
    let full = page(explainsAll: true)
    return full.lines.count > outbox.area.height ? page(explainsAll: false) : full
  }

  private func page(explainsAll: Bool) -> Page {
    var page = Page()
    for section in OutboxViewModel.Section.allCases {
      let entries = outbox.entries(in: section)
      if entries.isEmpty { continue }
      page.lines.append(
        StyledLine([Span(" \(section.title)  ", .heading), Span("\(entries.count)", .dim)]))
      for (number, entry) in entries {
        let isSelected = number == outbox.selection.row
        let first = page.lines.count
        page.lines.append(row(entry, isSelected))
        if isSelected || (explainsAll && entry.change.needsAttention) {
          page.lines += explanation(entry.change)
        }
        guard isSelected else { continue }
        page.selected = first
        page.focused = first - 1..<page.lines.count + 1
      }
      page.lines.append(StyledLine())
    }
    page.keepInSight(height: outbox.area.height)
    return page
  }

  /// The minimum width for time and tries; the page of a change shows them as well.
  private static let roomy = 70

  private func row(_ entry: OutboxEntry, _ isSelected: Bool) -> StyledLine {
    let change = entry.change
    let standing = change.standing
    let when = change.state == .answered ? change.sentAt ?? change.createdAt : change.createdAt
    let head = (isSelected ? "> " : "  ") + measure.padded(standing.marked, to: 11)
    let tail =
      width < Self.roomy
      ? "" : measure.padded(shared.clock(when), to: 13) + measure.padded(change.tries, to: 9)
    let doing = measure.padded(change.doing, to: 20)
    let room = max(0, width - measure.columns(of: head + doing + tail) - 1)
    return StyledLine([
      Span(head, standing.role), Span(doing), Span(measure.padded(entry.title, to: room) + " "),
      Span(tail, .dim),
    ])
  }

  /// The fields, and the sentence about what went wrong.
  private func explanation(_ change: Change) -> [StyledLine] {
    let fields = change.fieldLabels().joined(separator: ", ")
    let texts = [(fields, TextRole.label), (change.sentence, change.needsAttention ? .bad : .dim)]
    return texts.filter { !$0.0.isEmpty }.flatMap { text, role in
      measure.wrapped([Span(text, role)], to: width - 14).map { $0.indented(by: 13) }
    }
  }
}
