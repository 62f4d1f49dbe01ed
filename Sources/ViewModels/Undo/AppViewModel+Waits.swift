// What has become of records that were put aside, or brought back: for the line of what can be taken
// back, for what was decided on the screens, and in a sentence.

import VitallyModel

extension AppViewModel {
  /// Notes how long records waited before. Those that wait as before were not put aside, and there
  /// is nothing about them to take back.
  mutating func receive(
    waitsBefore before: [WaitChange], asked: [WaitChange], saying sentence: String?,
    _ purpose: WaitPurpose
  ) -> [Job] {
    let wanted = Dictionary(asked.map { ($0.ref, $0.wait) }, uniquingKeysWith: { $1 })
    let changed = before.filter { change in wanted[change.ref].map { $0 != change.wait } ?? true }
    shared.undo.note(changed, purpose)
    let kept = Set(before.map(\.ref))
    // What is new may be called by another name since it was decided about.
    let refused = asked.filter { $0.ref.serverID != nil && !kept.contains($0.ref) }
    follow { tally in
      tally.note(
        before.compactMap { change in wanted[change.ref].map { WaitChange(change.ref, $0) } })
      tally.note(refused.map { WaitChange($0.ref, nil) })
    }
    if purpose == .decision, changed.isEmpty, !before.isEmpty {
      shared.say(Self.sentence(ofUnchanged: before))
    } else {
      sayWaited(before, changed: changed.count, asked, sentence)
    }
    return (purpose == .undo ? goBack(to: before.map(\.ref)) : []) + runUndoKeys()
  }

  /// Notes that records could not be put aside, or brought back.
  mutating func noteNotWaited(_ asked: [WaitChange], _ sentence: String, _ purpose: WaitPurpose) {
    if purpose == .decision {
      shared.undo.endWait()
      follow { $0.note(asked.map { WaitChange($0.ref, nil) }) }
    } else {
      shared.undo.fail()
    }
    shared.say(sentence, .failure)
  }

  private static func sentence(ofUnchanged before: [WaitChange]) -> String {
    let waits = before.contains { $0.wait != nil }
    if before.count == 1 {
      return "Nothing to change: \(waits ? "it waits like this already" : "it is not waiting")."
    }
    return
      "Nothing to change: \(waits ? "they wait like this already" : "none of them is waiting")."
  }

  /// Says that records were put aside, or brought back. What is done is not put aside.
  private mutating func sayWaited(
    _ before: [WaitChange], changed: Int, _ asked: [WaitChange], _ sentence: String?
  ) {
    guard let sentence, !before.isEmpty else {
      return shared.say(
        WaitWords.sentence(before, of: asked, now: shared.now, shared.keys))
    }
    let isBack = !asked.isEmpty && asked.allSatisfy { $0.wait == nil }
    let alike = before.count - changed
    if isBack, alike > 0, changed > 0 {
      let verb = alike == 1 ? "was" : "were"
      return shared.say("\(sentence). \(NumberText.grouped(alike)) of them \(verb) not waiting.")
    }
    shared.say(sentence)
  }
}
