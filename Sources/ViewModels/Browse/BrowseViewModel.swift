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

  /// The list, nil for a record that was opened alone.
  public internal(set) var list: ListViewModel?
  /// The detail of the selected record, nil while nothing is selected.
  public internal(set) var detail: DetailViewModel?
  /// Which pane has the keys.
  public internal(set) var focus: Focus
  /// Whether the pane with the keys has the whole screen.
  var isFull = false
  /// Whether the detail stands beside the list where there is room.
  var showsPreview = true
  /// Whether the detail shall follow the selection as soon as its row is there.
  var isStepping = false
  /// The rows of a run down a column that are done, while the next one is on its way; nil otherwise.
  var rowsDone: Set<Ref>?
  /// The record that was changed in one field: the selection stays where it is when that one moves.
  var left: Left?
  /// Whether the detail may say something else of drafts than before.
  var draftsChanged = false
  /// The room that it has.
  private(set) var area = Area(width: 80, height: 24)

  /// A record that may leave its place.
  struct Left: Equatable {
    let ref: Ref
    let title: String
  }

  /// The screen of a resource's list.
  init(listing resource: Resource, in shared: Shared) {
    let query = ListingQuery(resource, openSince: shared.openSince)
    list = ListViewModel(query)
    focus = .list
  }

  /// The screen of a record, with the list that it was opened from for stepping through.
  init(showing ref: Ref, among list: ListViewModel? = nil, in shared: Shared) {
    self.list = list
    detail = DetailViewModel(opening: ref, in: shared)
    focus = .detail
  }

  /// The list that has the keys: the screen's own, or the one in the detail's tab.
  public var focusedList: ListViewModel? { focus == .list ? list : detail?.related }

  /// The row that commands are about.
  public var selectedRow: ListingRow? {
    focusedList.map { $0.selectedRow } ?? detail?.row
  }

  /// What can be ticked off: the record at hand, or the one on the cursor's line of a brief.
  var completable: Record? {
    if let record = selectedRow?.record, record.schema.completion != nil { return record }
    guard focusedList == nil, case .record(let ref)? = detail?.target else { return nil }
    return detail?.recordDetail?.highlights.joined().first {
      $0.ref == ref && $0.schema.completion != nil
    }
  }

  /// The record at hand, also while it is on its way to the screen.
  var selectedRef: Ref? {
    focusedList.map { $0.selectedRow?.record.ref } ?? detail?.ref
  }

  /// The schema of the records that commands are about.
  var selectedSchema: Schema? {
    (focusedList?.query.resource ?? detail?.ref.resource)?.schema
  }

  /// Whether it is the screen of a resource's list.
  func isList(of resource: Resource) -> Bool {
    list?.query.resource == resource && list?.query.parent == nil
  }

  /// Whether a form stands where its detail would be.
  public var lendsDetail: Bool { area.lendsDetail }

  /// How it is divided.
  public var layout: PaneLayout {
    PaneLayout(
      width: area.width, height: area.height, hasList: list != nil,
      showsBoth: showsPreview && !isFull, focusIsList: focus == .list && !area.lendsDetail)
  }

  // MARK: Room

  /// Takes the room that it has.
  mutating func take(_ area: Area, in shared: Shared) -> Outcome {
    self.area = area
    return fit(shared) + followSelection(shared)
  }

  /// What lay over it is gone.
  mutating func uncover(_ shared: Shared) -> Outcome {
    rowsDone = nil
    let outcome = fit(shared) + followSelection(shared)
    defer { draftsChanged = false }
    return draftsChanged ? outcome + requestDetail() : outcome
  }

  /// Gives the panes their sizes; asks for rows that came into sight.
  mutating func fit(_ shared: Shared) -> Outcome {
    let layout = layout
    var outcome = Outcome()
    if list?.resize(height: layout.listHeight) == true { outcome += requestList() }
    if layout.detailWidth > 0, let detail,
      self.detail?.resize(
        width: layout.detailTextWidth,
        height: layout.detailHeight(hasTabs: !detail.links.isEmpty), now: shared.now) == true
    {
      outcome += requestRelated()
    }
    return outcome
  }

  // MARK: Asking

  /// Asks for the rows of the list.
  mutating func requestList() -> Outcome {
    guard let request = list?.request(), let generation = list?.generation else { return [] }
    return [.read(.list, generation: generation, .window(request))]
  }

  /// Asks for the rows of the list in the detail's tab.
  mutating func requestRelated() -> Outcome {
    guard let request = detail?.related?.request(), let generation = detail?.related?.generation
    else { return [] }
    return [.read(.related, generation: generation, .window(request))]
  }

  /// Asks for what the detail shows.
  mutating func requestDetail() -> Outcome {
    guard let generation = detail?.request(), let ref = detail?.ref else { return [] }
    return [.read(.detail, generation: generation, .recordDetail(ref))]
  }

  /// Asks for everything on the screen again.
  mutating func requestAll() -> Outcome { requestList() + requestDetail() + requestRelated() }
}

extension Shared {
  /// What was done today stays in lists of open records until tomorrow.
  var openSince: Moment { now.zone.moment(of: now.today) }
}

extension DetailViewModel {
  /// The detail of a record as it opens.
  init(opening ref: Ref, in shared: Shared) {
    self.init(
      ref, tab: ref.resource.schema.firstTab, width: 40, height: 20, measure: shared.measure,
      keys: shared.keys, openSince: shared.openSince)
  }
}
