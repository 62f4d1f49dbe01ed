// The two lines at the bottom: the message or input line, and the keys that work now.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct StatusBar {
  private let app: AppViewModel
  /// The drawing of the layer that has the keys.
  private let top: Drawing?
  private let pendingKeys: String

  init(_ app: AppViewModel, top: Drawing?, pendingKeys: String) {
    self.app = app
    self.top = top
    self.pendingKeys = pendingKeys
  }

  /// The first line of those above its own that a message covers.
  func coveredFrom(in area: Rect) -> Int {
    switch top {
    case .prompt?, .question?: .max
    default: app.shared.notice.map { area.y - lines($0, above: area).count + 1 } ?? .max
    }
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let (message, hints) = area.splitTop(1)
    switch top {
    case .prompt(let prompt)?: draw(prompt, on: &canvas, in: message)
    case .question(let question)?:
      draw(question, .warning, on: &canvas, above: message)
    default: drawNotice(on: &canvas, in: message)
    }
    drawHints(on: &canvas, in: hints)
  }

  /// Draws the last message.
  private func drawNotice(on canvas: inout Canvas, in area: Rect) {
    guard let notice = app.shared.notice else {
      let advice = app.advice
      let text = app.shared.measure.cut(advice.text, to: area.width - 1)
      canvas.draw(text, advice.role, x: area.x + 1, y: area.y, within: area)
      return
    }
    let role: TextRole =
      switch notice.level {
      case .info: .info
      case .warning: .warning
      case .failure: .bad
      }
    draw(lines(notice, above: area), role, on: &canvas, above: area)
  }

  private func lines(_ notice: Notice, above area: Rect) -> [String] {
    lines((notice.level == .failure ? "! " : "") + notice.sentence, above: area)
  }

  private func lines(_ text: String, above area: Rect) -> [String] {
    app.shared.measure.wrapped(text, to: area.width - 2).suffix(max(1, area.y - 1))
  }

  /// Draws a message. If it is too long for a line, it grows upward over the panes, so that the
  /// advice in it is never cut off.
  private func draw(
    _ text: String, _ role: TextRole, on canvas: inout Canvas, above area: Rect
  ) {
    draw(lines(text, above: area), role, on: &canvas, above: area)
  }

  private func draw(
    _ lines: [String], _ role: TextRole, on canvas: inout Canvas, above area: Rect
  ) {
    let top = area.y - lines.count + 1
    let whole = Rect(x: area.x, y: top, width: area.width, height: lines.count)
    canvas.fill(whole, .plain)
    for (index, line) in lines.enumerated() {
      canvas.draw(line, role, x: area.x + 1, y: top + index, within: whole)
    }
  }

  private func draw(_ prompt: PromptViewModel, on canvas: inout Canvas, in area: Rect) {
    if let question = prompt.question {
      let above = Rect(x: area.x, y: area.y - 1, width: area.width, height: 1)
      draw(question, .warning, on: &canvas, above: above)
    }
    let sign = canvas.draw(prompt.sign, .key, x: area.x, y: area.y, within: area)
    let field = area.splitLeft(sign).rest
    let error = prompt.filterError
    let wrong = error?.isUnfinished == false ? error?.place : nil
    EditorLine(prompt.editor, wrong: wrong ?? 0..<0).draw(on: &canvas, in: field)
    if let error, error.isUnfinished {
      draw(error.sentence, .dim, behind: prompt, on: &canvas, in: field)
    } else if let problem = error?.sentence ?? prompt.problem {
      draw("! " + problem, .error, behind: prompt, on: &canvas, in: field)
    }
  }

  /// Draws a sentence behind the typed text, or above the line where it does not fit.
  private func draw(
    _ sentence: String, _ role: TextRole, behind prompt: PromptViewModel,
    on canvas: inout Canvas, in field: Rect
  ) {
    let room = field.width - TextWidth.columns(prompt.editor.text) - 3
    guard TextWidth.columns(sentence) > room else {
      let start = field.x + field.width - room - 1
      canvas.draw(sentence, role, x: start, y: field.y, within: field)
      return
    }
    draw(
      sentence, role, on: &canvas,
      above: Rect(x: 0, y: field.y - 1, width: field.x + field.width, height: 1))
  }

  private func drawHints(on canvas: inout Canvas, in area: Rect) {
    if !pendingKeys.isEmpty {
      canvas.draw("\(pendingKeys) …  Esc cancels", .key, x: area.x + 1, y: area.y, within: area)
      return
    }
    let hints = app.hints
    let line = canvas.before.hints.line(hints, width: area.width) {
      drawn(hints, on: canvas.line(width: area.width))
    }
    canvas.surface.draw(line, at: area.origin)
  }

  private func drawn(_ hints: [Binding], on line: Canvas) -> Surface {
    var line = line
    var x = 1
    for hint in fitting(hints, in: line.bounds.width - 1) {
      x += line.draw(hint.keys, .key, x: x, y: 0, within: line.bounds)
      x += line.draw(" \(hint.title)  ", .dim, x: x, y: 0, within: line.bounds)
    }
    return line.surface
  }

  /// As many hints as fit, best first; help and the way out are always included.
  private func fitting(_ hints: [Binding], in room: Int) -> [Binding] {
    let isNeeded = { (hint: Binding) in hint.command == .app(.help) || hint.command.isWayOut }
    var left = room - hints.filter(isNeeded).reduce(0) { $0 + width($1) }
    var isFull = false
    return hints.filter { hint in
      if isNeeded(hint) { return true }
      isFull = isFull || width(hint) > left
      if !isFull { left -= width(hint) }
      return !isFull
    }
  }

  private func width(_ hint: Binding) -> Int {
    TextWidth.columns(hint.keys) + 1 + TextWidth.columns(hint.title) + 2
  }
}
