// A terminal device for tests: events are injected, surfaces can be read.

private import CNcurses
private import Glibc

/// A terminal that exists in memory.
public final class VirtualTerminal: TerminalDevice {
  /// The last size that was set.
  public private(set) var size: Size
  /// As given.
  public let colors: Int
  /// As given.
  public let usesUnicode: Bool

  /// Every surface that was shown, oldest first, without repetitions.
  public private(set) var presented: [Surface] = []
  /// Texts that were sent to the clipboard.
  public private(set) var copied: [String] = []
  /// The last activity noted.
  public private(set) var lastNote = ""
  /// How often the process would have been stopped.
  public private(set) var suspendCount = 0
  /// How often a full redraw was requested.
  public private(set) var redrawCount = 0
  /// How often the terminal was handed over to another program.
  public private(set) var handOverCount = 0
  /// Whether the terminal was closed.
  public private(set) var isClosed = false

  private let wakeDescriptor: Int32
  private var events: [TerminalEvent] = []

  /// A terminal of a size.
  /// - Parameter wakeDescriptor: Becomes readable when another thread wants attention; -1 for none,
  ///   and then waiting returns at once.
  public init(
    size: Size, colors: Int = 256, usesUnicode: Bool = true, wakeDescriptor: Int32 = -1
  ) {
    self.size = size
    self.colors = colors
    self.usesUnicode = usesUnicode
    self.wakeDescriptor = wakeDescriptor
  }

  /// The last surface that was shown.
  public var last: Surface? { presented.last }

  /// Injects events, which the next wait returns.
  public func send(_ events: [TerminalEvent]) {
    self.events += events
  }

  /// Resizes the window and reports it.
  public func resize(to size: Size) {
    self.size = size
    send([.resize(size)])
  }

  /// Whether injected events wait.
  public var hasInput: Bool { !events.isEmpty }

  /// Returns all injected events. If there are none, waits on the wake descriptor.
  public func waitForEvents(timeout milliseconds: Int?) -> [TerminalEvent] {
    if events.isEmpty, wakeDescriptor >= 0 { waitForWake(milliseconds) }
    defer { events = [] }
    return events
  }

  /// Stores the surface.
  public func present(_ surface: Surface) {
    if surface != last { presented.append(surface) }
  }

  /// Counts, and reports that the process has resumed.
  public func suspend() {
    suspendCount += 1
    send([.continued])
  }

  /// Counts.
  public func redraw() {
    redrawCount += 1
  }

  /// Stores the text if a real terminal would send it.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard ClipboardSequence(text) != nil else { return false }
    copied.append(text)
    return true
  }

  /// Counts and runs the body.
  public func handOver(_ body: () -> Void) {
    handOverCount += 1
    body()
  }

  /// Stores the activity.
  public func note(_ activity: String) {
    lastNote = activity
  }

  /// Records the call.
  public func close() {
    isClosed = true
  }

  private func waitForWake(_ milliseconds: Int?) {
    guard vt_poll([wakeDescriptor], 1, -1, Int32(milliseconds ?? -1)) & 1 != 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 64)
    _ = read(wakeDescriptor, &bytes, bytes.count)
    send([.wake])
  }
}
