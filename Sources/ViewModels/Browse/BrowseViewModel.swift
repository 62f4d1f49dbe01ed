// A screen: a list, the detail of its selected record, or both side by side. Screens are values on
// a stack, so that going back restores everything.

public import VitallyModel

/// The state of a screen.
public struct BrowseViewModel: Equatable, Sendable {
  /// The panes of a screen.
  public enum Focus: Hashable, Sendable {
    case list
    case detail
  }

  /// The list, nil for a record opened on its own.
  public internal(set) var list: ListViewModel?
  /// The detail of the selected record, nil while nothing is selected.
  public internal(set) var detail: DetailViewModel?
  /// The focused pane.
  public internal(set) var focus: Focus
  /// Whether the focused pane fills the whole screen.
  var isFull = false
  /// Whether the detail is shown beside the list where there is room.
  var showsPreview = true
  /// Whether the detail should follow the selection as soon as its row arrives.
  var isStepping = false
  /// The finished rows of a column run that waits for its next row; nil otherwise.
  var rowsDone: Set<Ref>?
  /// The record whose field was changed: if it moves, the selection stays where it is.
  var left: Left?
  /// The records whose messages were fetched because the cursor rested on them: once each.
  var loadedParts: Set<Ref> = []
  /// Which record is in front, and since when.
  var lookWatch = LookWatch()
  /// What was asked in the layer above; nil for nothing.
  var asked: Asked?
  /// The question which records are to be marked; nil while none is open.
  var marksReading: MarksReading?
  /// The number of the last such question.
  var lastMarksReading = 0
  /// Whether a key has just done the last row: the key that is still held must not open that again,
  /// nor go on upwards.
  var isDoneAtEnd = false
  /// What was decided here by single keys.
  var tally = Tally()
  /// Which marked records were put aside last, as a group.
  var asideGroup: String?
  /// The contents of the records before and after the one in the detail.
  var neighbours = Neighbours()
  /// Whether the drafts shown in the detail may be out of date.
  var draftsChanged = false
  /// The records that one steps through where there is no list: those found by a search.
  private(set) var trail: [Ref] = []
  /// The area of the screen.
  private(set) var area = Area(width: 80, height: 24)

  /// A record that may move away.
  struct Left: Equatable {
    let ref: Ref
    let title: String
  }

  /// Creates the screen of a resource's list.
  init(listing resource: Resource, in shared: Shared) {
    let query = ListingQuery(resource, openSince: shared.openSince)
    list = ListViewModel(query)
    list?.chosen = shared.views.columns[resource]
    focus = .list
  }

  /// Creates the screen of a record, with the list that it was opened from for stepping through.
  init(
    showing ref: Ref, among list: ListViewModel? = nil, trail: [Ref] = [], in shared: Shared
  ) {
    self.list = list
    self.trail = trail
    detail = DetailViewModel(opening: ref, in: shared)
    focus = .detail
  }

  /// Whether there are other records to step to.
  var hasSteps: Bool { list != nil || trail.count > 1 }

  /// The record of the trail that is so many steps away, or at its end.
  func recordOnTrail(_ distance: Int) -> Ref? {
    guard let index = trail.firstIndex(where: { $0 == detail?.ref }) else { return nil }
    return trail[max(0, min(index + distance, trail.count - 1))]
  }

  /// Gives a record of the trail its new ref.
  mutating func renameOnTrail(_ old: Ref, to new: Ref) {
    trail = trail.map { $0 == old ? new : $0 }
  }

  /// The record that was read last among those that one steps through, for the screen from which
  /// they were opened.
  var lastRead: Reply? {
    let ref = focus == .list ? list?.selectedRow?.record.ref : detail?.ref
    guard hasSteps, let ref else { return nil }
    return .readLast(ref, of: list?.query.parent)
  }

  /// The focused list: the screen's own, or the one in the detail's tab.
  public var focusedList: ListViewModel? { focus == .list ? list : detail?.related }

