// Draws a form: what is edited, the rows in sight with the cursor, and what will be sent.

import Markup
import Terminal
import ViewModels

struct FormPane {
  private let form: FormViewModel
  private let hasKeys: Bool

  init(_ form: FormViewModel, hasKeys: Bool) {
    self.form = form
    self.hasKeys = hasKeys && form.isEditing
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area, .plain)
    let content = form.content
    let (head, rest) = area.splitTop(min(content.head.count, area.height))
    let (body, foot) = rest.splitBottom(min(content.foot.count, rest.height))
    draw(content.head, on: &canvas, in: head)
    draw(Array(content.lines.dropFirst(content.top)), on: &canvas, in: body)
    draw(content.foot, on: &canvas, in: foot)
    guard hasKeys, let cursor = content.cursor else { return }
    let line = cursor.line - content.top
    guard (0..<body.height).contains(line) else { return }
    canvas.surface.cursor = Point(
      x: min(body.x + cursor.column, body.maxX - 1), y: body.y + line)
  }

  /// Draws the form of a single field in a box in the middle of the body.
  func drawBox(on canvas: inout Canvas, in body: Rect) {
    let size = form.size(in: Area(width: body.width, height: body.height))
    let lines = form.content.head.count + form.content.lines.count
    let height = min(body.height, min(lines, size.height) + 2)
    let area = Rect(
      x: body.x + (body.width - size.width - 2) / 2, y: body.y + (body.height - height) / 2,
      width: size.width + 2, height: height)
    draw(on: &canvas, in: canvas.box(area, title: form.boxTitle))
  }

  private func draw(_ lines: [StyledLine], on canvas: inout Canvas, in area: Rect) {
    for (index, line) in lines.prefix(area.height).enumerated() {
      canvas.draw(line, x: area.x, y: area.y + index, within: area)
    }
  }
}
