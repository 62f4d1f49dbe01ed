// The messages of the session as a screen.

import Markup
import VitallyModel

/// The state of the messages screen.
struct MessagesViewModel: Equatable, Sendable {
  /// The first visible message.
  private(set) var top = 0
  private var area = Area(width: 80, height: 21)

  /// Creates the screen, scrolled to the newest message.
  init() {}
}

extension MessagesViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.messages, .global], hints: [.screen(.close), .move(.down), .move(.up)],
      title: "Messages")
  }

  func drawing(in shared: Shared) -> Drawing {
    guard !shared.log.entries.isEmpty else {
      return .page(.saying("No messages yet.", width: area.width, shared.measure))
    }
    var page = Page()
    for entry in shared.log.entries.dropFirst(top).prefix(area.height) {
      let wrapped = shared.measure.wrapped(entry.notice.sentence, to: area.width - 16)
      for (index, text) in wrapped.enumerated() {
        let clock = index == 0 ? shared.clock(entry.at) : ""
        page.lines.append(
          StyledLine([
            Span(" " + shared.measure.padded(clock, to: 14), .dim),
            Span(text, entry.notice.level.role),
          ]))
      }
    }
    return .page(page)
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .arranged(let area): self.area = area
    case .command(.screen(.close)), .command(.screen(.stepBack)): return .close()
    case .command(.move(let command)):
      let target = top + command.distance(page: area.height)
      top = max(0, min(target, shared.log.entries.count - 1))
    case .command, .news, .draftsChanged: return .notHandled
    case .text, .appeared, .uncovered, .keysWait, .answer, .reply, .row, .keepTyped: break
    }
    return []
  }
}

extension Notice.Level {
  /// Its style in the list of messages.
  fileprivate var role: TextRole {
    switch self {
    case .info: .plain
    case .warning: .warning
    case .failure: .bad
    }
  }
}
