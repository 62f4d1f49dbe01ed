// The screen of the outbox: how it opens, and what keys do to the change that is selected there.

public import Markup
import VitallyModel

extension AppViewModel {
  // MARK: Opening

  /// Shows the outbox.
  mutating func openOutbox() -> [Effect] {
    overlay = .outbox(OutboxViewModel())
    return readOutbox()
  }

  private mutating func readOutbox() -> [Effect] {
    outboxGeneration += 1
    return [.read(.outbox, generation: outboxGeneration, .outbox)]
  }

  /// Takes the list; one that was asked for earlier is dropped.
  mutating func receive(_ entries: [OutboxEntry], generation: Int) {
    guard generation == outboxGeneration else { return }
    let now = now
    withOutbox { $0.receive(entries, now: now) }
  }

  /// A change has moved on: where the outbox is on screen, it is read again.
  mutating func refreshOutbox() -> [Effect] {
    var isShown = false
    withOutbox { _ in isShown = true }
    if case .conflict? = overlay { return [] }
    return isShown ? readOutbox() : []
  }

  /// Changes the outbox on screen, also where something lies over it.
  private mutating func withOutbox(_ change: (inout OutboxViewModel) -> Void) {
    if case .outbox(var outbox)? = overlay {
      change(&outbox)
      overlay = .outbox(outbox)
    } else if let index = overlayBelow.lastIndex(where: \.isOutbox),
      case .outbox(var outbox) = overlayBelow[index]
    {
      change(&outbox)
      overlayBelow[index] = .outbox(outbox)
    }
  }

  // MARK: Keys

  /// Runs a command in the outbox.
  mutating func run(_ command: Command, in outbox: OutboxViewModel) -> [Effect] {
    notice = nil
    switch command {
    case .move(let command):
      move(by: command.distance(page: layout.bodyHeight), in: outbox)
      return []
    case .screen(.close), .screen(.stepBack):
      if outbox.isShowing { withOutbox { $0.showList() } } else { overlay = nil }
      return []
    case .app(.sendOutbox): return sendOutbox()
    case .outbox(let command):
      guard let entry = outbox.selection else { return [] }
      return run(command, on: entry)
    default: return runBelow(command)
    }
  }

  private mutating func run(_ command: OutboxCommand, on entry: OutboxEntry) -> [Effect] {
    switch command {
    case .show: withOutbox { $0.isShowing ? $0.showList() : $0.show() }
    case .fix: return fix(entry)
    case .resolve: return resolve(entry)
    case .drop: askToDrop(entry)
    case .retry: return retry(entry.change)
    case .open:
      overlay = nil
      return open(entry.change.rival ?? entry.change.ref)
    }
    return []
  }

  private mutating func move(by distance: Int, in outbox: OutboxViewModel) {
    guard outbox.isShowing else { return withOutbox { $0.move(by: distance) } }
    let (lines, height) = (changePage.count, layout.bodyHeight)
    withOutbox { $0.scroll(by: distance, lines: lines, height: height) }
  }

  /// Request and reply of the change that is shown, wrapped to the screen; empty without one.
  public var changePage: [StyledLine] {
    guard case .outbox(let outbox)? = overlayInSight else { return [] }
    return outbox.page(width: width - 2, now: now, measure: measure)
  }

  // MARK: What is done to a change

  /// Opens the form with all that was typed.
  private mutating func fix(_ entry: OutboxEntry) -> [Effect] {
    let change = entry.change
    let fields = change.new.fields.keys.compactMap {
      change.ref.resource.schema.field(FieldPath($0))
    }
    if change.state == .answered {
      say("The server has it. o opens the record: e edits it there.")
    } else if change.new.action == .archive || !fields.contains(where: { $0.writing != .never }) {
      say("There is nothing to type here: r tries it again, x throws it away.")
    } else {
      overlay = nil
      return openForm(FormOpening(purpose: .form(.whole), ref: change.ref))
    }
    return []
  }

  private mutating func askToDrop(_ entry: OutboxEntry) {
    guard !refusesChanges() else { return }
    guard entry.change.state != .answered else {
      say("The server has it already: it can't be thrown away here.")
      return
    }
    ask(
      "Throw away “\(entry.change.doing): \(entry.title)”?", to: .dropChange(entry.id))
  }

  /// Throws a change away, as was agreed.
  func dropChange(_ id: ChangeID) -> [Effect] {
    guard case .outbox(let outbox)? = overlay,
      let entry = outbox.entries.first(where: { $0.id == id })
    else { return [] }
    return [.drop(id, saying: "Thrown away: \(entry.change.doing), \(entry.title).")]
  }

  private mutating func retry(_ change: Change) -> [Effect] {
    guard !refusesChanges() else { return [] }
    switch change.state {
    case .answered, .dropped: say("The server has it already.")
    case .sending: say("It is on its way.")
    case .conflict where change.isChoice:
      say("Somebody else has changed the same fields: c chooses what is sent.")
    case .conflict, .refused, .waiting, .unknown:
      say("Trying again.")
      return [.retry(change.id)]
    }
    return []
  }

  /// Whether nothing may be changed here, which is said then.
  mutating func refusesChanges() -> Bool {
    if isReadOnly { say("This workspace is read-only: nothing is changed.", .warning) }
    return isReadOnly
  }

  // MARK: Over other things

  /// Asks a question over what is on screen, which is there again afterwards.
  mutating func ask(_ text: String, to confirmation: Confirmation) {
    if let overlay { overlayBelow.append(overlay) }
    overlay = .question(QuestionViewModel(text, to: confirmation))
  }

  /// Does what was asked about.
  mutating func confirm(_ confirmation: Confirmation) -> [Effect] {
    switch confirmation {
    case .quit: [.quit]
    case .saveForm: saveForm(isAgreed: true)
    case .discardForm: discardForm(isAgreed: true)
    case .discardDraft(let ref): discardDraft(ref)
    case .dropChange(let id): dropChange(id)
    }
  }

  /// Closes what lies over the screen and runs a command there.
  mutating func runBelow(_ command: Command) -> [Effect] {
    overlay = nil
    return run(command)
  }
}

extension AppViewModel.Overlay {
  fileprivate var isOutbox: Bool { if case .outbox = self { true } else { false } }
}
