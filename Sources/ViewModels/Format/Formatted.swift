// A value as it stands on screen.

public import Markup

/// Text with its meaning, and a letter that says the same without colour.
public struct Formatted: Equatable, Sendable {
  /// The text, empty when there is nothing.
  public var text: String
  /// What it means.
  public var role: TextRole
  /// `!` for what needs a look, `?` for what is not known, empty otherwise.
  public var mark: String

  /// A formatted value.
  public init(_ text: String, _ role: TextRole = .value, mark: String = "") {
    self.text = text
    self.role = role
    self.mark = mark
  }

  /// The text with its mark before it.
  public var marked: String { mark.isEmpty ? text : "\(mark) \(text)" }

  /// Nothing to show.
  public static let none = Formatted("", .dim)
}
