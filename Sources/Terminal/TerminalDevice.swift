// What the program needs of a terminal, and no more: events out, surfaces in.
// NcursesTerminal is the real one, VirtualTerminal the one for tests.

/// A terminal, used from one thread.
public protocol TerminalDevice: AnyObject {
  /// The size of the window.
  var size: Size { get }

  /// How many colours there are: 256, 16, 8; 0 if there are none or none are wanted.
  var colors: Int { get }

  /// Whether more than ASCII can be shown.
  var usesUnicode: Bool { get }

  /// Waits until something happens and returns all that has happened.
  /// - Parameter milliseconds: The longest wait; nil waits forever, 0 only looks.
  /// - Returns: Events in order; none after a time-out.
  func waitForEvents(timeout milliseconds: Int?) -> [TerminalEvent]

  /// Shows a surface. Costs nothing if it is the one shown already.
  func present(_ surface: Surface)

  /// Gives the screen back, stops the process as Ctrl-Z does, and takes the screen again.
  func suspend()

  /// Forgets what the terminal shows; the next surface is sent whole.
  func redraw()

  /// Offers text to the clipboard of the user's terminal, which may ignore it.
  /// - Returns: False if the text is too long to be sent.
  @discardableResult
  func copy(_ text: String) -> Bool

  /// Lends the terminal to another program, such as an editor, while `body` runs.
  func handOver(_ body: () -> Void)

  /// Says what the program is doing now, for the log of a crash. Cheap; cut to 200 bytes.
  func note(_ activity: String)

  /// Gives the terminal back as it was. Further calls do nothing.
  func close()
}
