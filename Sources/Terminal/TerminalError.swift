// Why the terminal can't be used.

/// A terminal could not be opened.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Input or output is a file, a pipe or nothing.
  case notATerminal
  /// Neither this type nor xterm-256color is known on this machine.
  case unknownType(String)
  /// The terminal can't position the cursor, like a printer.
  case cannotPlaceCursor(String)
  /// The window is too small.
  case tooSmall(Size)
  /// No pipe could be created.
  case noPipe

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .notATerminal: "Input and output must be a terminal."
    case .unknownType(let type):
      "The terminal type \"\(type)\" is not known on this machine: set TERM to another."
    case .cannotPlaceCursor(let type):
      "A terminal of type \"\(type)\" can't move the cursor: set TERM to the type of yours."
    case .tooSmall(let size):
      "The window is only \(size.width)x\(size.height): make it larger and start again."
    case .noPipe: "No pipe could be opened: too many files are open."
    }
  }
}
