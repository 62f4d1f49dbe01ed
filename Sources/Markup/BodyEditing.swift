// How an HTML body can be edited; PlainBody decides.

/// How an HTML body can be edited without losing anything.
public enum BodyEditing: Hashable, Sendable {
  /// Only paragraphs, line breaks and text: it is edited as plain text.
  case plain(String)
  /// Formatted, but the server keeps all of it: text can be added below.
  case appendable
  /// It contains what the server would drop, which the text names ("a table, headings and styles").
  case fixed(String)
}
