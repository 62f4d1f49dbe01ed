// A column that the user has chosen for a list.

/// A chosen column.
public struct ListColumn: Hashable, Sendable {
  /// The field that it shows.
  public var path: FieldPath
  /// Its width in terminal columns; nil for as wide as such values usually are.
  public var width: Int?

  /// The widths that can be chosen.
  public static let widths = 3...80

  /// A column.
  public init(_ path: FieldPath, width: Int? = nil) {
    self.path = path
    self.width = width
  }

  /// Reads `healthScore` or `healthScore/12`.
  public init(_ text: String) {
    let (name, width) = Self.parts(of: text)
    self.init(FieldPath(name), width: width)
  }

  /// The text that `init` reads.
  public var text: String { path.text + (width.map { "/\($0)" } ?? "") }

  /// A name and the width behind it, if there is one that can be chosen.
  static func parts(of text: String) -> (name: String, width: Int?) {
    guard let slash = text.lastIndex(of: "/"), slash > text.startIndex,
      let width = Int(text[text.index(after: slash)...]), widths.contains(width)
    else { return (text, nil) }
    return (String(text[..<slash]), width)
  }
}
