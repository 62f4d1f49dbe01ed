// Writes a conflict: one row per field with the values of both sides, and the selected one in full.

import Markup
import VitallyModel

struct ConflictPage {
  private let conflict: ConflictViewModel
  private let shared: Shared
  private let area: Area
  private let columns: Columns

  /// The widths of the field's name, of a value, and of what will be sent.
  private struct Columns {
    let label: Int
    let value: Int
    let decision: Int

    init(width: Int) {
      label = max(10, min(24, width / 5))
      decision = max(10, min(24, width / 7))
      value = max(6, (width - 2 - label - decision) / 3)
    }
  }

  init(_ conflict: ConflictViewModel, _ shared: Shared) {
    self.conflict = conflict
    self.shared = shared
    area = conflict.area
    columns = Columns(width: area.width)
  }

  private var measure: TextMeasure { shared.measure }
  private var now: Now { shared.now }

  /// The table between a heading and the selected field in full.
  var page: Page {
    var page = Page()
    page.head = [
      sentence("Somebody else has changed the same fields. Nothing was sent.", .warning),
      line(
        "  ", ("Field", .label), ConflictRow.Side.allCases.map { ($0.title, .label) },
        ("Send", .label)),
    ]
    let height = min(conflict.rows.count, max(1, area.height - 12))
    page.lines = conflict.rows.enumerated().map {
      row($1, isSelected: $0 == conflict.selection.row)
    }
    page.select(conflict.selection.row, height: height)
    let gap = area.height < 14 ? [] : [StyledLine()]
    page.foot = gap + [sentence(conflict.summary(shared.keys), .info)] + gap
    let room = area.height - page.head.count - height
    page.foot += inFull(lines: room - page.foot.count)
    // It comes right below the table.
    page.foot += Array(repeating: StyledLine(), count: max(0, room - page.foot.count))
    return page
  }

  private func sentence(_ text: String, _ role: TextRole) -> StyledLine {
    StyledLine(" " + measure.cut(text, to: max(0, area.width - 2)), role)
  }

  // MARK: The table

  private func row(_ row: ConflictRow, isSelected: Bool) -> StyledLine {
    let sides = ConflictRow.Side.allCases
    let values = sides.map { conflict.text(row.value($0), of: row, now: now) }
    let texts = values.map(\.text)
    let cells = zip(sides, values).map { side, value in
      (
        measure.cut(value.text, to: columns.value - 1, differingFrom: texts[rival(of: side)]),
        row.choice == .side(side) ? TextRole.strong : value.role
      )
    }
    let decision = conflict.decision(row, now: now)
    return line(
      isSelected ? "> " : "  ", (row.label, row.isSettled ? .dim : .plain), cells,
      (decision.marked, decision.role))
  }

  private func line(
    _ mark: String, _ label: (String, TextRole), _ values: [(String, TextRole)],
    _ decision: (String, TextRole)
  ) -> StyledLine {
    let cells =
      [(label, columns.label)] + values.map { ($0, columns.value) } + [(decision, columns.decision)]
    return StyledLine(
      [Span(mark)]
        + cells.map { cell, width in
          Span(measure.padded(measure.cut(cell.0, to: width - 1), to: width), cell.1)
        })
  }

  // MARK: The selected field

  private func inFull(lines height: Int) -> [StyledLine] {
    guard let row = conflict.row else { return [] }
    var values = ConflictRow.Side.allCases.map { ($0.title, row.value($0)) }
    if case .typed(let typed)? = row.choice { values.append(("to be sent", typed)) }
    let isRoomy = height > 2 * (values.count + 2)
    let above = isRoomy ? context("above", row.place?.above, of: row) : []
    let below = isRoomy ? context("below", row.place?.below, of: row) : []
    let share = max(1, (height - 1 - above.count - below.count) / values.count)
    let full = values.map { conflict.fullText($0.1, of: row, now: now) }
    return [sentence(row.heading, .heading)]
      + above
      + values.indices.flatMap { index in
        let rival = full[rival(of: ConflictRow.Side(rawValue: index) ?? .base)].text
        return inFull(
          values[index].0, full[index], share: share,
          differsAt: full[index].text.firstDifference(from: rival))
      }
      + below
  }

  /// The joined line right above or below the lines to choose from, if there is one.
  private func context(_ title: String, _ text: String?, of row: ConflictRow) -> [StyledLine] {
    let lines = conflict.lines(text ?? "", of: row)
    guard let line = title == "above" ? lines.last : lines.first else { return [] }
    return [
      StyledLine([
        Span(" " + measure.padded(title, to: Self.indent), .label),
        Span(measure.cut(line, to: max(1, area.width - Self.indent - 2)), .dim),
      ])
    ]
  }

  /// The width of the titles of values.
  private static let indent = 18

  /// The side that one is compared with: yours and theirs are compared with each other.
  private func rival(of side: ConflictRow.Side) -> Int {
    (side == .mine ? ConflictRow.Side.theirs : .mine).rawValue
  }

  /// A value, in at most its share of the lines: those around the place where the sides differ.
  private func inFull(
    _ title: String, _ value: Formatted, share: Int, differsAt offset: Int
  ) -> [StyledLine] {
    let indent = Self.indent
    let width = max(1, area.width - indent - 2)
    var lines = measure.wrapped(value.text, to: width)
    if lines.count > share {
      let first = min(number(of: offset, in: lines), lines.count - share)
      let isLast = first + share == lines.count
      lines = Array(lines[first..<first + share])
      if first > 0 { lines[0] = measure.cut("…" + lines[0], to: width) }
      if !isLast { lines[share - 1] = measure.cut(lines[share - 1] + "…", to: width) }
    }
    return lines.enumerated().map { index, text in
      StyledLine([
        Span(" " + measure.padded(index == 0 ? title : "", to: indent), .label),
        Span(text, value.role),
      ])
    }
  }

  /// The number of the line that holds a character of the text. A blank or a line break is between
  /// two lines.
  private func number(of offset: Int, in lines: [String]) -> Int {
    var end = 0
    return lines.firstIndex { line in
      end += line.count + 1
      return offset < end
    } ?? lines.count - 1
  }
}

extension ConflictRow {
  /// What it is called in the table: `Note`, `Note 2/3`.
  fileprivate var label: String {
    guard let place, place.count > 1 else { return field.label }
    return "\(field.label) \(place.number + 1)/\(place.count)"
  }

  /// What it is called above its values.
  fileprivate var heading: String {
    guard let place, !place.isWhole else { return field.label }
    return place.count > 1
      ? "\(field.label), place \(place.number + 1) of \(place.count)"
      : "\(field.label), where both have changed it"
  }
}
