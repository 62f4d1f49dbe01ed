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
    guard !outbox.rows.isEmpty else {
      return .saying(
        "Everything is on the server. Changes that wait, fail or were made today are listed here.",
        width: width, measure)
    }
    let full = page(explainsAll: true)
    return full.lines.count > outbox.area.height ? page(explainsAll: false) : full
  }

  private func page(explainsAll: Bool) -> Page {
    var page = Page()
    for section in OutboxViewModel.Section.allCases {
      let rows = outbox.rows(in: section)
      if rows.isEmpty { continue }
      let count = rows.count { if case .member = $0.row.content { false } else { true } }
      page.lines.append(
        StyledLine([Span(" \(section.title)  ", .heading), Span("\(count)", .dim)]))
      for (number, row) in rows {
        let isSelected = number == outbox.selection.row
        let first = page.lines.count
        page.lines += lines(row, isSelected: isSelected, explainsAll: explainsAll)
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

  /// A change with what went wrong, or a group with what has become of it.
  private func lines(
    _ row: OutboxRow, isSelected: Bool, explainsAll: Bool
  ) -> [StyledLine] {
    switch row.content {
    case .change(let entry), .member(let entry):
      let isExplained = isSelected || (explainsAll && entry.change.isToBeExplained)
      return [self.row(row, entry, isSelected)]
        + (isExplained ? explanation(entry.change) : [])
    case .group(let group, let isUnfolded):
      return [self.row(group, isUnfolded: isUnfolded, isSelected)]
        + indented([(group.sentence, group.needy == nil ? .dim : .bad)])
    }
  }

  private func row(_ row: OutboxRow, _ entry: OutboxEntry, _ isSelected: Bool) -> StyledLine {
    let change = entry.change
    let isOver = change.state == .answered || change.state == .dropped
    let when = isOver ? change.endedAt : change.createdAt
    let isMember = if case .member = row.content { true } else { false }
    return line(
      isSelected, entry.standing(at: shared.now.moment),
      doing: (isMember ? "  " : "") + change.doing, entry.title,
      when, change.tries)
  }

  private func row(_ group: OutboxGroup, isUnfolded: Bool, _ isSelected: Bool) -> StyledLine {
    line(
      isSelected, group.standing(at: shared.now.moment),
      doing: (isUnfolded ? "- " : "+ ") + group.doing,
      group.group.name, group.moment, "")
  }

  private func line(
    _ isSelected: Bool, _ standing: Formatted, doing: String, _ title: String, _ when: Moment?,
    _ tries: String
  ) -> StyledLine {
    let head = (isSelected ? "> " : "  ") + measure.padded(standing.marked, to: 11)
    let tail =
      width < Self.roomy
      ? ""
      : measure.padded(when.map(shared.clock) ?? "", to: 13) + measure.padded(tries, to: 9)
    let doing = measure.padded(measure.cut(doing, to: 19), to: 20)
    let room = max(0, width - measure.columns(of: head + doing + tail) - 1)
    return StyledLine([
      Span(head, standing.role), Span(doing), Span(measure.padded(title, to: room) + " "),
      Span(tail, .dim),
    ])
  }

  /// The fields, and the sentence about what went wrong.
  private func explanation(_ change: Change) -> [StyledLine] {
    let fields = change.fieldLabels().joined(separator: ", ")
    let sentence = change.state == .dropped ? "" : change.sentence
    let texts = [(fields, TextRole.label), (sentence, change.needsAttention ? .bad : .dim)]
    return indented(texts)
  }

  private func indented(_ texts: [(String, TextRole)]) -> [StyledLine] {
    texts.filter { !$0.0.isEmpty }.flatMap { text, role in
      measure.wrapped([Span(text, role)], to: width - 14).map { $0.indented(by: 13) }
    }
  }
}

extension Change {
  /// Whether it needs the user, or waits for one that does.
  fileprivate var isToBeExplained: Bool {
    needsAttention || (state == .waiting && new.follows != nil && !sentence.isEmpty)
  }
}
