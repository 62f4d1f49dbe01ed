// Draws a picker in a box over the middle of the screen.

import Markup
import Terminal
import ViewModels

struct PickerPane {
  private let picker: PickerViewModel

  init(_ picker: PickerViewModel) { self.picker = picker }

  func draw(on canvas: inout Canvas, in body: Rect) {
    let matches = picker.matches
    let width = min(body.width - 4, 70)
    let height = min(body.height, max(5, matches.count + 3))
    let area = Rect(
      x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width: width,
      height: height)
    let inside = canvas.box(area, title: picker.title)
    let (field, list) = inside.splitTop(1)
    EditorLine(picker.editor, placeholder: "type to narrow").draw(on: &canvas, in: field)
    if matches.isEmpty {
      canvas.draw("Nothing matches.", .placeholder, x: list.x + 1, y: list.y, within: list)
    }
    let top = max(0, picker.selected - list.height + 1)
    for (index, item) in matches.dropFirst(top).prefix(list.height).enumerated() {
      let line = Rect(x: list.x, y: list.y + index, width: list.width, height: 1)
      draw(item, on: &canvas, in: line)
      if top + index == picker.selected {
        canvas.draw(">", .plain, x: line.x, y: line.y, within: line)
        canvas.mark(line, .selected)
      }
    }
  }

  private func draw(_ item: PickerViewModel.Item, on canvas: inout Canvas, in line: Rect) {
    let used = canvas.draw(
      TextWidth.truncated(item.title, to: line.width - 2), .plain, x: line.x + 2, y: line.y,
      within: line)
    canvas.draw(
      TextWidth.truncated(item.detail, to: max(0, line.width - used - 5)), .dim,
      x: line.x + used + 4, y: line.y, within: line)
  }
}
