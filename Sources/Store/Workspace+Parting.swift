// What is held back when the user leaves: it is sent now if the server answers, and at the next start
// if it does not.

import VitallyModel

extension Workspace {
  /// The longest time for sending what was held back.
  private static let patience = Duration.milliseconds(1500)
  /// How long the server may be silent meanwhile.
  private static let silence = Duration.milliseconds(300)
  /// The time between two looks.
  private static let pause = Duration.milliseconds(10)

  /// Lets go of what is held back, and gives the outbox a moment to send it, if the server has been
  /// answering. Returns as soon as nothing is left to wait for.
  public func part() async {
    endHolds()
    guard lock.isHeld else { return bell.ring() }
    guard let editor, pulse.isAnswering else { return }
    writes.run { await editor.outbox.sendSoon() }
    // Over a slow line, silence is longer.
    let silence = max(Self.silence, pulse.delay * 2)
    let start = ContinuousClock.now
    var (heard, answers) = (start, pulse.answers)
    while !writes.isIdle {
      let now = ContinuousClock.now
      if pulse.answers != answers { (heard, answers) = (now, pulse.answers) }
      guard now - start < Self.patience, now - heard < silence else { return }
      try? await Task.sleep(for: Self.pause)
    }
  }
}
