// The outbox as a layer: runs commands about the selected change.

import VitallyModel

extension OutboxViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.outbox, .global], hints: hints,
      titles: isPaused ? [.outbox(.pause): "resume"] : [:], title: "Outbox",
      readiness: isLoaded ? .ready : .awaitsRows)
  }

  /// Whether what is selected is paused.
  private var isPaused: Bool {
    selectedRow?.group?.isPaused ?? selected?.change.isPauseWanted ?? false
  }

  private var hints: [Command] {
    if let group = selectedRow?.group {
      let needy = group.needy == nil ? [] : [Command.outbox(.show), .outbox(.fix)]
      return (isPaused ? [.outbox(.pause)] : []) + needy
        + [
          .outbox(.fold), .app(.undo),
        ] + (isPaused ? [] : [.outbox(.pause)]) + [
          .outbox(.retry), .outbox(.drop),
          .outbox(.open),
          .app(.sendOutbox), .screen(.close), .app(.help),
        ]
    }
    guard let change = selected?.change else { return [.screen(.close), .app(.help)] }
    let own: [Command] =
      switch change.state {
      case .answered: [.app(.undo)]
      case .dropped: [.app(.redo)]
      case .waiting where change.isPaused:
        [.outbox(.pause), .app(.undo), .outbox(.fix), .outbox(.drop)]
      case .sending where change.isPauseWanted: [.outbox(.pause)]
      case .unknown where change.isPaused: [.outbox(.pause), .outbox(.retry), .outbox(.drop)]
      case .waiting: [.app(.undo), .outbox(.fix), .outbox(.retry), .outbox(.drop)]
      case .conflict where change.isChoice: [.outbox(.resolve), .outbox(.drop)]
      default: [.outbox(.fix), .outbox(.retry), .outbox(.drop)]
      }
    return (isShowing ? [] : [.outbox(.show)]) + own
      + [.outbox(.open), .app(.sendOutbox), .screen(.close), .app(.help)]
  }

  func drawing(in shared: Shared) -> Drawing {
    guard isLoaded else { return .page(Page()) }
    if isShowing {
      var page = Page()
      page.lines = self.page(in: shared).map { $0.indented(by: 1) }
      page.top = top
      return .page(page)
    }
    return .page(OutboxPage(self, shared).page)
  }

  // MARK: Availability

  func availability(of command: Command, in shared: Shared) -> Availability {
    guard case .outbox(let command) = command else { return availability(ofUndo: command, shared) }
    if let group = selectedRow?.group { return availability(of: command, on: group, shared) }
    guard let row = selectedRow, let change = row.entry?.change else { return .yes }
    let keys = shared.keys
    let isThere = change.state == .answered || change.state == .dropped
    switch command {
    case .show, .open: return .yes
    case .fix where change.state == .dropped, .drop where change.state == .dropped,
      .retry where change.state == .dropped:
      return .no("It was taken back: \(keys[.app(.redo)]) does it again.")
    case .fold where row.groupOfRow == nil:
      return .no("This was not changed together with anything else.")
    case .fold: return .yes
    case .fix where isThere:
      return .no(
        "The server has it. \(keys[.outbox(.open)]) opens the record: \(keys[.record(.edit)]) edits it there."
      )
    case .fix where !change.canBeTyped:
      return .no(
        "There is nothing to edit here: \(keys[.outbox(.retry)]) tries it again, \(keys[.outbox(.drop)]) throws it away."
      )
    case .resolve where change.state != .conflict:
      return .no("There is nothing to choose: nobody else has changed these fields.")
    case .resolve where !change.isChoice:
      return .no(
        "Vitally may have it. Look there, then: \(keys[.outbox(.retry)]) sends it again, \(keys[.outbox(.drop)]) throws it away."
      )
    case .drop where isThere:
      return .no("The server already has it: it can't be thrown away.")
    case .retry where isThere: return .no("The server already has it.")
    case .retry where change.state == .sending: return .no("It is being sent.")
    case .retry where change.isChoice:
      return .no(
        "Somebody else has changed the same fields: \(keys[.outbox(.resolve)]) chooses what is sent."
      )
    case .pause where !change.canBePaused: return .no("Only what waits can be paused.")
    case .fix, .resolve, .drop, .retry, .pause: return shared.allowsChanges
    }
  }

  private func availability(
    of command: OutboxCommand, on group: OutboxGroup, _ shared: Shared
  ) -> Availability {
    let keys = shared.keys
    switch command {
    case .show, .open, .fold: return .yes
    case .fix where group.needy == nil:
      return .no("None of these needs you: \(keys[.outbox(.fold)]) lists them.")
    case .fix where group.needy?.change.canBeTyped == false:
      return .no(
        "There is nothing to edit here: \(keys[.outbox(.retry)]) tries it again, \(keys[.outbox(.drop)]) throws it away."
      )
    case .resolve where group.choice == nil:
      return .no("There is nothing to choose: nobody else has changed these fields.")
    case .retry where !group.canBeRetried && group.choice != nil:
      return .no(
        "Somebody else has changed the same fields: \(keys[.outbox(.resolve)]) chooses what is sent."
      )
    case .drop where !group.canBeDropped, .retry where !group.canBeRetried:
      return .no(group.isBeingSent ? "It is being sent." : "The server already has all of it.")
    case .pause where !group.canBePaused:
      return .no("Only what waits can be paused.")
    case .fix, .resolve, .drop, .retry, .pause: return shared.allowsChanges
    }
  }

  // MARK: Events

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared, .uncovered:
      isAsked = false
      return request()
    case .arranged(let area): self.area = area
    case .command(let command): return run(command, in: &shared)
    case .answer(.read(_, let generation, .outbox(let list))):
      guard generation == self.generation else { return [] }
      receive(list, now: shared.now)
      isAsked = false
      return isOutdated ? request() : []
    case .answer(.read(_, let generation, .failure)):
      if generation == self.generation { isAsked = false }
      return .notHandled
    case .reply(.confirmed(.dropChange(let id))):
      guard let entry = entry(id) else { return [] }
      let isUndone = entry.change.new.action.removes && entry.change.canBeTakenBack
      let verb = isUndone ? "Taken back" : "Thrown away"
      return [.drop(id, saying: "\(verb): \(entry.change.doing), \(entry.title).")]
    case .reply(.mends(let change)): return mend(change)
    case .reply(.confirmed(.dropChanges(let ids))):
      shared.sayAtWork(with: ids.count) { "Throwing away \($0)…" }
      return [.dropAll(ids)]
    case .answer(.paused(let changes, _)) where !changes.contains { $0.state == .sending }:
      return .notHandled
    case .news(.change, _), .news(.changes, _), .answer(.paused):
      var outcome = request()
      outcome.isHandled = false
      return outcome
    case .answer, .news, .draftsChanged: return .notHandled
    case .text, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  /// Asks for the list; while an answer is awaited once that is there, so that changes in quick
  /// succession neither pile up nor keep it away.
  private mutating func request() -> Outcome {
    isOutdated = isAsked
    if isAsked { return [] }
    isAsked = true
    generation += 1
    return [.read(.entries, generation: generation, .outbox)]
  }

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .move(let command): move(by: command.distance(page: area.height), shared)
    case .screen(.refresh): return request()
    case .screen(.close), .screen(.stepBack):
      guard isShowing else { return .close() }
      showList()
    case .outbox(.fold):
      if let group = selectedRow?.groupOfRow { fold(group, now: shared.now) }
    case .outbox(let command):
      if let group = selectedRow?.group { return run(command, on: group, in: &shared) }
      guard let entry = selected else { return [] }
      return run(command, on: entry, in: &shared)
    case .app(.undo): return undo(in: &shared)
    case .app(.redo): return redo(in: &shared)
    default:
      return .notHandled
    }
    return []
  }

  private mutating func move(by distance: Int, _ shared: Shared) {
    if isShowing {
      scroll(by: distance, lines: page(in: shared).count)
    } else {
      move(by: distance)
    }
  }

  private mutating func run(
    _ command: OutboxCommand, on entry: OutboxEntry, in shared: inout Shared
  ) -> Outcome {
    let change = entry.change
    switch command {
    case .show: isShowing ? showList() : show()
    case .fold: break
    case .fix: return mend(change)
    case .resolve: return .push(.conflict(ConflictViewModel(entry)))
    case .drop:
      return .ask(question(beforeDropping: entry), to: .dropChange(entry.id))
    case .retry:
      shared.say("Trying again.")
      return [.retry(change.id)]
    case .pause: return pause([change], !change.isPauseWanted)
    case .open:
      let ref = change.rival ?? change.ref
      let screen = BrowseViewModel(showing: ref, in: shared)
      return [.fetch(ref, first: nil, isForced: false)] + Outcome([], .replace(.browse(screen)))
    }
    return []
  }
}

