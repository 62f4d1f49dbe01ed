// A value as shown on screen.

public import Markup

/// Text with its meaning, and a mark that says the same without colour.
public struct Formatted: Equatable, Sendable {
  /// The text, empty when there is nothing.
  public var text: String
  /// What it means.
  public var role: TextRole
  /// `!` if it needs attention, `?` if it is not known, otherwise empty.
  public var mark: String

  /// Creates a formatted value.
  public init(_ text: String, _ role: TextRole = .value, mark: String = "") {
    self.text = text
    self.role = role
    self.mark = mark
  }

  /// The text with its mark in front.
  public var marked: String { mark.isEmpty ? text : "\(mark) \(text)" }

  /// Nothing to show.
  public static let none = Formatted("", .dim)
}
