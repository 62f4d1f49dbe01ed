// Handles incoming answers and events: an answer goes to the layer that asked, an event to all
// layers. What affects several layers is handled here, as are messages that no layer shows.

import VitallyModel

extension AppViewModel {
  /// Handles an answer.
  mutating func receive(_ answer: Answer, for id: LayerID) -> [Job] {
    var jobs = note(answer)
    let (more, isHandled) = send(.answer(answer), to: id)
    jobs += more
    if !isHandled { say(answer) }
    return jobs + runUndoKeys()
  }

  /// Updates the shared state for an answer.
  private mutating func note(_ answer: Answer) -> [Job] {
    switch answer {
    case .submitted(let change, let submission):
      shared.settle(submission, as: change)
      // Its outcome has already been reported; and at the end of a column the user must still be
      // able to read how that ended.
      if shared.changes[change.id]?.isPending == true, readiness != .halted {
        shared.saySaving(submission, change)
      } else if change.new.action.removes, shared.changes[change.id] == nil,
        let sentence = submission.savedSentence
      {
        // The server was faster, and no form has said so.
        shared.say(sentence)
      }
    case .notSubmitted(let submission, let sentence):
      shared.settle(submission, as: nil)
      shared.say(sentence, .failure)
      guard let draft = submission.draft else { return [] }
      shared.note(draft)
      return tellOfDrafts()
    case .groupSubmitted(let changes, let group):
      shared.settle(group, as: changes)
      // What became of them may have been said already.
      if changes.contains(where: { shared.changes[$0.id]?.isPending == true }) {
        shared.saySaving(group, changes)
      }
      return tellOfDrafts()
    case .groupNotSubmitted(let group, let sentence):
      shared.settle(group, as: [])
      shared.say(sentence, .failure)
      guard let draft = group.draft else { return [] }
      shared.note(draft)
      return tellOfDrafts()
    case .dropped(let changes):
      shared.say(
        changes.isEmpty
          ? "Nothing was thrown away: all of it is sent by now."
          : "Thrown away: \(GroupWords(changes).what).")
    case .paused(let changes, let isPaused):
      shared.say(GroupWords.sentence(ofPaused: changes, isPaused, shared.keys))
    case .undone(let undone): return receive(undone)
    case .redone(let redone): receive(redone)
    case .notUndone(let sentence):
      shared.undo.fail()
      shared.say(sentence, .failure)
    case .kept(let draft, let sentence):
      shared.note(draft)
      if let sentence { shared.say(sentence) }
      return tellOfDrafts()
    case .forgotten(let draft, let sentence):
      shared.forget(draft)
      if let sentence { shared.say(sentence) }
      return tellOfDrafts()
    case .found(let text, let found): return receive(found, text: text)
    case .waited(let before, let after, let sentence, let purpose):
      shared.undo.note(before, purpose)
      shared.say(
        sentence.flatMap { before.isEmpty ? nil : $0 }
          ?? WaitWords.sentence(before, of: after, now: shared.now, shared.keys))
      return (purpose == .undo ? goBack(to: before.map(\.ref)) : []) + runUndoKeys()
    case .notWaited(let sentence, let purpose):
      if purpose == .decision { shared.undo.endWait() } else { shared.undo.fail() }
      shared.say(sentence, .failure)
    case .identified(let me, let name):
      shared.now.me = me
      return noteUser(named: name)
    case .viewsEdited(let library, let edit):
      let isReplaced = edit.replaces(in: shared.views)
      take(library, after: edit)
      if let sentence = edit.sentence(library, isReplaced: isReplaced, shared.keys) {
        shared.say(sentence)
      }
    case .read(_, _, .views(let library)):
      take(library, after: nil)
      guard let awaited = awaitedView else { return [] }
      awaitedView = nil
      return openSaved(awaited, isLast: true)
    case .read, .notKept, .edited, .savedOutside, .reminder: break
    }
    return []
  }

  /// Takes the saved views as they are now.
  private mutating func take(_ library: ViewLibrary, after edit: ViewEdit?) {
    shared.views = library
    stack.takeViews(library, after: edit)
    ahead.takeViews(library, after: edit)
  }

  /// Shows the message that the layer would have shown: it is gone, or has none of its own.
  private mutating func say(_ answer: Answer) {
    switch answer {
    case .read(_, _, .failure(let sentence)), .notKept(_, let sentence):
      shared.say(sentence, .failure)
    case .read, .kept, .submitted, .notSubmitted, .groupSubmitted, .groupNotSubmitted, .dropped,
      .paused, .undone, .redone, .notUndone, .forgotten, .found, .identified, .waited, .notWaited,
      .edited, .savedOutside, .reminder, .viewsEdited:
      break
    }
  }

