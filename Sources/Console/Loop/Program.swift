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
  private var pending: [Key] = []
  private var nextKeys: [Binding] = []
  private var end: End?

  /// How long a screen is held back for rows that are read from the store.
  private static let patience = Duration.milliseconds(4)
  /// After so many milliseconds a begun key sequence shows how it may go on.
  private static let hintDelay = 300

  /// A program on a device. `perform` starts what an effect asks for and returns at once; answers
  /// come through the mailbox.
  public init(
    device: any TerminalDevice, app: AppViewModel, keyMap: KeyMap, theme: Theme, mailbox: Mailbox,
    now: @escaping () -> Now, perform: @escaping (Effect) -> Void
  ) {
    self.device = device
    self.app = app
    self.keyMap = keyMap
    self.theme = theme
    self.mailbox = mailbox
    self.now = now
    self.perform = perform
  }

  /// Runs until the user leaves or the terminal goes away. `painted` is called once, after the
  /// first frame: what takes time starts then.
  public func run(painted: () -> Void) -> End {
    start()
    painted()
    while end == nil {
      let waiting = !pending.isEmpty && nextKeys.isEmpty
      let events = device.waitForEvents(timeout: waiting ? Self.hintDelay : nil)
      step(events)
    }
    return end ?? .quit
  }

  /// Opens the first screen and draws it.
  public func start() {
    app.now = now()
    run(app.start())
    settle()
    draw()
  }

  /// Takes all events that have happened and draws once.
  public func step(_ events: [TerminalEvent]) {
    app.now = now()
    if events.isEmpty { showNextKeys() }
    for event in events { handle(event) }
    deliver()
    settle()
    draw()
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
    case .matched(let invocation):
      drop()
      device.note(invocation.text)
      update(.command(invocation))
    case .pending: pending = keys
    case .none:
      let wasPending = !pending.isEmpty
      drop()
      // Esc and a key that arrive together look like Alt with that key.
      if case .alt(let character) = key {
        press(.escape)
        return press(.character(character))
      }
      if case .character(let character) = key, !wasPending, app.contexts[0].takesText {
        update(.text(String(character)))
      } else {
        update(
          .notice(Notice(.info, "\(KeyMap.spelled(keys)) does nothing here. ? shows the keys.")))
      }
    }
  }

  private func drop() {
    pending = []
    nextKeys = []
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
    default: perform(effect)
    }
  }

  /// Gives reads of the store a moment to be answered, so that one frame shows it all. Keys that
  /// are pressed meanwhile are taken too.
  private func settle() {
    let clock = ContinuousClock()
    let deadline = clock.now + Self.patience
    while mailbox.inFlight > 0, end == nil {
      let left = deadline - clock.now
      guard left > .zero else { return }
      let milliseconds = max(1, Int(left / .milliseconds(1)))
      for event in device.waitForEvents(timeout: milliseconds) { handle(event) }
      deliver()
    }
  }

  private func draw() {
    guard end == nil else { return }
    let surface = RootPane(app, pendingKeys: KeyMap.spelled(pending), nextKeys: nextKeys)
      .draw(size: device.size, theme: theme, usesUnicode: device.usesUnicode)
    device.present(surface)
  }
}
