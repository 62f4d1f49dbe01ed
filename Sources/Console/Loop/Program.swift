// The loop: wait, look up keys, update, run effects, draw. It is used from one thread and never
// waits for anything but events.

import Markup
public import Terminal
public import ViewModels
public import VitallyModel

/// The running program.
public final class Program {
  /// Why the loop ended.
  public enum End: Sendable {
    /// The user left.
    case quit
    /// The process was asked to end.
    case terminated
    /// The terminal is gone.
    case hungUp
  }

  /// The state of everything on screen.
  public private(set) var app: AppViewModel

  private let device: any TerminalDevice
  private let keyMap: KeyMap
  private let theme: Theme
  private let mailbox: Mailbox
  private let now: () -> Now
  private let perform: (Job) -> Void
  private let edit: (OutsideEdit) -> EditorOutcome
  /// A reminder of a layer.
  private struct Due: Hashable {
    let layer: LayerID
    let reminder: Reminder
  }

  /// What is to be said to layers later, and when.
  private var reminders: [Due: ContinuousClock.Instant] = [:]
  /// What was typed for a layer that is still opening.
  private var held = HeldInput<TerminalEvent>()
  private var pending: [Key] = []
  /// When the keys that have begun a sequence show how it may go on.
  private var hintTime: ContinuousClock.Instant?
  private var nextKeys: [Binding] = []
  private var end: End?

  /// How long a screen is held back for rows that are read from the store.
  private static let patience = Duration.milliseconds(4)
  /// How long a key waits that was typed ahead of the rows that it is about.
  private static let patienceInBursts = Duration.milliseconds(100)
  /// After so long a begun key sequence shows how it may go on.
  private static let hintPatience = Duration.milliseconds(300)

  /// A program on a device. `perform` starts what an effect asks for and returns at once; answers
  /// come through the mailbox. `edit` runs the user's editor while the terminal is lent to it.
  public init(
    device: any TerminalDevice, app: AppViewModel, keyMap: KeyMap, theme: Theme, mailbox: Mailbox,
    now: @escaping () -> Now, edit: @escaping (OutsideEdit) -> EditorOutcome = { _ in .unchanged },
    perform: @escaping (Job) -> Void
  ) {
    self.device = device
    self.app = app
    self.keyMap = keyMap
    self.theme = theme
    self.mailbox = mailbox
    self.now = now
    self.perform = perform
    self.edit = edit
  }

  /// Runs until the user leaves or the terminal goes away. `painted` is called once, after the
  /// first frame: what takes time starts then.
  public func run(painted: () -> Void) -> End {
    start()
    painted()
    while end == nil {
      step(device.waitForEvents(timeout: delay))
    }
    update(.ending)
    return end ?? .quit
  }

  /// Opens the first screen and draws it.
  public func start() {
    app.now = now()
    run(app.start())
    take(gather(within: Self.patience))
    draw()
  }

  /// Takes all events that have happened and draws once.
  public func step(_ events: [TerminalEvent]) {
    app.now = now()
    take(events)
    remind()
    if events.isEmpty || hintDelay == 0 { showNextKeys() }
    draw()
  }

  /// Takes events in their order. A key that was typed ahead of the rows that it is about waits a
  /// moment for them, and one for a layer that is opening as long as that takes; what happens
  /// meanwhile comes after it.
  private func take(_ events: [TerminalEvent]) {
    var waiting = events
    repeat {
      while !waiting.isEmpty, end == nil {
        if app.readiness == .awaitsRows { waiting += gather(within: Self.patienceInBursts) }
        waiting = releaseHeld() + waiting
        let event = waiting.removeFirst()
        if holds(event) { continue }
        handle(event)
        // What is due is not held up by a burst of keys: drafts go to the disk meanwhile.
        remind()
      }
      deliver()
      waiting += gather(within: Self.patience)
      waiting = releaseHeld() + waiting
    } while !waiting.isEmpty && end == nil
  }

  /// What was held back, once the layer that it is meant for is there. Where none came of it, it was
  /// meant for nothing else.
  private func releaseHeld() -> [TerminalEvent] {
    switch app.readiness {
    case .opening: return []
    case .halted:
      held.drop()
      return []
    case .ready, .awaitsRows: return held.release()
    }
  }

  /// Holds an event back that is meant for a layer that is opening; false for what is done at once.
  private func holds(_ event: TerminalEvent) -> Bool {
    guard app.readiness == .opening else { return false }
    switch event {
    case .key(let key):
      guard !isForAll(key), held.hold(event, isEscape: key == .escape) else { return false }
    case .paste: guard held.hold(event, isEscape: false) else { return false }
    case .resize, .wake, .report, .continued, .hangUp, .terminate: return false
    }
    update(.keysWait)
    return true
  }

