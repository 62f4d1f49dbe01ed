// Why something pasted is not a key. The text itself is never repeated.

/// A key that cannot be used.
public enum CredentialsError: Error, Hashable, Sendable {
  /// There is nothing but white space.
  case empty
  /// There is a line break, a control character or a letter that no key has.
  case unprintable

  /// What is wrong and what to do.
  public var sentence: String {
    switch self {
    case .empty:
      "The API key is empty: copy it from Settings → Integrations → Vitally REST API."
    case .unprintable:
      "The API key holds a line break or another character that no key has: copy it again from "
        + "Settings → Integrations → Vitally REST API."
    }
  }
}
