// Draws the messages of the session, newest first.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct MessagesPane {
  private let messages: MessagesViewModel
  private let shared: Shared

  init(_ messages: MessagesViewModel, _ shared: Shared) {
    self.messages = messages
    self.shared = shared
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    canvas.fill(body, .plain)
    if shared.log.entries.isEmpty {
      canvas.draw(
        "Nothing has been said yet.", .placeholder, x: body.x + 1, y: body.y, within: body)
    }
    var y = body.y
    for entry in shared.log.entries.dropFirst(messages.top) where y < body.maxY {
      let role: TextRole =
        entry.notice.level == .failure ? .bad : entry.notice.level == .warning ? .warning : .plain
      canvas.draw(shared.clock(entry.at), .dim, x: body.x + 1, y: y, within: body)
      for line in TextWidth.wrapped(entry.notice.sentence, to: max(1, body.width - 16)) {
        canvas.draw(String(line), role, x: body.x + 15, y: y, within: body)
        y += 1
      }
    }
  }
}
