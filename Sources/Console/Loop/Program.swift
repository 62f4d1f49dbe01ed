// The main loop: wait for events, look up keys, update, run effects, draw.

import Markup
public import Terminal
public import ViewModels
public import VitallyModel

/// The running program, used from one thread.
public final class Program {
  /// Why the loop ended.
  public enum End: Sendable {
    /// The user quit.
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
  private let time: () -> ContinuousClock.Instant
  private let perform: (Job) -> Void
  private let edit: (OutsideEdit) -> EditorOutcome
  /// A layer's reminder.
  private struct Due: Hashable {
    let layer: LayerID
    let reminder: Reminder
  }

  /// When to send reminders to layers.
  private var reminders: [Due: ContinuousClock.Instant] = [:]
  /// Input for a layer that is still opening.
  private var held = HeldInput<TerminalEvent>()
  private var pending: [Key] = []
  /// The keys of the place where the last one was pressed.
  private var chain: KeyChain
  /// When to show how the begun key sequence can continue.
  private var hintTime: ContinuousClock.Instant?
  private var nextKeys: [Binding] = []
  private var end: End?
  /// What the frames before have drawn.
  private let before = DrawnBefore()
  /// Whether the screen may differ from the state.
  private var isOutdated = true

  /// How long a frame waits for reads from the store.
  private static let patience = Duration.milliseconds(4)
  /// How long a key that was typed ahead waits for its rows.
  private static let patienceInBursts = Duration.milliseconds(100)
  /// After this time, show how a begun key sequence can continue.
  private static let hintPatience = Duration.milliseconds(300)

  /// A program on a device. `perform` starts an effect and returns at once; answers come through
  /// the mailbox. `edit` runs the user's editor while the terminal is handed over. By `time` it is
  /// known when reminders are due.
  public init(
    device: any TerminalDevice, app: AppViewModel, keyMap: KeyMap, theme: Theme, mailbox: Mailbox,
    now: @escaping () -> Now,
    time: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now },
    edit: @escaping (OutsideEdit) -> EditorOutcome = { _ in .unchanged },
    perform: @escaping (Job) -> Void
  ) {
    self.device = device
    self.app = app
    self.keyMap = keyMap
    chain = keyMap.chain(app.contexts)
    self.theme = theme
    self.mailbox = mailbox
    self.now = now
    self.time = time
    self.perform = perform
    self.edit = edit
  }

