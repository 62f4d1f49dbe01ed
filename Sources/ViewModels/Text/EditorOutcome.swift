// The result of editing a text in an external editor. It knows nothing about which program runs, or
// how.

/// The outcome of an external edit.
public enum EditorOutcome: Equatable, Sendable {
  /// The text as it is now, of which a draft may have been kept already. If the program has failed,
  /// the sentence says so.
  case changed(String, saying: String? = nil)
  /// The text was not changed.
  case unchanged
  /// The editor has returned at once, but may still have the text open. The sentence says what that
  /// means.
  case returned(String)
  /// The text was not changed, for the reason in the sentence, which is for the user.
  case failed(String)
}
