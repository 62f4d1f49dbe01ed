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

  /// The user does not want to say who they are: what needed it is given up. Where Today is shown all
  /// the same, that says whose it is.
  mutating func noteCancelled(_ command: Command) {
    guard command == .dialog(.cancel) else { return }
    if awaitsUser == .app(.today), screen?.list?.today != nil { sayWhoseDay() }
    awaitsUser = nil
  }

  /// It is known who the user is: what needed that goes on.
  mutating func noteUser(named name: String) -> [Job] {
    let days = stack.filter { $0.layer.records?.list?.today != nil }.map(\.id)
    // A day that was everyone's is the user's own by itself then.
    let command = awaitsUser == .list(.mine) && screen?.list?.today != nil ? nil : awaitsUser
    awaitsUser = nil
    var jobs = days.flatMap { send(.appeared, to: $0).jobs }
    jobs += command.map { run($0) } ?? []
    // What goes on may have more to say.
    if command == nil || shared.notice == nil {
      let rest =
        screen?.list?.today == nil
        ? "\(shared.keys[.list(.mine)]) shows what is yours." : "Only yours is listed."
      shared.say("You are \(name). \(rest)")
    }
    return jobs
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
