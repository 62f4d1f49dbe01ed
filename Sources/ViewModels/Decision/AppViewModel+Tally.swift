// What was decided on the screens: it is told once they are left, whichever key leaves them.

import VitallyModel

extension AppViewModel {
  /// Lets the tallies of all screens follow what has become of decisions: who decided may be another
  /// layer than who is told.
  mutating func follow(_ work: (inout Tally) -> Void) {
    stack.follow(work)
    ahead.follow(work)
  }

  /// Does what may show another screen, and then tells what was decided on those that were left.
  mutating func tellingDecisions(_ work: (inout Self) -> [Job]) -> [Job] {
    let former = recordsIndex.map { stack[$0].id }
    let jobs = work(&self)
    let current = recordsIndex.map { stack[$0].id }
    guard current != former, let words = untold(but: current) else { return jobs }
    // What went wrong on the way is more urgent; then this is told with the next screen.
    if let notice = shared.notice, notice.level != .info { return jobs }
    noteTold(but: current)
    shared.say("Decided: \(words).")
    return jobs
  }

  /// What was decided on the open screens and was not told yet, for whoever has left at once.
  public var farewell: String? { untold(but: nil).map { "Decided: \($0)." } }

  private func untold(but current: LayerID?) -> String? {
    Tally.untold(
      (stack + ahead).filter { $0.id != current }.compactMap { $0.layer.records?.tally })
  }

  private mutating func noteTold(but current: LayerID?) {
    stack.follow(but: current) { $0.noteTold() }
    ahead.follow(but: current) { $0.noteTold() }
  }
}

extension [AppViewModel.Placed] {
  fileprivate mutating func follow(but current: LayerID? = nil, _ work: (inout Tally) -> Void) {
    for index in indices where self[index].id != current {
      guard case .browse(var screen) = self[index].layer else { continue }
      work(&screen.tally)
      self[index].layer = .browse(screen)
    }
  }
}
