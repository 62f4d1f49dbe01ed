// The events of a terminal, as values.

/// Something that a terminal device reports.
public enum TerminalEvent: Equatable, Sendable {
  /// The user pressed a key.
  case key(Key)
  /// The user pasted text. Line ends are newlines; the rest is unchanged.
  case paste(String)
  /// The window was resized.
  case resize(Size)
  /// Another thread wrote to the wake descriptor.
  case wake
  /// The terminal is gone.
  case hangUp
  /// The process was asked to end.
  case terminate
  /// The process was stopped and has resumed.
  case continued
  /// The terminal responded to a request: the sequence without ESC, such as "[0n".
  case report(String)
}
