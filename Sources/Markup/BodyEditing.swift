// What may be done to a body that is HTML. The answer only; PlainBody finds it.

/// What can be done to an HTML body without losing anything of it.
public enum BodyEditing: Hashable, Sendable {
  /// Only paragraphs, line breaks and text: edited as plain text.
  case plain(String)
  /// Formatted, but the server keeps all of it: text can be added below.
  case appendable
  /// Holds what the server would drop: the words name it ("a table, headings and styles").
  case fixed(String)
}
