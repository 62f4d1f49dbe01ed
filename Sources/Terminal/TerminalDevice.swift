// What the program needs from a terminal; NcursesTerminal is the real one, VirtualTerminal is for
// tests.

/// A terminal, used from one thread.
public protocol TerminalDevice: AnyObject {
  /// The size of the window.
  var size: Size { get }

  /// The number of colours: 256, 16, 8, or 0 if there are none or they are turned off.
  var colors: Int { get }

  /// Whether non-ASCII characters can be shown.
  var usesUnicode: Bool { get }

  /// Waits for events.
  /// - Parameter milliseconds: The timeout; nil waits forever, 0 does not wait.
  /// - Returns: All pending events in order; none after a timeout.
  func waitForEvents(timeout milliseconds: Int?) -> [TerminalEvent]

  /// Whether an event waits, so that there is no time for anything else.
  var hasInput: Bool { get }

  /// Shows a surface. Cheap if it is shown already.
  func present(_ surface: Surface)

  /// Restores the screen, stops the process as Ctrl-Z does, and reopens the screen afterwards.
  func suspend()

  /// Forgets what the terminal shows, so that the next surface is sent completely.
  func redraw()

  /// Sends text to the clipboard of the user's terminal, which may ignore it.
  /// - Returns: False if the text is too long to send.
  @discardableResult
  func copy(_ text: String) -> Bool

  /// Hands the terminal over to another program, such as an editor, while `body` runs.
  func handOver(_ body: () -> Void)

  /// Notes what the program is doing, for the log after a crash. Cheap; truncated to 200 bytes.
  func note(_ activity: String)

  /// Restores the terminal. Further calls do nothing.
  func close()
}
