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
  mutating func run(_ command: Command, in drafts: DraftsViewModel) -> [Effect] {
    notice = nil
    switch command {
    case .move(let command):
      var drafts = drafts
      drafts.move(by: command.distance(page: layout.bodyHeight))
      overlay = .drafts(drafts)
      return []
    case .screen(.close), .screen(.stepBack):
      overlay = nil
      return []
    case .drafts(let command):
      guard let entry = drafts.selection else { return [] }
      return run(command, on: entry)
    default: return runBelow(command)
    }
  }

  private mutating func run(_ command: DraftsCommand, on entry: DraftEntry) -> [Effect] {
    let draft = entry.draft
    switch command {
    case .open:
      overlay = nil
      return openForm(FormOpening(purpose: .form(.whole), ref: draft.ref, parent: draft.parent))
    case .discard:
      guard !refusesChanges() else { return [] }
      ask("Throw away what you typed: \(entry.what)?", to: .discardDraft(draft.ref))
      return []
    }
  }

  /// Throws the draft of a record away, as was agreed.
  mutating func discardDraft(_ ref: Ref) -> [Effect] {
    guard case .drafts(var drafts)? = overlay else { return [] }
    drafts.remove(ref)
    overlay = .drafts(drafts)
    say("Thrown away.")
    return [.forget(ref)]
  }
}
