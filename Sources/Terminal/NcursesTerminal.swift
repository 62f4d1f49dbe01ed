// The real terminal: its events, signals and modes, and restoring them.

private import CNcurses
private import Glibc

/// The terminal of the process. Only one can be open at a time, used from one thread.
///
/// While it is open, SIGTERM, SIGHUP and SIGINT arrive as events, and the terminal is restored
/// before a fatal signal ends the process.
public final class NcursesTerminal: TerminalDevice {
  /// The size of the window.
  public private(set) var size: Size
  /// Whether the locale is UTF-8; otherwise non-ASCII characters are shown as "?".
  public let usesUnicode: Bool
  /// The number of colours; 0 if colours are turned off.
  public var colors: Int { screen.colors }
  /// The terminal type in use, which is not $TERM if that type is unknown.
  public var type: String { screen.type }

  private let options: Options
  private let wakeDescriptor: Int32
  private let signalDescriptor: Int32
  private var screen: CursesScreen
  private var decoder: InputDecoder
  private var isOpen = true
  /// The latest surface, while the one before it is still on its way.
  private var delayed: Surface?

  /// Opens the terminal.
  /// - Parameter wakeDescriptor: Becomes readable when another thread wants attention; its bytes
  ///   are read and dropped. -1 for none.
  public static func open(
    options: Options, wakeDescriptor: Int32 = -1
  ) throws(TerminalError) -> NcursesTerminal {
    try NcursesTerminal(options: options, wakeDescriptor: wakeDescriptor)
  }

  private init(options: Options, wakeDescriptor: Int32) throws(TerminalError) {
    guard isatty(options.input) == 1, isatty(options.output) == 1 else { throw .notATerminal }
    self.options = options
    decoder = InputDecoder(escapeDelay: .milliseconds(options.escapeDelay))
    self.wakeDescriptor = wakeDescriptor
    usesUnicode = vt_set_locale()
    signalDescriptor = vt_catch_signals()
    guard signalDescriptor >= 0 else { throw .noPipe }
    vt_arm(options.output, options.crashSentence)
    do {
      try Self.checkRoom(on: options.output)
      screen = try CursesScreen(options: options, usesUnicode: usesUnicode)
    } catch {
      vt_disarm()
      vt_release_signals()
      throw error
    }
    size = screen.measured()
    enter()
  }

  deinit {
    close()
  }

  /// Refuses a single column or line, where curses would scroll with each cell. A size of 0 means
  /// that the size is unknown.
  private static func checkRoom(on output: Int32) throws(TerminalError) {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0 else { return }
    let size = Size(width: Int(window.ws_col), height: Int(window.ws_row))
    if size.width == 1 || size.height == 1 { throw .tooSmall(size) }
  }

  // MARK: Events

  /// Blocks in `poll` on the terminal, the signals and the wake descriptor.
  public func waitForEvents(timeout milliseconds: Int?) -> [TerminalEvent] {
    let end = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while isOpen {
      let events = collectEvents(until: [end, decoder.deadline].compactMap { $0 }.min())
      if !events.isEmpty { return events }
      if let end, ContinuousClock.now >= end { break }
    }
    return []
  }

  private func collectEvents(until end: ContinuousClock.Instant?) -> [TerminalEvent] {
    let descriptors = [options.input, signalDescriptor, wakeDescriptor]
    let ready = vt_poll(descriptors, 3, vt_behind(), end.map(Self.millisecondsLeft) ?? -1)
    catchUp()
    var events = takeSignals()
    events += decoder.decode(readInput(), at: ContinuousClock.now)
    if ready & 0b100 != 0 {
      drainWakeDescriptor()
      events.append(.wake)
    }
    let isGone = ready & 0x100 != 0
    if isGone, !events.contains(.hangUp) { events.append(.hangUp) }
    return events
  }

  /// Whether a key, a signal or the wake descriptor waits.
  public var hasInput: Bool {
    vt_poll([options.input, signalDescriptor, wakeDescriptor], 3, -1, 0) != 0
  }

