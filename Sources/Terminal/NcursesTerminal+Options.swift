// What the program decides about the terminal before it is opened.

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
    public var crashSentence = "The program stopped by a fault."
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
