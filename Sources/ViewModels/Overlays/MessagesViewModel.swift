// The messages of the session on screen.

/// The state of the messages screen.
public struct MessagesViewModel: Equatable, Sendable {
  /// The first message in sight.
  public private(set) var top = 0
  private var height = 1

  /// The messages from the newest on.
  init() {}
}

extension MessagesViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.messages, .global], hints: [.screen(.close), .move(.down), .move(.up)],
      title: "Messages")
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .arranged(let area): height = area.height
    case .command(.screen(.close)), .command(.screen(.stepBack)): return .close()
    case .command(.move(let command)):
      let target = top + command.distance(page: height)
      top = max(0, min(target, shared.log.entries.count - 1))
    case .command, .news, .draftsChanged: return .notHandled
    case .text, .appeared, .uncovered, .keysWait, .answer, .reply, .row, .keepTyped: break
    }
    return []
  }
}
