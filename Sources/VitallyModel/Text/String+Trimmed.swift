// Typed text without the blanks around it.

extension String {
  /// The text without white space at its ends.
  public var trimmed: String {
    var rest = drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
