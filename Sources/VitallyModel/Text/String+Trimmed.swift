// Typed text without the blanks around it.

extension String {
  /// The text without white space at its ends.
  public var trimmed: String {
    let head = drop { $0.isWhitespace }
    return String(head.reversed().drop { $0.isWhitespace }.reversed())
  }
}
