// Draws the outbox: the changes by section, and what went wrong below them; or request and reply
// of one of them.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct OutboxPane {
  private let outbox: OutboxViewModel
  private let shared: Shared

  /// A line, and whether it belongs to the selected change.
  private struct Line {
    var spans: [Span]
    var isSelected = false
  }

  init(_ outbox: OutboxViewModel, _ shared: Shared) {
    self.outbox = outbox
    self.shared = shared
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    canvas.fill(body, .plain)
    guard !outbox.isShowing else { return drawPage(on: &canvas, in: body) }
    guard outbox.isLoaded else { return }
    guard !outbox.entries.isEmpty else {
      let sentence = "All that you changed is on the server. What waits or fails is shown here."
      for (index, line) in TextWidth.wrapped(sentence, to: max(1, body.width - 2)).enumerated() {
        canvas.draw(String(line), .placeholder, x: body.x + 1, y: body.y + index, within: body)
      }
      return
    }
    drawList(on: &canvas, in: body)
  }

  private func drawPage(on canvas: inout Canvas, in body: Rect) {
    for (index, line) in outbox.page(in: shared).dropFirst(outbox.top).prefix(body.height)
      .enumerated()
    {
      canvas.draw(line, x: body.x + 1, y: body.y + index, within: body)
    }
  }

  private func drawList(on canvas: inout Canvas, in body: Rect) {
    var lines = lines(width: body.width, explainsAll: true)
    if lines.count > body.height { lines = self.lines(width: body.width, explainsAll: false) }
    let first = lines.firstIndex(where: \.isSelected) ?? 0
    let last = lines.lastIndex(where: \.isSelected) ?? 0
    let top = max(0, min(last + 2 - body.height, first - 1))
    for (index, line) in lines.dropFirst(top).prefix(body.height).enumerated() {
      let area = Rect(x: body.x, y: body.y + index, width: body.width, height: 1)
      canvas.draw(StyledLine(line.spans), x: area.x, y: area.y, within: area)
      if line.isSelected, top + index == first { canvas.mark(area, .selected) }
    }
  }

  private func lines(width: Int, explainsAll: Bool) -> [Line] {
    OutboxViewModel.Section.allCases.flatMap { section -> [Line] in
      let entries = outbox.entries(in: section)
      guard !entries.isEmpty else { return [] }
      let heading = Line(spans: [
        Span(" \(section.title)  ", .heading), Span("\(entries.count)", .dim),
      ])
      let rows = entries.flatMap { number, entry -> [Line] in
        let isSelected = number == outbox.selected
        var rows = [Line(spans: row(entry, width: width, isSelected), isSelected: isSelected)]
        if isSelected || (explainsAll && entry.change.needsAttention) {
          rows += explanation(entry.change, width: width, isSelected)
        }
        return rows
      }
      return [heading] + rows + [Line(spans: [])]
    }
  }

  /// From this width on there is room for time and tries; Enter shows them as well.
  private static let roomy = 70

  private func row(_ entry: OutboxEntry, width: Int, _ isSelected: Bool) -> [Span] {
    let change = entry.change
    let standing = change.standing
    let when = change.state == .answered ? change.sentAt ?? change.createdAt : change.createdAt
    let head = (isSelected ? "> " : "  ") + TextWidth.padded(standing.marked, to: 11)
    let tail =
      width < Self.roomy
      ? "" : TextWidth.padded(shared.clock(when), to: 13) + TextWidth.padded(change.tries, to: 9)
    let doing = TextWidth.padded(change.doing, to: 18)
    let room = max(0, width - TextWidth.columns(head + doing + tail) - 1)
    return [
      Span(head, standing.role), Span(doing, .plain),
      Span(TextWidth.padded(entry.title, to: room) + " ", .plain), Span(tail, .dim),
    ]
  }

  /// Which fields are concerned, and the sentence about what went wrong.
  private func explanation(_ change: Change, width: Int, _ isSelected: Bool) -> [Line] {
    let indent = String(repeating: " ", count: 13)
    let fields = change.fieldLabels.joined(separator: ", ")
    let texts = [(fields, TextRole.label), (change.sentence, change.needsAttention ? .bad : .dim)]
    return texts.flatMap { text, role in
      text.isEmpty
        ? []
        : TextWidth.wrapped(text, to: max(1, width - 14)).map {
          Line(spans: [Span(indent), Span(String($0), role)], isSelected: isSelected)
        }
    }
  }
}
