// All templates that can be chosen: those of files, and those that come with vitty.

/// The templates, in the order in which they are offered.
public struct TemplateLibrary: Hashable, Sendable {
  /// The templates.
  public var templates: [Template]
  /// What could not be read, one sentence each.
  public var problems: [String]

  /// Creates a library of files. Templates that come with vitty stand below them, unless a file has
  /// the name.
  public init(_ files: [Template] = [], problems: [String] = []) {
    let shipped = ShippedTemplate.allCases.map(\.template).filter { shipped in
      !files.contains { $0.isCalled(shipped.name) }
    }
    templates = files + shipped
    self.problems = problems
  }

  /// The template with a name, or the only one that begins so; nil if there is none.
  public func template(_ name: String) -> Template? {
    if let template = templates.first(where: { $0.isCalled(name) }) { return template }
    let start = name.trimmed.folded
    let found = templates.filter { !start.isEmpty && $0.name.folded.hasPrefix(start) }
    return found.count == 1 ? found[0] : nil
  }
}