extension OutboxViewModel {
  /// Opens the form of a change, which comes back here.
  private func mend(_ change: Change) -> Outcome {
    let opening = FormOpening(of: change.ref, .mend(change), as: .form(.whole), returnsTo: .outbox)
    return Outcome([], .replace(.opening(opening)))
  }

  /// Runs a command on a group: where it is about one change, on the one that needs the user.
  private mutating func run(
    _ command: OutboxCommand, on group: OutboxGroup, in shared: inout Shared
  ) -> Outcome {
    switch command {
    case .show:
      guard let needy = group.needy else {
        fold(group.group, now: shared.now)
        return []
      }
      select(needy, now: shared.now)
      return run(command, on: needy, in: &shared)
    case .fix:
      return group.needy.map { run(command, on: $0, in: &shared) } ?? []
    case .resolve:
      return group.choice.map { run(command, on: $0, in: &shared) } ?? []
    case .open:
      return (group.needy ?? group.entries.first).map { run(command, on: $0, in: &shared) } ?? []
    case .drop:
      return .ask(
        group.questionBeforeDropping,
        to: .dropChanges(group.droppable.map(\.id)))
    case .retry:
      shared.say("Trying again.")
      return [.retryAll(group.retriable.map(\.id))]
    case .pause: return pause(group.entries.map(\.change), !group.isPaused)
    case .fold: return []
    }
  }

