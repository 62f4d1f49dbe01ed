// The roles that text can have in the whole program; a theme maps them to styles.

/// The role of a piece of text.
public enum TextRole: String, CaseIterable, Sendable, Hashable {
  /// Text without a special role.
  case plain
  /// The title of a screen or pane.
  case title
  /// A heading inside a text or a list.
  case heading
  /// The name of a field.
  case label
  /// The value of a field.
  case value
  /// Text that matters less than its surroundings.
  case dim
  /// Emphasized text, usually italic.
  case emphasis
  /// Strongly emphasized text, usually bold.
  case strong
  /// Underlined text.
  case underline
  /// Struck-through text.
  case strike
  /// Code and other monospaced text.
  case code
  /// Quoted text.
  case quote
  /// The text of a link.
  case link
  /// Text that stands out without being good or bad.
  case accent
  /// A good state.
  case good
  /// A state that needs attention.
  case warning
  /// A bad state.
  case bad
  /// A neutral notice.
  case info
  /// A change that the server does not have yet.
  case pending
  /// The selected row of the focused pane.
  case selected
  /// The selected row of an unfocused pane.
  case selectedInactive
  /// Lines and frames.
  case border
  /// The current tab.
  case tabActive
  /// Another tab.
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
  /// A placeholder for something missing.
  case placeholder
  /// An error in something the user typed.
  case error
  /// The heading of a group of rows.
  case group
}
