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
  private let perform: (Effect) -> Void
  private let edit: (String) -> EditorOutcome
  /// What is to be said to the program later, and when.
  private var reminders: [Reminder: ContinuousClock.Instant] = [:]
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
    now: @escaping () -> Now, edit: @escaping (String) -> EditorOutcome = { _ in .unchanged },
    perform: @escaping (Effect) -> Void
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

  /// Takes events in their order. A key that was typed ahead of the rows that it is about waits
  /// for them; what happens meanwhile comes after it.
  private func take(_ events: [TerminalEvent]) {
    var waiting = events
    repeat {
      while !waiting.isEmpty, end == nil {
        if app.awaitsRows { waiting += gather(within: Self.patienceInBursts) }
        handle(waiting.removeFirst())
        // What is due is not held up by a burst of keys: drafts go to the disk meanwhile.
        remind()
      }
      deliver()
      waiting += gather(within: Self.patience)
    } while !waiting.isEmpty && end == nil
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
        let help = app.contexts[0].takesText ? "F1" : "?"
        update(.hint("\(KeyMap.spelled(keys)) does nothing here. \(help) shows the keys."))
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
    let due = reminders.filter { $0.value <= time }.keys
    for reminder in due {
      reminders[reminder] = nil
      update(.reminder(reminder))
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

  private func run(_ effects: [Effect]) {
    for effect in effects { run(effect) }
  }

  private func run(_ effect: Effect) {
    switch effect {
    case .redraw: device.redraw()
    case .suspend: device.suspend()
    case .quit: end = .quit
    case .copy(let text, let what):
      let sent = device.copy(text)
      update(
        .notice(
          sent
            ? Notice(.info, "The \(what) was sent to the terminal.")
            : Notice(.warning, "The \(what) is too long for the terminal's clipboard.")))
    case .remind(let reminder, let seconds):
      if reminders[reminder] == nil {
        reminders[reminder] = ContinuousClock.now + .milliseconds(Int(seconds * 1000))
      }
    case .editText(let text):
      var outcome = EditorOutcome.unchanged
      device.handOver { outcome = edit(text) }
      app.now = now()
      update(.edited(outcome))
    default: perform(effect)
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
