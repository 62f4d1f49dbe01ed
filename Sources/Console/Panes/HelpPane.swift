// Draws the help over the whole body: the keys of this place, by context.

import Markup
import Terminal
import ViewModels

struct HelpPane {
  private let help: HelpViewModel
  private let keys: KeyNames

  init(_ help: HelpViewModel, _ keys: KeyNames) {
    self.help = help
    self.keys = keys
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    let inside = canvas.box(body, title: "Keys that work here")
    let (field, list) = inside.splitTop(1)
    EditorLine(help.editor, placeholder: "type to search, \(keys[.dialog(.accept)]) runs").draw(
      on: &canvas, in: field)
    let entries = help.entries
    let top = max(0, min(help.selected - list.height / 2, entries.count - list.height))
    let keyWidth = Self.keyWidth(of: entries)
    for (index, entry) in entries.dropFirst(top).prefix(list.height).enumerated() {
      let line = Rect(x: list.x, y: list.y + index, width: list.width, height: 1)
      draw(entry, keyWidth: keyWidth, on: &canvas, in: line)
      if top + index == help.selected {
        canvas.draw(">", .plain, x: line.x, y: line.y, within: line)
        canvas.mark(line, .selected)
      }
    }
    if entries.isEmpty {
      canvas.draw("No key does that here.", .placeholder, x: list.x + 2, y: list.y, within: list)
    }
  }

  /// Columns for the keys: as many as the longest need, so that nothing runs into what they do.
  private static func keyWidth(of entries: [HelpViewModel.Entry]) -> Int {
    let widths = entries.map { entry in
      if case .binding(let binding) = entry { TextWidth.columns(binding.keys) } else { 0 }
    }
    return max(16, widths.max() ?? 0)
  }

  private func draw(
    _ entry: HelpViewModel.Entry, keyWidth: Int, on canvas: inout Canvas, in line: Rect
  ) {
    switch entry {
    case .heading(let title):
      canvas.draw(title, .heading, x: line.x + 1, y: line.y, within: line)
    case .binding(let binding):
      canvas.draw(binding.keys, .key, x: line.x + 2, y: line.y, within: line)
      let title = binding.title
      canvas.draw(title, .plain, x: line.x + keyWidth + 3, y: line.y, within: line)
      let sentence = binding.command.words.sentence
      canvas.draw(sentence, .dim, x: line.x + keyWidth + 20, y: line.y, within: line)
    }
  }
}
