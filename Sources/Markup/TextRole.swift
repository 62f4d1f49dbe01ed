// The one list of what a piece of text can mean, for the whole program.
// It must not know colours: a theme turns a role into a style.

/// What a piece of text means. The raw value is the name that a theme file uses.
public enum TextRole: String, CaseIterable, Sendable, Hashable {
  /// Text without a meaning of its own.
  case plain
  /// The name of what a screen or pane shows.
  case title
  /// A heading inside a text or a list.
  case heading
  /// The name of a field.
  case label
  /// The value of a field.
  case value
  /// Text that matters less than what stands around it.
  case dim
  /// Stressed text, italics in most fonts.
  case emphasis
  /// Strongly stressed text, bold in most fonts.
  case strong
  /// Underlined text.
  case underline
  /// Text that was struck out.
  case strike
  /// Program text or other text in a fixed font.
  case code
  /// Text that quotes somebody.
  case quote
  /// The text of a link.
  case link
  /// Text that should catch the eye without being good or bad.
  case accent
  /// A state that is as it should be.
  case good
  /// A state to look after.
  case warning
  /// A state that is wrong.
  case bad
  /// A neutral notice.
  case info
  /// A change that the server does not have yet.
  case pending
  /// The selected row of the pane that has the keys.
  case selected
  /// The selected row of a pane that does not have the keys.
  case selectedInactive
  /// Lines and frames.
  case border
  /// The tab that is shown.
  case tabActive
  /// A tab that is not shown.
  case tab
  /// The status bar.
  case statusBar
  /// A warning in the status bar.
  case statusWarning
  /// A failure in the status bar.
  case statusBad
  /// The name of a key to press.
  case key
  /// Text that a search or filter found.
  case match
  /// What stands where something is missing.
  case placeholder
  /// What is wrong with something the user typed.
  case error
  /// The head of a group of rows.
  case group
}
