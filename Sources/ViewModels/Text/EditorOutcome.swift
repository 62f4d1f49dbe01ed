// What comes back from a program of the user's that edited a text. Which program, and how it is
// run, is not known here.

/// What came of editing a text in another program.
public enum EditorOutcome: Equatable, Sendable {
  /// The text is now this. Where the program has not ended well, the sentence says so.
  case changed(String, saying: String? = nil)
  /// The text is what it was.
  case unchanged
  /// The text is what it was, for a reason that the sentence gives; it is for the user.
  case failed(String)
}
