// Draws a line of input, scrolled so that the cursor is visible.

import Markup
import Terminal
import ViewModels

struct EditorLine {
  private let editor: LineEditor
  private let placeholder: String

  /// The characters that are wrong; empty for none.
  private let wrong: Range<Int>

  init(_ editor: LineEditor, placeholder: String = "", wrong: Range<Int> = 0..<0) {
    self.editor = editor
    self.wrong = wrong
    self.placeholder = placeholder
  }

  func draw(on canvas: inout Canvas, in field: Rect) {
    let before = TextWidth.columns(editor.textBeforeCursor)
    let offset = max(0, before - field.width + 1)
    let role: TextRole = editor.isSelected ? .selected : .plain
    canvas.draw(editor.text, role, x: field.x - offset, y: field.y, within: field)
    if !wrong.isEmpty {
      let text = editor.text
      let head = TextWidth.columns(String(text.prefix(wrong.lowerBound)))
      let part = String(text.prefix(wrong.upperBound).dropFirst(wrong.lowerBound))
      canvas.draw(part, .error, x: field.x - offset + head, y: field.y, within: field)
    }
    if editor.isEmpty {
      canvas.draw(placeholder, .placeholder, x: field.x, y: field.y, within: field)
    }
    canvas.surface.cursor = Point(x: field.x + before - offset, y: field.y)
  }
}
