// A list under a name: a saved view is a name and one line of the filter language.

/// A saved view.
public struct SavedView: Hashable, Sendable {
  /// Where a view comes from.
  public enum Source: Hashable, Sendable {
    /// The user made it.
    case own
    /// It comes with vitty.
    case shipped(Shipped)
    /// It is in a file that vitty only reads.
    case configured
  }

  /// Its name, which no other view has.
  public var name: String
  /// What it lists.
  public var resource: Resource
  /// Its line, as one would type it as a filter.
  public var line: String
  /// Where it comes from.
  public var source: Source

  /// Creates a view.
  public init(_ name: String, _ resource: Resource, _ line: String, source: Source = .own) {
    self.name = name
    self.resource = resource
    self.line = line
    self.source = source
  }

  /// Whether it can be changed.
  public var isReadOnly: Bool { source == .configured }

  /// Whether it comes with vitty, and the user has changed it.
  public var isChangedShipped: Bool {
    guard case .shipped(let shipped) = source else { return false }
    return self != shipped.view
  }

  /// Whether it has a name. Case and accents don't matter.
  public func isCalled(_ name: String) -> Bool {
    self.name.trimmed.folded == name.trimmed.folded
  }
}
