// The real terminal: its events, its signals, its modes, and the way back from them.
// Knows keys and surfaces, not what they mean; how curses draws is CursesScreen's affair.

private import CNcurses
private import Glibc

/// The terminal of the process. There can be one at a time, and one thread uses it.
///
/// While it is open, SIGTERM, SIGHUP and SIGINT arrive as events, and a fatal signal restores the
/// terminal before it ends the process.
public final class NcursesTerminal: TerminalDevice {
  /// The size of the window.
  public private(set) var size: Size
  /// Whether the locale is UTF-8; if not, everything but ASCII is shown as "?".
  public let usesUnicode: Bool
  /// How many colours the terminal has; 0 if none are wanted.
  public var colors: Int { screen.colors }
  /// The type that the terminal was opened as: not $TERM if that one is unknown here.
  public var type: String { screen.type }

  private let options: Options
  private let wakeDescriptor: Int32
  private let signalDescriptor: Int32
  private var screen: CursesScreen
  private var decoder: InputDecoder
  private var isOpen = true

  /// Takes the terminal.
  /// - Parameter wakeDescriptor: Readable when another thread wants attention; what it holds is
  ///   read and dropped here. -1 if there is none.
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

  /// In a single column or line curses scrolls with each cell. A window of no size is one whose size
  /// nobody knows.
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
    let ready = vt_poll(descriptors, 3, end.map(Self.millisecondsLeft) ?? -1)
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

  /// Rounded up, so that the end has come when the wait is over.
  private static func millisecondsLeft(until end: ContinuousClock.Instant) -> Int32 {
    let left = max(.zero, end - ContinuousClock.now)
    return Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
  }

  // MARK: Drawing

  /// Sends what differs from the surface before; nothing at all if it is the same.
  public func present(_ surface: Surface) {
    if isOpen { screen.present(surface) }
  }

  /// Makes the next surface go out whole.
  public func redraw() {
    if isOpen { screen.forget() }
  }

  /// Sends OSC 52, past curses.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard isOpen, let sequence = ClipboardSequence(text) else { return false }
    send(sequence.bytes)
    return true
  }

  /// Keeps the activity in memory; only a crash writes it to the log.
  public func note(_ activity: String) {
    vt_note(activity)
  }

  // MARK: Taking the terminal and giving it back

  /// Stops the process, with the terminal as it was before.
  public func suspend() {
    handOver { vt_stop() }
  }

  /// Leaves curses while `body` runs. Ctrl-C and Ctrl-\ then are for the other program; Ctrl-Z
  /// stops both.
  public func handOver(_ body: () -> Void) {
    guard isOpen else { return body() }
    leave()
    vt_leave()
    vt_yield_signals()
    body()
    vt_reclaim_signals()
    resume()
  }

  /// Restores the modes, the screen, the standard error and the signals.
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
    /// Milliseconds to wait after an escape for the rest of a key: 25, or 100 over a slow line.
    public var escapeDelay = 25
    /// Whether colours are wanted; attributes are used in any case.
    public var usesColor = true
    /// The log file, which is the standard error as long as the screen is up: what the runtime
    /// says of a crash would be lost on the screen. Nil leaves the standard error alone.
    public var logDescriptor: Int32?
    /// One sentence for the user after a crash, naming the log file; cut to 500 bytes.
    public var crashSentence = "The program crashed."
    /// The terminal to read keys from.
    public var input: Int32 = 0
    /// The terminal to draw on.
    public var output: Int32 = 1
    /// The type of the terminal; nil takes $TERM.
    public var type: String?

    /// The usual options.
    public init() {}
  }
}