  /// Holds back what waits of some changes, or lets it go on; with it goes what is being sent just
  /// now, should that fail.
  private func pause(_ changes: [Change], _ isPaused: Bool) -> Outcome {
    [.pauseChanges(changes.filter(\.canBePaused).map(\.id), isPaused)]
  }

  /// The question before a change is thrown away. A removal that was sent may have happened.
  private func question(beforeDropping entry: OutboxEntry) -> String {
    let change = entry.change
    let what = "“\(change.doing): \(entry.title)”"
    guard change.new.action.removes, change.isPending else {
      let rest = isFollowed(change) ? " What was saved with it goes as well." : ""
      return "Throw away \(what)?\(rest)"
    }
    return change.canBeTakenBack
      ? "Take back \(what)?" : "Vitally may have done it already. Throw away \(what)?"
  }
}

extension Change {
  /// Whether a form can edit what it changes.
  fileprivate var canBeTyped: Bool {
    !new.action.removes
      && new.paths.compactMap(ref.resource.schema.field).contains { $0.writing != .never }
  }
}

/// Commands about a change in the outbox.
public enum OutboxCommand: CaseIterable, CommandGroup {
  case show
  case fold
  case fix
  case resolve
  case drop
  case retry
  case pause
  case open

  var topic: CommandTopic {
    switch self {
    case .show, .fold, .open: .open
    case .fix, .resolve, .drop, .retry, .pause: .change
    }
  }

  var words: CommandWords {
    switch self {
    case .show:
      .init(
        "change.show", "show", "Shows each field before and after, and what the server said.",
        .outbox)
    case .fold:
      .init(
        "change.fold", "unfold", "Lists what was changed together one by one, or in one row again.",
        .outbox)
    case .fix: .init("change.fix", "fix", "Opens the form again with what you typed.", .outbox)
    case .resolve:
      .init(
        "change.resolve", "resolve", "Chooses between your values and somebody else's.", .outbox)
    case .drop: .init("change.drop", "throw away", "Throws the change away, after asking.", .outbox)
    case .retry: .init("change.retry", "try again", "Tries the change again as it is.", .outbox)
    case .pause:
      .init("change.pause", "pause", "Holds back what waits of this, or lets it go on.", .outbox)
    case .open:
      .init("change.open", "open", "Opens the record, or the one it clashes with.", .outbox)
    }
  }
}