  private func takeSignals() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    while case let signal = vt_next_signal(), signal != 0 {
      switch signal {
      case SIGWINCH: break
      case SIGHUP: events.append(.hangUp)
      case SIGTSTP: suspend()
      case SIGCONT:
        resume()
        events.append(.continued)
      default: events.append(.terminate)
      }
    }
    let current = screen.measured()
    if current != size {
      size = current
      screen.invalidate()
      events.append(.resize(current))
    }
    return events
  }

  private func readInput() -> [UInt8] {
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = Int(vt_read(&buffer, Int32(buffer.count))), count > 0 {
      input += buffer[..<count]
    }
    return input
  }

  private func drainWakeDescriptor() {
    var bytes = [UInt8](repeating: 0, count: 64)
    _ = read(wakeDescriptor, &bytes, bytes.count)
  }

  /// Rounded up, so that the deadline has passed after the wait.
  private static func millisecondsLeft(until end: ContinuousClock.Instant) -> Int32 {
    let left = max(.zero, end - ContinuousClock.now)
    return Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
  }

  // MARK: Drawing

  /// Sends what differs from the previous surface; nothing if it is the same. While the terminal has
  /// not taken that one yet, only the latest of those that follow is kept: however slow it is, it is
  /// one frame behind.
  public func present(_ surface: Surface) {
    guard isOpen else { return }
    delayed = surface
    catchUp()
  }

  /// Sends the rest of a frame and then the delayed one, as far as the terminal takes them.
  private func catchUp() {
    guard vt_flush(), let surface = delayed else { return }
    delayed = nil
    screen.present(surface)
  }

  /// Makes the next surface be sent completely.
  public func redraw() {
    if isOpen { screen.forget() }
  }

  /// Sends OSC 52, bypassing curses.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard isOpen, let sequence = ClipboardSequence(text) else { return false }
    send(sequence.bytes)
    return true
  }

  /// Stores the activity in memory; only a crash writes it to the log.
  public func note(_ activity: String) {
    vt_note(activity)
  }

  // MARK: Opening, suspending and closing

  /// Restores the terminal and stops the process.
  public func suspend() {
    handOver { vt_stop() }
  }

  /// Leaves curses while `body` runs. Meanwhile Ctrl-C and Ctrl-\ affect only the other program;
  /// Ctrl-Z stops both.
  public func handOver(_ body: () -> Void) {
    guard isOpen else { return body() }
    leave()
    vt_leave()
    vt_yield_signals()
    body()
    vt_reclaim_signals()
    resume()
  }

  /// Restores modes, screen, standard error and signals.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    leave()
    vt_close()
    vt_disarm()
    vt_release_signals()
  }

  private func resume() {
    vt_resume()
    screen.invalidate()
    enter()
  }

  private func enter() {
    if let log = options.logDescriptor { vt_errors_to(log) }
    vt_screen_is_up(true)
    vt_reports_off()
    send(Array("\u{1B}[?2004h".utf8))
  }

  private func leave() {
    send(Array("\u{1B}[?2004l".utf8))
    vt_screen_is_up(false)
    vt_errors_back()
  }

  private func send(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { vt_send($0.baseAddress, $0.count) }
  }
}

extension NcursesTerminal {
  /// How a terminal is opened.
  public struct Options: Sendable {
    /// Milliseconds to wait after ESC for the rest of a sequence: 25, or 100 over a slow line.
    public var escapeDelay = 25
    /// Whether to use colours; attributes are always used.
    public var usesColor = true
    /// The log file to use as standard error while the screen is open: crash messages of the
    /// runtime would be lost on the screen. Nil leaves standard error alone.
    public var logDescriptor: Int32?
    /// One sentence for the user after a crash, naming the log file; cut to 500 bytes.
    public var crashSentence = "The program crashed."
    /// The terminal to read keys from.
    public var input: Int32 = 0
    /// The descriptor to draw on.
    public var output: Int32 = 1
    /// The terminal type; nil uses $TERM.
    public var type: String?

    /// The default options.
    public init() {}
  }
}
