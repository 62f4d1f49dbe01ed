// Draws a line of input, scrolled so that the cursor is visible.

import Markup
import Terminal
import ViewModels

struct EditorLine {
  private let editor: LineEditor
  private let placeholder: String

  init(_ editor: LineEditor, placeholder: String = "") {
    self.editor = editor
    self.placeholder = placeholder
  }

  func draw(on canvas: inout Canvas, in field: Rect) {
    let before = TextWidth.columns(editor.textBeforeCursor)
    let offset = max(0, before - field.width + 1)
    let role: TextRole = editor.isSelected ? .selected : .plain
    canvas.draw(editor.text, role, x: field.x - offset, y: field.y, within: field)
    if editor.isEmpty {
      canvas.draw(placeholder, .placeholder, x: field.x, y: field.y, within: field)
    }
    canvas.surface.cursor = Point(x: field.x + before - offset, y: field.y)
  }
}
