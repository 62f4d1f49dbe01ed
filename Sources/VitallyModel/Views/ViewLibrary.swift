// The saved views of a workspace, in the user's order, and what can be done with them.

/// All saved views.
public struct ViewLibrary: Hashable, Sendable {
  /// The views, in order: those that can be changed first.
  public var views: [SavedView]
  /// The columns that the user has chosen for lists without a view.
  public var columns: [Resource: [ListColumn]] = [:]
  /// What could not be read, one sentence each: the file, the line, the reason.
  public var problems: [String]
  /// Whether views that come with vitty were deleted.
  public var lacksShipped: Bool

  /// Creates a library.
  public init(_ views: [SavedView], problems: [String] = [], lacksShipped: Bool = false) {
    self.views = views
    self.problems = problems
    self.lacksShipped = lacksShipped
  }

  /// The views that come with vitty.
  public static let shipped = ViewLibrary(SavedView.Shipped.allCases.map(\.view))

  /// The view with a name; nil if there is none.
  public func view(_ name: String) -> SavedView? { views.first { $0.isCalled(name) } }

  /// The view that a number from 1 or a name means: its whole name, or how only one begins.
  public func view(meant text: String) -> SavedView? {
    if let view = view(text) { return view }
    if let number = Int(text) {
      return views.dropFirst(number - 1).first(where: { _ in number > 0 })
    }
    let start = text.trimmed.folded
    let found = views.filter { !start.isEmpty && $0.name.folded.hasPrefix(start) }
    return found.count == 1 ? found[0] : nil
  }
}

/// A change to the saved views.
public enum ViewEdit: Hashable, Sendable {
  /// Keeps a line under a name; a view that has the name gets the line.
  case save(String, Resource, line: String)
  /// Gives a view another name.
  case rename(String, to: String)
  case delete(String)
  /// Moves a view up or down among those that can be changed.
  case move(String, by: Int)
  /// Chooses the columns of a list; nil for those that it has by itself.
  case columns(Resource, [ListColumn]?)
  /// Makes a view that comes with vitty what it was.
  case reset(String)
  /// Brings back the views that come with vitty and were deleted.
  case restore
}
