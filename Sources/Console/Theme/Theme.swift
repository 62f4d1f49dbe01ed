// Maps roles to styles, using only the sixteen colours that users configure in their terminal.

public import Markup
public import Terminal

/// A style for each role, readable on dark and light backgrounds.
public struct Theme: Sendable {
  private let styles: [TextRole: Style]

  /// A theme; missing roles are plain.
  public init(_ styles: [TextRole: Style]) { self.styles = styles }

  /// The style of a role.
  public func style(_ role: TextRole) -> Style { styles[role] ?? .plain }

  /// A role laid over what is drawn already: its colours where it has any, its attributes added.
  /// Reversed it is a bar of one colour, whatever stands on it.
  public func overlay(_ role: TextRole, on style: inout Style) {
    let over = self.style(role)
    if over.attributes.contains(.reverse) {
      style = over
      return
    }
    if over.foreground != .standard { style.foreground = over.foreground }
    if over.background != .standard { style.background = over.background }
    style.attributes.formUnion(over.attributes)
  }

  /// The theme for a terminal with this many colours.
  public static func standard(colors: Int) -> Theme { colors >= 8 ? .color : .monochrome }

  /// Attributes only, for `NO_COLOR` and terminals without colours.
  public static let monochrome = Theme([
    .title: Style(attributes: .bold), .heading: Style(attributes: .bold),
    .strong: Style(attributes: .bold), .emphasis: Style(attributes: .underline),
    .underline: Style(attributes: .underline), .link: Style(attributes: .underline),
    .bad: Style(attributes: .bold), .error: Style(attributes: .bold),
    .dim: Style(attributes: .dim), .placeholder: Style(attributes: .dim),
    .selected: Style(attributes: .reverse), .selectedInactive: Style(attributes: .underline),
    .tabActive: Style(attributes: [.bold, .reverse]), .statusBar: Style(attributes: .reverse),
    .statusWarning: Style(attributes: .reverse), .statusBad: Style(attributes: [.reverse, .bold]),
    .key: Style(attributes: .bold), .match: Style(attributes: .reverse),
    .pending: Style(attributes: .bold), .group: Style(attributes: .bold),
  ])

  /// The sixteen colours.
  public static let color = Theme([
    .title: Style(attributes: .bold), .heading: Style(foreground: cyan, attributes: .bold),
    .label: Style(foreground: cyan), .dim: Style(attributes: .dim),
    .emphasis: Style(attributes: .italic), .strong: Style(attributes: .bold),
    .underline: Style(attributes: .underline), .code: Style(foreground: magenta),
    .quote: Style(attributes: .dim), .link: Style(foreground: blue, attributes: .underline),
    .accent: Style(foreground: magenta), .good: Style(foreground: green),
    .warning: Style(foreground: yellow), .bad: Style(foreground: red, attributes: .bold),
    .info: Style(foreground: cyan), .pending: Style(foreground: magenta),
    .selected: Style(attributes: .reverse), .selectedInactive: Style(attributes: .underline),
    .border: Style(attributes: .dim), .tabActive: Style(attributes: [.bold, .reverse]),
    .statusBar: Style(attributes: .reverse),
    .statusWarning: Style(foreground: yellow, attributes: .reverse),
    .statusBad: Style(foreground: red, attributes: [.reverse, .bold]),
    .key: Style(attributes: .bold), .match: Style(foreground: yellow, attributes: .reverse),
    .placeholder: Style(attributes: .dim), .error: Style(foreground: red, attributes: .bold),
    .group: Style(attributes: .bold),
  ])

  private static let red = Color.palette(1)
  private static let green = Color.palette(2)
  private static let yellow = Color.palette(3)
  private static let blue = Color.palette(4)
  private static let magenta = Color.palette(5)
  private static let cyan = Color.palette(6)
}
