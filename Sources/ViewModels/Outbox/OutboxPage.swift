// Writes the list of the outbox: by section what was changed and when, of which record, and what has
// become of it, with what went wrong below.

import Markup
import VitallyModel

struct OutboxPage {
  private let outbox: OutboxViewModel
  private let shared: Shared
  private let formatter: RecordFormatter
  private let columns: Columns

  /// The widths of the columns of a row.
  private struct Columns {
    /// The mark of the selection, and the state.
    let standing = 12
    let time: Int
    let what: Int
    let title: Int
    /// The customer, for which there is no room on a narrow screen.
    let customer: Int

    /// The fewest columns for a customer, and for a time.
    private static let (roomy, narrow) = (70, 46)

    init(width: Int, time: Int) {
      self.time = width < Self.narrow ? 0 : time
      let room = max(8, width - 2 - standing - self.time)
      customer = width < Self.roomy ? 0 : room / 4
      title = (room - customer) * 9 / 20
      what = room - customer - title
    }
  }

  init(_ outbox: OutboxViewModel, _ shared: Shared) {
    self.outbox = outbox
    self.shared = shared
    formatter = RecordFormatter(now: shared.now, names: outbox.list.names)
    let today = shared.now.zone.moment(of: shared.now.today)
    let isOfToday = outbox.rows.allSatisfy { $0.moment.map { $0 >= today } ?? true }
    columns = Columns(width: outbox.area.width, time: isOfToday ? 6 : 13)
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
    guard outbox.rows.count <= outbox.area.height else { return page(explainsAll: false) }
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
        page.lines += lines(row, number, isSelected: isSelected, explainsAll: explainsAll)
        guard isSelected else { continue }
        page.selected = first
        page.focused = first - 1..<page.lines.count + 1
      }
      page.lines.append(StyledLine())
    }
    page.keepInSight(height: outbox.area.height)
    return page
  }

  /// A change with what went wrong, or a group with what has become of it. Of thousands, only those
  /// that can be in sight are written.
  private func lines(
    _ row: OutboxRow, _ number: Int, isSelected: Bool, explainsAll: Bool
  ) -> [StyledLine] {
    let isFar = abs(number - outbox.selection.row) > outbox.area.height
    switch row.content {
    case .change(let entry), .member(let entry):
      if isFar { return [StyledLine()] }
      let isExplained = isSelected || (explainsAll && entry.change.isToBeExplained)
      let cells = cells(of: row, entry)
      return [line(cells, isSelected)]
        + (isExplained ? explanation(entry, cells, isSelected: isSelected) : [])
    case .group(let group, let isUnfolded):
      if isFar { return [StyledLine(), StyledLine()] }
      return [line(cells(of: group, isUnfolded: isUnfolded), isSelected)]
        + indented([(group.sentence, group.needy == nil ? .dim : .bad)])
    }
  }

  // MARK: Rows

  /// What a row says.
  private struct Cells {
    let standing: Formatted
    let when: Moment?
    let what: String
    let title: String
    let customer: String
  }

  private func cells(of row: OutboxRow, _ entry: OutboxEntry) -> Cells {
    let isMember = if case .member = row.content { true } else { false }
    return Cells(
      standing: entry.standing(at: shared.now.moment), when: row.moment,
      what: (isMember ? "  " : "") + formatter.words(entry.change, in: outbox.list),
      title: entry.title, customer: entry.customer)
  }

  /// The name of a change of many says already of what.
  private func cells(of group: OutboxGroup, isUnfolded: Bool) -> Cells {
    let fold = isUnfolded ? "- " : "+ "
    let isCall = group.group.kind == .call
    return Cells(
      standing: group.standing(at: shared.now.moment), when: group.moment,
      what: fold + (isCall ? group.what : group.group.name), title: isCall ? group.group.name : "",
      customer: isCall ? group.entries.first?.customer ?? "" : "")
  }

  private func line(_ cells: Cells, _ isSelected: Bool) -> StyledLine {
    let time = cells.when.map(shared.clock) ?? ""
    let isAlone = cells.title.isEmpty && cells.customer.isEmpty
    let rest = columns.title + columns.customer
    let titleWidth = titleWidth(cells)
    return StyledLine([
      Span(isSelected ? "> " : "  "),
      Span(columns.time == 0 ? "" : measure.padded(time, to: columns.time), .dim),
      Span(measure.padded(cells.standing.marked, to: columns.standing), cells.standing.role),
      Span(cell(cells.what, isAlone ? columns.what + rest : columns.what), .value),
      Span(isAlone ? "" : cell(cells.title, titleWidth)),
      Span(isAlone ? "" : cell(cells.customer, rest - titleWidth), .dim),
    ])
  }

  /// The columns of the title: those of the customer too, where there is none.
  private func titleWidth(_ cells: Cells) -> Int {
    columns.title + (cells.customer.isEmpty ? columns.customer : 0)
  }

  private func cell(_ text: String, _ width: Int) -> String {
    width == 0 ? "" : measure.padded(measure.cut(text, to: width - 1), to: width)
  }

  // MARK: Explanations

  /// What the row has no room for, and the sentence about what went wrong.
  private func explanation(
    _ entry: OutboxEntry, _ cells: Cells, isSelected: Bool
  ) -> [StyledLine] {
    let change = entry.change
    let isWhole =
      measure.columns(of: cells.what) < columns.what
      && measure.columns(of: cells.title) < titleWidth(cells)
      && (cells.customer.isEmpty || measure.columns(of: cells.customer) < columns.customer)
    let all = [cells.what.trimmed, cells.title, cells.customer].filter { !$0.isEmpty }
    let whole = isWhole || !isSelected ? "" : all.joined(separator: " · ")
    var sentence = entry.isOver ? "" : change.sentence
    if let undoneAt = entry.undoneAt { sentence = "Taken back \(shared.clock(undoneAt))." }
    return indented([
      (whole, .label), (sentence, change.needsAttention ? .bad : .dim),
    ])
  }

  private func indented(_ texts: [(String, TextRole)]) -> [StyledLine] {
    let indent = 2 + columns.time
    return texts.filter { !$0.0.isEmpty }.flatMap { text, role in
      measure.wrapped([Span(text, role)], to: width - indent - 1).map {
        $0.indented(by: indent)
      }
    }
  }
}

extension Change {
  /// Whether it needs the user, or waits for one that does.
  fileprivate var isToBeExplained: Bool {
    needsAttention || (state == .waiting && new.follows != nil && !sentence.isEmpty)
  }
}
