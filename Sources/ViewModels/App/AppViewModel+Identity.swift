// Who the user is: asked once, when something first needs to know.

import VitallyModel

extension AppViewModel {
  /// Asks who the user is before a command that is about what is theirs, once; nil if there is nothing
  /// to ask.
  mutating func askWho(before command: Command) -> [Job]? {
    guard command.needsUser, shared.now.me == nil, !hasAskedWho else { return nil }
    hasAskedWho = true
    awaitsUser = command
    return leaveOverlays() + push(.picker(.identity))
  }

  /// The user does not want to say who they are: what needed it is given up.
  mutating func noteCancelled(_ command: Command) {
    if command == .dialog(.cancel) { awaitsUser = nil }
  }

  /// It is known who the user is: what needed that goes on.
  mutating func noteUser(named name: String) -> [Job] {
    shared.say("You are \(name). \(shared.keys[.list(.mine)]) shows what is yours.")
    guard let command = awaitsUser else { return [] }
    awaitsUser = nil
    return run(command)
  }
}

extension Command {
  /// Whether it is about what is the user's own.
  fileprivate var needsUser: Bool {
    switch self {
    case .list(.mine), .app(.today): true
    default: false
    }
  }
}