  /// The row that commands apply to.
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

  /// What tags are about: what can be ticked off, on the cursor's line as well, or else the record at
  /// hand; nil where that has none.
  var taggable: Ref? {
    let ref = completable.map { $0.schema.takesTags ? $0.ref : nil } ?? selectedRef
    return ref?.resource.schema.takesTags == true ? ref : nil
  }

  /// What a command takes away: the record at hand if its kind allows that, or the one on the
  /// cursor's line of a brief.
  func removable(by action: Write.Action) -> Ref? {
    if let ref = selectedRef, ref.resource.schema.allows(action) { return ref }
    guard focusedList == nil, case .record(let ref)? = detail?.target,
      ref.resource.schema.allows(action)
    else { return nil }
    return detail?.recordDetail?.highlights.joined().first { $0.ref == ref }?.ref
  }

  /// The record at hand, also while it is on its way to the screen.
  var selectedRef: Ref? {
    focusedList.map { $0.selectedRow?.record.ref } ?? detail?.ref
  }

  /// The record that new ones are linked to and others attached to: that of the detail, whatever its
  /// tab lists, or that of the row.
  var parentRef: Ref? { focus == .detail ? detail?.ref : selectedRow?.record.ref }

  /// The schema of the records that commands apply to.
  var selectedSchema: Schema? {
    let row = selectedRow?.record.ref.resource
    return (row ?? focusedList?.query.resource ?? detail?.ref.resource)?.schema
  }

  /// Whether it is the screen of a resource's list, not one of a saved view.
  func isList(of resource: Resource) -> Bool {
    list?.query.resource == resource && list?.query.parent == nil && list?.view == nil
      && list?.isGrouped == false
  }

  /// Whether a form is shown in place of the detail.
  public var lendsDetail: Bool { area.lendsDetail }

  /// The layout of its panes.
  public var layout: PaneLayout {
    PaneLayout(
      width: area.width, height: area.height, hasList: list != nil,
      showsBoth: showsPreview && !isFull, focusIsList: focus == .list && !area.lendsDetail)
  }

  // MARK: Area

  /// Takes a new area.
  mutating func take(_ area: Area, in shared: Shared) -> Outcome {
    self.area = area
    return fit(shared) + followSelection(shared)
  }

  /// The layer above has closed.
  mutating func uncover(_ shared: Shared) -> Outcome {
    rowsDone = nil
    let outcome = fit(shared) + followSelection(shared)
    defer { draftsChanged = false }
    return draftsChanged ? outcome + requestDetail() : outcome
  }

  /// Resizes the panes, and requests rows that became visible.
  mutating func fit(_ shared: Shared) -> Outcome {
    let layout = layout
    var outcome = Outcome()
    outcome += requestList(list?.resize(height: layout.listHeight))
    if layout.detailWidth > 0, let detail {
      let need = self.detail?.resize(
        width: layout.detailTextWidth,
        height: layout.detailHeight(hasTabs: !detail.links.isEmpty), now: shared.now)
      outcome += requestRelated(need)
    }
    return outcome
  }

  // MARK: Requests

  /// Requests the rows of the list anew.
  mutating func requestList() -> Outcome { Self.requestAnew(&list, .list) }

  /// Requests the rows of the list in the detail's tab anew.
  mutating func requestRelated() -> Outcome {
    var related = detail?.related
    defer { detail?.related = related }
    return Self.requestAnew(&related, .related)
  }

  /// Requests rows anew; first the traits that an unread line may speak of.
  private static func requestAnew(_ list: inout ListViewModel?, _ slot: ReadSlot) -> Outcome {
    guard list?.unread != nil, let generation = list?.requestTraits(),
      let resources = list?.query.resources
    else { return read(list?.request(), of: list, slot) }
    return [.read(slot, generation: generation, .traits(resources))]
  }

  /// Reads rows anew because records have changed.
  mutating func refreshList() -> Outcome { Self.read(list?.refresh(), of: list, .list) }