  private mutating func tellOfDrafts() -> [Job] {
    let top = stack.last?.id
    return (ahead + stack).map(\.id).flatMap {
      send(.draftsChanged(hasKeys: $0 == top), to: $0).jobs
    }
  }

  /// Handles the result of a search for a record.
  private mutating func receive(_ found: Found, text: String) -> [Job] {
    guard let finding, finding.text == text else { return [] }
    self.finding = nil
    shared.unsay(finding.sentence)
    if case .nothing(let sentence) = found {
      shared.say(sentence, .warning)
      return []
    }
    // A user who has moved on meanwhile is not taken away from there.
    guard finding.screen == stack.last?.id else {
      shared.say("Found “\(text)”. To see it, open it again.")
      return []
    }
    let jobs = [job(.dropKeys)] + leaveOverlays()
    switch found {
    case .record(let ref):
      return jobs + push(.browse(BrowseViewModel(showing: ref, in: shared)))
        + [job(.visit(ref)), job(.fetch(ref, first: nil, isForced: false))]
    case .several(let records):
      let items = records.map { match in
        let kind = match.ref.resource.schema.singular
        return PickerViewModel.Item(
          match.title, detail: match.detail.isEmpty ? kind : "\(match.detail) · \(kind)",
          choice: .target(.record(match.ref)))
      }
      return jobs + push(.picker(PickerViewModel("“\(text)” could be", items)))
    case .nothing: return jobs
    }
  }

  // MARK: Events

  /// Handles an event from the store.
  mutating func receive(_ event: StoreEvent) -> [Job] {
    switch event {
    case .change, .changes:
      for change in event.changes {
        shared.note(change)
        shared.followSaving(change)
      }
    case .groupEnded(let members): shared.say(endOf: members)
    case .merged(let old, let new): shared.rename(old, to: new)
    case .notice(let notice): shared.say(notice)
    case .keyInDoubt(let reason):
      let count = shared.waitingCount.counted("change")
      // A key that waits for rows must not answer it.
      return [job(.dropKeys)]
        + push(
          .question(
            QuestionViewModel(
              "\(reason) Use this key anyway? Yes sends \(count).",
              to: .trustKey)))
    case .syncPaused(let isPaused): shared.isSyncPaused = isPaused
    case .changed, .status: break
    }
    var jobs: [Job] = []
    // A form that waits for a change reports the outcome itself, and a group has one for all.
    let unsaid = event.changes.filter { change in
      change.needsAttention && change.group == nil && !isAwaited(change)
    }
    let first = recordsIndex ?? 0
    let layers = ahead.map { ($0.id, false) } + stack.enumerated().map { ($1.id, $0 >= first) }
    for (id, isInSight) in layers {
      jobs += send(.news(event, isInSight: isInSight), to: id).jobs
    }
    for change in unsaid { shared.sayNotSaved(change) }
    return jobs
  }

  /// Whether a form waits for a change.
  private func isAwaited(_ change: Change) -> Bool {
    (ahead + stack).contains { placed in
      if case .form(let form) = placed.layer { form.isWaiting(for: change) } else { false }
    }
  }
}

extension Shared {
  /// Tells the user what became of a group.
  fileprivate mutating func say(endOf members: [Change]) {
    // What was on its way as it was taken back: its end would sound as if it had not been.
    let told = members.filter { member in
      member.needsAttention || !(takenBack.contains(member.id) || undo.isTakingBack(member.id))
    }
    guard !told.isEmpty else { return }
    let sentence = GroupWords(told).sentence
    guard told.contains(where: \.needsAttention) else { return say(sentence) }
    say("\(sentence) \(keys[.app(.show(.outbox))]) shows why.", .failure)
  }

  /// Tells the user that a change needs attention.
  mutating func sayNotSaved(_ change: Change) {
    let hint =
      change.isChoice
      ? " \(keys[.app(.show(.outbox))]), then \(keys[.outbox(.resolve)]), chooses." : ""
    say("\(change.failed): \(change.sentence)\(hint)", .failure)
  }
}

extension [AppViewModel.Placed] {
  /// Lets all screens take the saved views.
  fileprivate mutating func takeViews(_ library: ViewLibrary, after edit: ViewEdit?) {
    for index in indices {
      guard case .browse(var screen) = self[index].layer else { continue }
      screen.take(library, after: edit)
      self[index].layer = .browse(screen)
    }
  }
}
