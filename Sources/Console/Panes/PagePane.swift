// Draws a page of lines: on the whole screen, beside a list, or in a box.

import Markup
import Terminal
import ViewModels

struct PagePane {
  private let page: Page
  private let hasKeys: Bool

  init(_ page: Page, hasKeys: Bool) {
    self.page = page
    self.hasKeys = hasKeys
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area, .plain)
    let (input, below) = area.splitTop(page.input == nil ? 0 : 1)
    let (head, rest) = below.splitTop(min(page.head.count, below.height))
    let (body, foot) = rest.splitTop(max(0, rest.height - page.foot.count))
    if let line = page.input {
      EditorLine(line.editor, placeholder: line.placeholder).draw(on: &canvas, in: input)
    }
    draw(page.head, on: &canvas, in: head)
    drawRows(on: &canvas, in: body)
    draw(page.foot, on: &canvas, in: foot)
    guard hasKeys, let cursor = page.cursor else { return }
    let line = cursor.line - page.top
    guard (0..<body.height).contains(line) else { return }
    canvas.surface.cursor = Point(
      x: min(body.x + cursor.column, body.maxX - 1), y: body.y + line)
  }

  /// Draws the page in a box centred in the body.
  func drawBox(on canvas: inout Canvas, in body: Rect) {
    let width = min(body.width, page.width + 2)
    let height = min(body.height, page.height + 2)
    let area = Rect(
      x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width: width,
      height: height)
    draw(on: &canvas, in: canvas.box(area, title: page.title))
  }

  private func drawRows(on canvas: inout Canvas, in area: Rect) {
    let top = page.top + (page.selected.map { canvas.lift(toSee: $0 - page.top, in: area) } ?? 0)
    draw(Array(page.lines.dropFirst(top)), on: &canvas, in: area)
    guard let selected = page.selected, (0..<area.height).contains(selected - top)
    else { return }
    canvas.mark(
      Rect(x: area.x, y: area.y + selected - top, width: area.width, height: 1), .selected)
  }

  private func draw(_ lines: [StyledLine], on canvas: inout Canvas, in area: Rect) {
    for (index, line) in lines.prefix(area.height).enumerated() {
      canvas.draw(line, x: area.x, y: area.y + index, within: area)
    }
  }
}