  /// Reads the rows in the detail's tab anew because records have changed.
  mutating func refreshRelated() -> Outcome {
    Self.read(detail?.related?.refresh(), of: detail?.related, .related)
  }

  /// Reads the contents of the detail anew because records have changed.
  mutating func refreshDetail() -> Outcome { read(detail?.refresh()) }

  /// Reads what has changed while an answer was awaited.
  mutating func catchUp() -> Outcome {
    Self.read(list?.catchUp(), of: list, .list)
      + Self.read(detail?.related?.catchUp(), of: detail?.related, .related)
      + read(detail?.catchUp())
  }

  private static func read(
    _ request: WindowRequest?, of list: ListViewModel?, _ slot: ReadSlot
  ) -> Outcome {
    guard let request, let list else { return [] }
    return [.read(slot, generation: list.generation, .window(request))]
  }

  /// Requests rows of the list that a move has made necessary.
  mutating func requestList(_ need: RowNeed?) -> Outcome { Self.request(need, of: &list, .list) }

  /// Requests rows of the list in the detail's tab that a move has made necessary.
  mutating func requestRelated(_ need: RowNeed?) -> Outcome {
    var related = detail?.related
    defer { detail?.related = related }
    return Self.request(need, of: &related, .related)
  }

  /// What is already asked for at once is not asked for again ahead.
  private static func request(
    _ need: RowNeed?, of list: inout ListViewModel?, _ slot: ReadSlot
  ) -> Outcome {
    guard let need, need == .now || (need == .soon && list?.isAsked == false),
      let request = list?.request(need), let generation = list?.generation
    else { return [] }
    let slot = need == .now ? slot : .margin(slot)
    return [.read(slot, generation: generation, .window(request))]
  }

  /// Requests an end of a list, so that a jump there reads nothing.
  static func requestEnd(of list: inout ListViewModel?, _ slot: ReadSlot) -> Outcome {
    guard let (request, generation) = list?.requestEnd() else { return [] }
    return [.read(.end(slot), generation: generation, .window(request))]
  }

  /// Requests the contents of the detail.
  mutating func requestDetail() -> Outcome { read(detail?.request()) }

  private func read(_ generation: Int?) -> Outcome {
    guard let generation, let detail else { return [] }
    return [
      .read(
        .detail, generation: generation,
        .recordDetail(detail.ref, openSince: detail.openSince))
    ]
  }

  /// Requests the contents of a record that is probably shown next.
  mutating func requestNeighbour() -> Outcome {
    guard let list, let detail, list.selectedRow?.record.ref == detail.ref else { return [] }
    // The next ones, the way back, and where another page or jump leads.
    let steps = [list.stride, 2 * list.stride, list.direction, -list.direction, -list.stride]
    let near = steps.map { list.selected + $0 } + [list.window.total - 1, 0]
    let refs = near.compactMap { list.knownRow($0)?.record.ref }
    guard let (ref, generation) = neighbours.ask(for: refs, openSince: detail.openSince)
    else { return [] }
    return [
      .read(
        .neighbour, generation: generation, .recordDetail(ref, openSince: detail.openSince))
    ]
  }

  /// Requests everything on the screen again.
  mutating func requestAll() -> Outcome {
    neighbours.forget()
    return requestList() + requestDetail() + requestRelated()
  }
}

extension Shared {
  /// Records completed today stay in lists of open records until tomorrow.
  var openSince: Moment { now.zone.moment(of: now.today) }
}

extension DetailViewModel {
  /// Creates the detail of a record in its initial state.
  init(opening ref: Ref, in shared: Shared) {
    self.init(
      ref, tab: ref.resource.schema.firstTab, width: 40, height: 20, measure: shared.measure,
      keys: shared.keys, openSince: shared.openSince, zone: shared.now.zone)
  }
}

extension Schema {
  /// Whether its records have tags that can be changed.
  var takesTags: Bool { field("tags")?.writing.onUpdate == true }
}
