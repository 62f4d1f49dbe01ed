// The screen of unfinished forms: how it opens, and how one goes on with a form or throws it away.

import VitallyModel

extension AppViewModel {
  /// Shows the unfinished forms.
  mutating func openDrafts() -> [Effect] {
    overlay = .drafts(DraftsViewModel())
    outboxGeneration += 1
    return [.read(.outbox, generation: outboxGeneration, .drafts)]
  }

  /// Takes the list; one that was asked for earlier is dropped.
  mutating func receive(_ entries: [DraftEntry], generation: Int) {
    guard generation == outboxGeneration, case .drafts(var drafts)? = overlay else { return }
    drafts.receive(entries)
    draftRefs = Set(entries.map(\.draft.ref))
    overlay = .drafts(drafts)
  }

  /// Runs a command in the list of drafts.
  mutating func run(_ invocation: Invocation, in drafts: DraftsViewModel) -> [Effect] {
    notice = nil
    var drafts = drafts
    if let distance = overlayDistance(of: invocation.command) {
      drafts.move(by: distance)
      overlay = .drafts(drafts)
      return []
    }
    switch invocation.command {
    case .close, .stepBack:
      overlay = nil
      return []
    case .draftDiscard where !invocation.argument.isEmpty:
      return discard(Ref(invocation.argument), in: drafts)
    default: break
    }
    guard let entry = drafts.selection else { return runBelow(invocation) }
    switch invocation.command {
    case .draftOpen:
      overlay = nil
      let draft = entry.draft
      return openForm(
        FormOpening(purpose: .form(.whole), ref: draft.ref, parent: draft.parent))
    case .draftDiscard:
      guard !refusesChanges() else { return [] }
      ask(
        "Throw away what you typed: \(entry.what)?",
        yes: Invocation(.draftDiscard, entry.draft.ref.description))
      return []
    default: return runBelow(invocation)
    }
  }

  private mutating func discard(_ ref: Ref?, in drafts: DraftsViewModel) -> [Effect] {
    guard let ref else { return [] }
    var drafts = drafts
    drafts.remove(ref)
    overlay = .drafts(drafts)
    say("Thrown away.")
    return [.forget(ref)]
  }
}