  /// Runs until the user quits or the terminal goes away. Calls `painted` once, after the first
  /// frame, for slow start-up work.
  public func run(painted: () -> Void) -> End {
    start()
    painted()
    while end == nil {
      before.rows.drawAhead { !device.hasInput }
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

  /// Handles all pending events and draws once.
  public func step(_ events: [TerminalEvent]) {
    app.now = now()
    // Only an answer that shows in no frame yet leaves the screen as it is.
    isOutdated = events != [.wake]
    take(events)
    remind()
    if events.isEmpty || hintDelay == 0 { showNextKeys() }
    if isOutdated { draw() }
  }

  /// Handles events in order. A key waits until the rows are there that it acts on, or the layer
  /// that is opening; later events come after it.
  private func take(_ events: [TerminalEvent]) {
    var waiting = events
    repeat {
      while !waiting.isEmpty, end == nil {
        if case .key = waiting[0], app.readiness.awaitsRows, held.isEmpty {
          waiting += gather(within: Self.patienceInBursts)
        }
        waiting = releaseHeld() + waiting
        let event = waiting.removeFirst()
        if holds(event) { continue }
        handle(event)
        // A burst of keys must not delay reminders, which save drafts.
        remind()
      }
      waiting += gather(within: Self.patience)
      waiting = releaseHeld() + waiting
    } while !waiting.isEmpty && end == nil
  }

  /// Returns held events once what they are meant for is there. If no layer came, they are dropped:
  /// they were meant for nothing else.
  private func releaseHeld() -> [TerminalEvent] {
    switch app.readiness {
    case .opening: return []
    case .halted:
      held.drop()
      return []
    case .awaitsRows where mailbox.awaitsAnswer, .awaitsSelection where mailbox.awaitsAnswer:
      return []
    case .ready, .awaitsRows, .awaitsSelection: return held.release()
    }
  }

  /// Holds an event that is meant for a layer or rows that are not there yet; false if it must be
  /// handled at once.
  private func holds(_ event: TerminalEvent) -> Bool {
    switch event {
    case .key(let key):
      guard !app.isLeaving, waits(key), !isForAll(key) else { return false }
      // The keys before it in a sequence wait with it.
      for key in pending { _ = held.hold(.key(key), isEscape: false) }
      drop()
      let hadKeys = !held.isEmpty
      guard held.hold(event, isEscape: key == .escape) else {
        guard hadKeys, app.readiness.awaitsRows else { return false }
        update(.hint("The keys that waited were dropped."))
        return true
      }
    case .paste:
      guard app.readiness == .opening || !held.isEmpty, held.hold(event, isEscape: false)
      else { return false }
    case .resize, .wake, .report, .continued, .hangUp, .terminate: return false
    }
    update(.keysWait)
    return true
  }

  /// Whether a key has to wait: for an opening layer, behind another that waits, or for the rows
  /// that its command acts on while they are being read.
  private func waits(_ key: Key) -> Bool {
    if app.readiness == .opening { return true }
    guard app.readiness.awaitsRows else { return false }
    guard held.isEmpty else { return true }
    guard mailbox.awaitsAnswer else { return false }
    switch keys.lookup(pending + [key]) {
    case .matched(.move): return app.readiness == .awaitsRows
    case .matched(let command): return command.needsRows
    case .pending, .none: return false
    }
  }

  /// Whether a key redraws the screen or suspends the program, whatever is on screen.
  private func isForAll(_ key: Key) -> Bool {
    switch keys.lookup([key]) {
    case .matched(.app(.redraw)), .matched(.app(.suspend)): true
    default: false
    }
  }

  /// Why the loop ends; nil while it runs.
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
    if app.isLeaving { return update(.command(.app(.quit))) }
    if key == .escape, !pending.isEmpty { return drop() }
    let pressed = pending + [key]
    switch keys.lookup(pressed) {
    case .matched(let command):
      drop()
      device.note(command.text)
      update(.command(command))
    case .pending:
      pending = pressed
      hintTime = time() + Self.hintPatience
    case .none:
      let wasPending = !pending.isEmpty
      drop()
      // Over a slow line, Esc and the next key arrive together and look like Alt. The key may have
      // been meant for whatever Esc closes, so it is dropped. In text, Alt does nothing.
      if key.hasAlt, !app.contexts[0].takesText { return press(.escape) }
      if case .character(let character) = key, !wasPending, app.contexts[0].takesText {
        update(.text(String(character)))
      } else {
        let help = keys.keys(for: .app(.help))
        update(
          .hint(
            "\(KeyMap.spelled(pressed)) does nothing here."
              + (help.map { " \($0) shows the keys." } ?? "")))
      }
    }
  }

  /// The keys of the focused layer.
  private var keys: KeyChain {
    if chain.contexts != app.contexts { chain = keyMap.chain(app.contexts) }
    return chain
  }

  private func drop() {
    pending = []
    nextKeys = []
    hintTime = nil
  }

  /// Milliseconds until the next keys are shown; nil if they are shown or no sequence has begun.
  private var hintDelay: Int? {
    guard let hintTime, nextKeys.isEmpty else { return nil }
    return max(0, Int((hintTime - time()) / .milliseconds(1)))
  }

  /// Milliseconds until something is due without an event; nil for never.
  private var delay: Int? {
    let next = reminders.values.min().map {
      max(0, Int((($0 - time()) / .milliseconds(1)).rounded(.up)))
    }
    return [hintDelay, next].compactMap(\.self).min()
  }

  /// Sends the reminders that are due.
  private func remind() {
    let moment = time()
    for due in reminders.filter({ $0.value <= moment }).keys {
      reminders[due] = nil
      update(.answer(due.layer, .reminder(due.reminder)))
    }
  }

  private func showNextKeys() {
    if case .pending(let bindings) = keys.lookup(pending), !pending.isEmpty {
      nextKeys = bindings
      isOutdated = true
    }
  }

  private func deliver() {
    for message in mailbox.drain() { update(message) }
  }

  private func update(_ message: Message) {
    if !message.isReadAhead { isOutdated = true }
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
        reminders[due] = time() + .milliseconds(Int(seconds * 1000))
      }
    case .editText(let text):
      var outcome = EditorOutcome.unchanged
      device.handOver { outcome = edit(text) }
      app.now = now()
      update(.answer(job.layer, .edited(outcome)))
    default: perform(job)
    }
  }

  /// Waits briefly for reads from the store, so that one frame shows everything. Returns the events
  /// that arrived meanwhile.
  private func gather(within patience: Duration) -> [TerminalEvent] {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    var events: [TerminalEvent] = []
    deliver()
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
    let pane = RootPane(
      app, pendingKeys: KeyMap.spelled(pending), nextKeys: nextKeys, before: before)
    let surface = pane.draw(
      size: device.size, theme: theme, usesUnicode: device.usesUnicode)
    device.present(surface)
  }
}
