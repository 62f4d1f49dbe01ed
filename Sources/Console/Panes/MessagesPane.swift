// Draws the messages of the session, newest first.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct MessagesPane {
  private let app: AppViewModel

  init(_ app: AppViewModel) { self.app = app }

  func draw(on canvas: inout Canvas, in body: Rect) {
    canvas.fill(body, .plain)
    if app.log.entries.isEmpty {
      canvas.draw(
        "Nothing has been said yet.", .placeholder, x: body.x + 1, y: body.y, within: body)
    }
    var y = body.y
    for entry in app.log.entries.dropFirst(app.logTop) where y < body.maxY {
      let role: TextRole =
        entry.notice.level == .failure ? .bad : entry.notice.level == .warning ? .warning : .plain
      canvas.draw(app.clock(entry.at), .dim, x: body.x + 1, y: y, within: body)
      for line in TextWidth.wrapped(entry.notice.sentence, to: max(1, body.width - 16)) {
        canvas.draw(String(line), role, x: body.x + 15, y: y, within: body)
        y += 1
      }
    }
  }
}
