// A screen: a list, the detail of its selected record, or both side by side. Screens lie on a
// stack as values, so that going back finds everything as it was left.

public import VitallyModel

/// The state of a screen.
public struct BrowseViewModel: Equatable, Sendable {
  /// Which pane has the keys.
  public enum Focus: Hashable, Sendable {
    case list
    case detail
  }

  /// Tells the screen apart from others.
  public let id: Int
  /// The list, nil for a record that was opened alone.
  public var list: ListViewModel?
  /// The detail of the selected record, nil while nothing is selected.
  public var detail: DetailViewModel?
  /// Which pane has the keys.
  public var focus: Focus
  /// The form in the detail's place, nil for none.
  public internal(set) var form: FormViewModel?
  /// Whether the pane with the keys has the whole screen.
  public var isFull = false
  /// Whether the detail shall follow the selection as soon as its row is there.
  var isStepping = false
  /// Whether the detail stands beside the list where there is room.
  public var showsPreview = true

  /// A screen.
  init(id: Int, list: ListViewModel?, detail: DetailViewModel? = nil, focus: Focus) {
    self.id = id
    self.list = list
    self.detail = detail
    self.focus = focus
  }

  /// The list that has the keys: the screen's own, or the one in the detail's tab.
  public var focusedList: ListViewModel? { focus == .list ? list : detail?.related }

  /// The row that commands are about.
  public var selectedRow: ListingRow? {
    focusedList.map { $0.selectedRow } ?? detail?.row
  }

  /// The record at hand, also while it is on its way to the screen.
  var selectedRef: Ref? {
    focusedList.map { $0.selectedRow?.record.ref } ?? detail?.ref
  }

  /// How the screen is divided.
  public func layout(width: Int, height: Int) -> PaneLayout {
    PaneLayout(
      width: width, height: height, hasList: list != nil,
      showsBoth: showsPreview && !isFull, focusIsList: focus == .list && !showsForm)
  }

  /// Whether a form stands in the place of the detail.
  public var showsForm: Bool { form.map { !$0.isBox } ?? false }

  // MARK: Asking

  /// Asks for the rows of the list.
  mutating func requestList() -> [Effect] {
    guard let request = list?.request(), let generation = list?.generation else { return [] }
    return [.read(.list(screen: id), generation: generation, .window(request))]
  }

  /// Asks for the rows of the list in the detail's tab.
  mutating func requestRelated() -> [Effect] {
    guard let request = detail?.related?.request(), let generation = detail?.related?.generation
    else { return [] }
    return [.read(.related(screen: id), generation: generation, .window(request))]
  }

  /// Asks for what the detail shows.
  mutating func requestDetail() -> [Effect] {
    guard let generation = detail?.request(), let ref = detail?.ref else { return [] }
    return [.read(.dossier(screen: id), generation: generation, .dossier(ref))]
  }

  /// Asks for everything on the screen again.
  mutating func requestAll() -> [Effect] { requestList() + requestDetail() + requestRelated() }
}
