// What comes back: answers go to the layer that asked, news to all of them. What concerns more than
// one layer is kept here, and what no layer says is said here.

import VitallyModel

extension AppViewModel {
  /// Takes an answer.
  mutating func receive(_ answer: Answer, for id: LayerID) -> [Job] {
    var jobs = note(answer)
    let (more, isHandled) = send(.answer(answer), to: id)
    jobs += more
    if !isHandled { say(answer) }
    return jobs
  }

  /// Keeps what an answer means to more than the layer that asked.
  private mutating func note(_ answer: Answer) -> [Job] {
    switch answer {
    case .submitted(let change, let submission):
      shared.settle(submission, as: change)
      // What has become of it meanwhile is said already; and whoever types on after the end of a
      // column has to go on reading how that ends.
      if shared.changes[change.id]?.isPending == true, readiness != .halted {
        shared.saySaving(submission, change)
      }
    case .notSubmitted(let submission, let sentence):
      shared.settle(submission, as: nil)
      shared.say(sentence, .failure)
      guard let draft = submission.draft else { return [] }
      shared.note(draft)
      return tellOfDrafts()
    case .kept(let draft, let sentence):
      shared.note(draft)
      if let sentence { shared.say(sentence) }
      return tellOfDrafts()
    case .forgotten(let draft, let sentence):
      shared.forget(draft)
      if let sentence { shared.say(sentence) }
      return tellOfDrafts()
    case .found(let text, let found): return receive(found, text: text)
    case .read, .notKept, .edited, .reminder: break
    }
    return []
  }

  /// Says what the layer that asked would have said: it is gone, or has no words of its own.
  private mutating func say(_ answer: Answer) {
    switch answer {
    case .read(_, _, .failure(let sentence)), .notKept(_, let sentence):
      shared.say(sentence, .failure)
    case .read, .kept, .submitted, .notSubmitted, .forgotten, .found, .edited, .reminder: break
    }
  }

  private mutating func tellOfDrafts() -> [Job] {
    let top = stack.last?.id
    return (ahead + stack).map(\.id).flatMap {
      send(.draftsChanged(hasKeys: $0 == top), to: $0).jobs
    }
  }

  /// Takes what a search for a record brought.
  private mutating func receive(_ found: Found, text: String) -> [Job] {
    guard let finding, finding.text == text else { return [] }
    self.finding = nil
    shared.unsay(finding.sentence)
    if case .nothing(let sentence) = found {
      shared.say(sentence, .warning)
      return []
    }
    // Whoever has gone on meanwhile is not torn away from there.
    guard finding.screen == stack.last?.id else {
      shared.say("Found “\(text)”. To see it, open it again.")
      return []
    }
    let jobs = leaveOverlays()
    switch found {
    case .record(let ref):
      return jobs + push(.browse(BrowseViewModel(showing: ref, in: shared)))
        + [job(.fetch(ref, first: nil, isForced: false))]
    case .several(let records):
      let items = records.map {
        PickerViewModel.Item(
          $0.name ?? $0.ref.serverID ?? "", detail: $0.ref.resource.schema.singular,
          choice: .target(.record($0.ref)))
      }
      return jobs + push(.picker(PickerViewModel("“\(text)” could be", items)))
    case .nothing: return jobs
    }
  }

  // MARK: News

  /// Takes news from the store.
  mutating func receive(_ event: StoreEvent) -> [Job] {
    switch event {
    case .change(let change):
      shared.note(change)
      shared.followSaving(change)
    case .merged(let old, let new): shared.rename(old, to: new)
    case .notice(let notice): shared.say(notice)
    case .keyInDoubt(let reason):
      let count = shared.waitingCount.counted("change")
      return push(
        .question(
          QuestionViewModel(
            "\(reason) Use this key anyway? Yes sends \(count).",
            to: .trustKey)))
    case .changed, .status: break
    }
    var jobs: [Job] = []
    var isSaid = false
    let first = recordsIndex ?? 0
    let layers = ahead.map { ($0.id, false) } + stack.enumerated().map { ($1.id, $0 >= first) }
    for (id, isInSight) in layers {
      let (more, isHandled) = send(.news(event, isInSight: isInSight), to: id)
      jobs += more
      isSaid = isSaid || isHandled
    }
    // A form that waits for the change says itself what came of it.
    if case .change(let change) = event, change.needsAttention, !isSaid {
      shared.sayNotSaved(change)
    }
    return jobs
  }

  /// Says that there are unfinished forms.
  mutating func offer(_ drafts: [DraftEntry]) {
    shared.drafts = Set(drafts.map(\.draft.id))
    guard let latest = drafts.first else { return }
    let age = DateText(now: now).ago(latest.draft.updatedAt)
    let key = shared.keys[.app(.show(.drafts))]
    shared.say(
      drafts.count == 1
        ? "You have an unfinished form from \(age). \(key) opens it."
        : "You have \(drafts.count) unfinished forms, the last from \(age). \(key) lists them.")
  }
}

extension Shared {
  /// Says that a change needs the user.
  mutating func sayNotSaved(_ change: Change) {
    let hint =
      change.isChoice
      ? " \(keys[.app(.show(.outbox))]), then \(keys[.outbox(.resolve)]), chooses." : ""
    say("Not saved: \(change.sentence)\(hint)", .failure)
  }
}