  /// Whether a key draws anew or stops the program, whatever is on screen.
  private func isForAll(_ key: Key) -> Bool {
    switch keyMap.lookup([key], in: app.contexts) {
    case .matched(.app(.redraw)), .matched(.app(.suspend)): true
    default: false
    }
  }

  /// Why the loop is to end, nil while it goes on.
  public var ending: End? { end }

  // MARK: Events

  private func handle(_ event: TerminalEvent) {
    guard end == nil else { return }
    switch event {
    case .key(let key): press(key)
    case .paste(let text):
      drop()
      if app.contexts[0].takesText { update(.text(text)) }
    case .resize(let size): update(.resized(width: size.width, height: size.height))
    case .wake, .report: break
    case .continued: device.redraw()
    case .hangUp: end = .hungUp
    case .terminate: end = .terminated
    }
  }

  private func press(_ key: Key) {
    if key == .escape, !pending.isEmpty { return drop() }
    let keys = pending + [key]
    switch keyMap.lookup(keys, in: app.contexts) {
    case .matched(let command):
      drop()
      device.note(command.text)
      update(.command(command))
    case .pending:
      pending = keys
      hintTime = ContinuousClock.now + Self.hintPatience
    case .none:
      let wasPending = !pending.isEmpty
      drop()
      // Over a slow line Esc and the next key arrive together and look like Alt. The key may have
      // been meant for what Esc closes: it is dropped. Where one types, Alt alone does nothing.
      if key.hasAlt, !app.contexts[0].takesText { return press(.escape) }
      if case .character(let character) = key, !wasPending, app.contexts[0].takesText {
        update(.text(String(character)))
      } else {
        let help = keyMap.keys(for: .app(.help), in: app.contexts)
        update(
          .hint(
            "\(KeyMap.spelled(keys)) does nothing here."
              + (help.map { " \($0) shows the keys." } ?? "")))
      }
    }
  }

  private func drop() {
    pending = []
    nextKeys = []
    hintTime = nil
  }

  /// Milliseconds until the keys that may follow are shown; nil when they are, or none are begun.
  private var hintDelay: Int? {
    guard let hintTime, nextKeys.isEmpty else { return nil }
    return max(0, Int((hintTime - ContinuousClock.now) / .milliseconds(1)))
  }

  /// Milliseconds until something is to be done without an event; nil for never.
  private var delay: Int? {
    let next = reminders.values.min().map {
      max(0, Int((($0 - ContinuousClock.now) / .milliseconds(1)).rounded(.up)))
    }
    return [hintDelay, next].compactMap(\.self).min()
  }

  /// Sends the reminders that are due.
  private func remind() {
    let time = ContinuousClock.now
    for due in reminders.filter({ $0.value <= time }).keys {
      reminders[due] = nil
      update(.answer(due.layer, .reminder(due.reminder)))
    }
  }

  private func showNextKeys() {
    if case .pending(let bindings) = keyMap.lookup(pending, in: app.contexts), !pending.isEmpty {
      nextKeys = bindings
    }
  }

  private func deliver() {
    for message in mailbox.drain() { update(message) }
  }

  private func update(_ message: Message) {
    run(app.update(message))
  }

  // MARK: Effects

  private func run(_ jobs: [Job]) {
    for job in jobs { run(job) }
  }

  private func run(_ job: Job) {
    switch job.effect {
    case .dropKeys: held.drop()
    case .redraw: device.redraw()
    case .suspend: device.suspend()
    case .quit: end = .quit
    case .copy(let text, let what):
      let sent = device.copy(text)
      update(
        .notice(
          sent
            ? Notice(.info, "Sent the \(what) to the terminal's clipboard.")
            : Notice(.warning, "The \(what) is too long for the terminal's clipboard.")))
    case .remind(let reminder, let seconds):
      let due = Due(layer: job.layer, reminder: reminder)
      if reminders[due] == nil {
        reminders[due] = ContinuousClock.now + .milliseconds(Int(seconds * 1000))
      }
    case .editText(let text):
      var outcome = EditorOutcome.unchanged
      device.handOver { outcome = edit(text) }
      app.now = now()
      update(.answer(job.layer, .edited(outcome)))
    default: perform(job)
    }
  }

  /// Gives reads of the store a moment to be answered, so that one frame shows it all. Returns
  /// what has happened meanwhile.
  private func gather(within patience: Duration) -> [TerminalEvent] {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    var events: [TerminalEvent] = []
    while mailbox.inFlight > 0 {
      let left = deadline - clock.now
      guard left > .zero else { break }
      let milliseconds = max(1, Int(left / .milliseconds(1)))
      events += device.waitForEvents(timeout: milliseconds).filter { $0 != .wake }
      deliver()
    }
    return events
  }

  private func draw() {
    guard end == nil else { return }
    let surface = RootPane(app, pendingKeys: KeyMap.spelled(pending), nextKeys: nextKeys)
      .draw(size: device.size, theme: theme, usesUnicode: device.usesUnicode)
    device.present(surface)
  }
}
