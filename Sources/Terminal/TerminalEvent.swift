// What can happen at a terminal, as values. Which bytes or signals it was is not told.

/// Something that a terminal device reports.
public enum TerminalEvent: Equatable, Sendable {
  /// The user pressed a key.
  case key(Key)
  /// The user pasted text; its line ends are newlines, anything else is as it came.
  case paste(String)
  /// The window has another size.
  case resize(Size)
  /// Another thread wrote to the wake descriptor.
  case wake
  /// The terminal is gone: nobody will read what is drawn.
  case hangUp
  /// Somebody asked the process to end.
  case terminate
  /// The process was stopped and runs again.
  case continued
  /// The terminal answered a request, as in "[0n": the sequence without its escape.
  case report(String)
}
