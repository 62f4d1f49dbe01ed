// Draws the list of unfinished forms.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct DraftsPane {
  private let drafts: DraftsViewModel
  private let shared: Shared

  init(_ drafts: DraftsViewModel, _ shared: Shared) {
    self.drafts = drafts
    self.shared = shared
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    canvas.fill(body, .plain)
    guard drafts.isLoaded else { return }
    guard !drafts.entries.isEmpty else {
      let sentence =
        "No form is unfinished. What you leave with \(shared.keys[.form(.leave)]) is kept here."
      for (index, line) in TextWidth.wrapped(sentence, to: max(1, body.width - 2)).enumerated() {
        canvas.draw(String(line), .placeholder, x: body.x + 1, y: body.y + index, within: body)
      }
      return
    }
    let top = max(0, drafts.selected - body.height + 1)
    for (index, entry) in drafts.entries.dropFirst(top).prefix(body.height).enumerated() {
      let line = Rect(x: body.x, y: body.y + index, width: body.width, height: 1)
      let isSelected = top + index == drafts.selected
      draw(entry, isSelected, on: &canvas, in: line)
      if isSelected { canvas.mark(line, .selected) }
    }
  }

  private func draw(
    _ entry: DraftEntry, _ isSelected: Bool, on canvas: inout Canvas, in line: Rect
  ) {
    let width = line.width / 2
    canvas.draw(
      (isSelected ? "> " : "  ") + TextWidth.padded(entry.what, to: width - 3), .plain, x: line.x,
      y: line.y, within: line)
    let used = canvas.draw(
      TextWidth.padded(entry.age(now: shared.now), to: 17), .dim, x: line.x + width, y: line.y,
      within: line)
    let rest = line.splitLeft(width + used).rest
    canvas.draw(
      TextWidth.truncated(entry.firstWords, to: max(0, rest.width - 1)), .value, x: rest.x,
      y: rest.y, within: rest)
  }
}
