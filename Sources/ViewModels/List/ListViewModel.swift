// A list: its selection, its visible rows, the columns that fit, and how much of it has been
// fetched. It holds the rows around the visible ones and requests others when it gets near them.

public import VitallyModel

/// The state of a list.
public struct ListViewModel: Equatable, Sendable {
  /// The query that it shows: that of the list with its filter.
  public internal(set) var query: ListingQuery
  /// What it shows without its filter.
  var base: ListingQuery
  /// The filter.
  public internal(set) var filter = ListFilter.none
  /// The saved view that it shows, changed or not; nil for none.
  public internal(set) var view: SavedView?
  /// The columns that the user has chosen for such lists; nil for those of the schema.
  var chosen: [ListColumn]?
  /// Columns that are being chosen; nil for none.
  var tried: [ListColumn]?
  /// The records that the user has marked.
  public internal(set) var marks = Marks()
  /// Why the filter can't be read, as a sentence, so that nothing is listed; nil if it can.
  var unreadable: String?
  /// A filter line that is still to be read; nil for none.
  var unread: UnreadLine?
  /// What the list Today is made of; nil for any other list.
  var today: TodayPlan?
  /// The known rows, around the visible ones.
  public internal(set) var window: ListingWindow
  /// The index of the selected row.
  public internal(set) var selected = 0
  /// The index of the first visible row.
  public private(set) var top = 0
  /// How many rows fit on screen.
  public private(set) var height: Int
  /// Whether any answer has arrived.
  public private(set) var isLoaded = false
  /// The number of the last request: answers to older ones are ignored.
  public private(set) var generation = 0
  /// Whether the last request for rows that are needed at once is still unanswered.
  private(set) var isAsked = false
  /// Whether records have changed since the rows were asked for that are awaited.
  private var isOutdated = false
  /// Whether the rows of the query have been looked for so long that the header says so.
  private(set) var saysWait = false
  /// The first and the last rows where they are not in the window, so that both ends are at hand.
  var ends = ListEnds()
  /// The direction of the last move: 1 for down, -1 for up.
  public private(set) var direction = 1
  /// The rows that the last move passed, negative for up; that of a jump to an end is none.
  private(set) var stride = 1
  /// How many screens of rows to read ahead: more while the user pages on.
  private var reach = 1

  /// The least and the most screens that a move reads ahead.
  private static let nearest = 2
  private static let furthest = 8

  var selectedRef: Ref?
  /// The folded group that is selected; nil for none.
  var selectedGroup: String?
  /// Where the cursor was in groups that were folded.
  var leftInGroup: [String: Ref] = [:]
  /// Whether the user made the selection. A list that was not touched stays at its top while rows
  /// arrive above.
  var isPinned = false
  /// The anchor of the last request: the selection may have moved on since.
  private var askedFor: Ref?
  /// The record that is selected as soon as rows arrive, if it is among them; nil for none.
  private var wanted: Ref?
  /// The status received since the last request: the answer may have been read before it.
  private var news: [ListKey: SyncStatus] = [:]

  /// Creates a list that hasn't requested anything yet.
  public init(_ query: ListingQuery, height: Int = 20) {
    self.query = query
    base = query
    self.height = max(1, height)
    window = ListingWindow(query: query)
  }

  /// The selected row, nil in an empty list or while it is loading: rows of an older query are
  /// still drawn, but commands don't apply to them.
  public var selectedRow: ListingRow? { isCurrent ? row(selected) : nil }

  /// Whether it shows archived, churned and completed records, whatever its filter is.
  public var showsHidden: Bool { base.showsHidden }

  /// Whether the rows are those of the query.
  public var isCurrent: Bool { window.query == query }

  /// A row by its index, nil when it is not known.
  public func row(_ number: Int) -> ListingRow? { window.row(at: number) }

  /// A row by its index, also one at an end of the list.
  func knownRow(_ number: Int) -> ListingRow? {
    row(number) ?? ends.row(number, of: window)
  }

  // MARK: Moving

  /// Selects another row, at most the first or last. Returns how urgently rows are needed.
  public mutating func move(by distance: Int) -> RowNeed {
    move(to: selected + distance, turning: distance < 0 ? -1 : 1)
  }

  /// Selects a row by its index. Returns how urgently rows are needed.
  public mutating func move(to number: Int) -> RowNeed { move(to: number, turning: 1) }

  private mutating func move(to number: Int, turning step: Int) -> RowNeed {
    let before = selected
    wanted = nil
    selected = stop(near: max(0, min(number, window.total - 1)), turning: step)
    isPinned = true
    keepInSight()
    if !knows(inSight), isCurrent, let end = ends.window(with: inSight, of: window) {
      ends.keep(window, height: height)
      window = end
    }
    noteSelection()
    let need = need
    if need != .nothing, before != selected {
      let isOnward = (selected > before) == (direction > 0)
      reach = isOnward ? min(reach * 2, Self.furthest) : Self.nearest
    }
    if before != selected { direction = selected > before ? 1 : -1 }
    if before != selected, abs(selected - before) <= 2 * height { stride = selected - before }
    return need
  }

  /// Keeps the selection on its record from now on.
  public mutating func pin() { isPinned = true }

  /// Keeps the selection at its position from now on, whatever record is there.
  public mutating func stay() {
    wanted = nil
    selectedRef = nil
    selectedGroup = nil
    isPinned = true
  }

  /// Selects a record as soon as its row is known.
  public mutating func select(_ ref: Ref) {
    wanted = nil
    selectedRef = ref
    selectedGroup = nil
    isPinned = true
  }

  /// Selects a record with the next rows if the list has it; otherwise the selection stays.
  mutating func selectIfListed(_ ref: Ref) { wanted = ref }

  /// The cursor, to be noted.
  var cursor: ResumePoint.Cursor {
    ResumePoint.Cursor(
      index: selected, top: top, ref: selectedRef, group: selectedGroup, isPinned: isPinned)
  }

  /// Puts the cursor where it was in an earlier session, before any row is known.
  mutating func resume(_ cursor: ResumePoint.Cursor) {
    isPinned = cursor.isPinned
    guard isPinned else { return }
    (selected, top) = (cursor.index, cursor.top)
    (selectedRef, selectedGroup) = (cursor.ref, cursor.group)
  }

  /// Takes a new number of visible rows. Returns how urgently rows are needed.
  public mutating func resize(height: Int) -> RowNeed {
    self.height = max(1, height)
    keepInSight()
    return isLoaded ? need : .nothing
  }

  private mutating func keepInSight() {
    top = Selection.top(top, keeping: selected, height: height, of: window.total)
    // The heading of a group comes with its first row.
    if top == selected, top > 0, height > 1, window.heading(at: top - 1)?.isFolded == false {
      top -= 1
    }
  }

  /// Notes what is selected.
  private mutating func noteSelection() {
    selectedRef = selectedRow?.record.ref
    selectedGroup = isCurrent ? foldedGroup?.id : nil
  }

  /// The visible rows.
  private var inSight: Range<Int> { top..<max(top, min(top + height, window.total)) }

  /// The visible rows with those of the next page, and half a screen behind them.
  private var nearby: Range<Int> {
    let (above, below) = direction > 0 ? (height / 2, height) : (height, height / 2)
    let first = max(0, top - above)
    return first..<max(first, min(top + height + below, window.total))
  }

  private func knows(_ rows: Range<Int>) -> Bool { rows.isEmpty || window.holds(rows) }

  /// How urgently rows are needed.
  private var need: RowNeed { knows(nearby) ? .nothing : knows(inSight) ? .soon : .now }

  // MARK: Requests

  /// Shows another query: from the top, or with the same record selected if it is still there.
  public mutating func show(
    _ base: ListingQuery, with filter: ListFilter = .none, keepingSelection: Bool
  ) {
    self.base = base
    self.filter = filter
    let former = query
    query = filter.filter.applied(to: base)
    // A range begins and ends among the same rows.
    if query != former { marks.rangeStart = nil }
    unreadable = nil
    saysWait = false
    ends.drop()
    if !keepingSelection {
      selected = 0
      top = 0
      selectedRef = nil
      selectedGroup = nil
      isPinned = false
    }
  }

  /// Says that the rows of a query are still being looked for, if they are.
  mutating func sayWait(for query: ListingQuery) {
    if query == self.query, !isCurrent, isAsked { saysWait = true }
  }

  /// The next request when everything may have changed: the visible rows, with a screen on both
  /// sides. Of another query those in sight come first, unless they are around a selected record.
  public mutating func request() -> WindowRequest {
    ends.drop()
    reach = 1
    let isKnown = isLoaded && isCurrent
    return isKnown || isPinned || wanted != nil ? request(.now, above: 1, below: 1) : request(.now)
  }

  /// The next request because records have changed. Nil while rows are awaited: then they are asked
  /// for again once those are there, so that changes in quick succession never keep them away.
  mutating func refresh() -> WindowRequest? {
    ends.drop()
    // Once an unread line is read, rows are asked for anyway.
    if unread != nil { return nil }
    if isAsked { isOutdated = true }
    return isAsked ? nil : request()
  }

  /// The number of a request for what an unread filter line may speak of: rows come after it.
  mutating func requestTraits() -> Int {
    generation += 1
    isAsked = true
    return generation
  }

  /// The request that `refresh` has put off; nil if there is none, or rows are still awaited.
  mutating func catchUp() -> WindowRequest? { isOutdated && !isAsked ? request() : nil }

  /// The rows of a request could not be read.
  mutating func fail(generation: Int) {
    guard generation == self.generation else { return }
    isAsked = false
    saysWait = false
    if wanted == askedFor { wanted = nil }
  }

  /// The next request because of a move: the rows in sight and the next screen if they are lacking,
  /// since they are waited for; otherwise with a screen behind them and more in the direction of
  /// travel. Of another query only those in sight.
  public mutating func request(_ need: RowNeed) -> WindowRequest {
    if need == .now {
      if !isLoaded || !isCurrent { return request(need, above: 0, below: 0) }
      return direction > 0
        ? request(need, above: 0, below: 1) : request(need, above: 1, below: 0)
    }
    return direction > 0
      ? request(need, above: 1, below: reach) : request(need, above: reach, below: 1)
  }

  /// The next request for the visible rows and some screens around them.
  private mutating func request(_ need: RowNeed, above: Int, below: Int) -> WindowRequest {
    generation += 1
    isAsked = need == .now
    isOutdated = false
    askedFor = wanted ?? (isPinned ? selectedRef : nil)
    news = [:]
    return WindowRequest(
      query: query, rows: max(0, top - above * height)..<(top + (1 + below) * height),
      anchor: askedFor)
  }

  /// A request for an end of the list that is not known; nil when both are at hand.
  public mutating func requestEnd() -> (WindowRequest, generation: Int)? {
    guard isLoaded, isCurrent, let rows = ends.missing(beside: window, height: height)
    else { return nil }
    return (WindowRequest(query: query, rows: rows), ends.ask())
  }

  /// Takes the rows of an end.
  public mutating func receiveEnd(_ window: ListingWindow, generation: Int) {
    guard window.query == query, window.total == self.window.total else { return }
    ends.receive(window, generation: generation, height: height)
  }

  /// Takes an answer. Answers to older requests and other queries are dropped. Returns how urgently
  /// rows are still needed.
  public mutating func receive(_ window: ListingWindow, generation: Int) -> RowNeed {
    guard generation == self.generation, window.query == query else { return .nothing }
    isAsked = false
    saysWait = false
    if let wanted, wanted == askedFor {
      self.wanted = nil
      if window.line(of: wanted) != nil { select(wanted) }
    }
    // The rows around a record that is no longer selected may lack the one that is.
    if isPinned, let selectedRef, selectedRef != askedFor, askedFor != nil,
      window.line(of: selectedRef) == nil
    {
      return .now
    }
    let line = selected - top
    if self.window.query == query { ends.keep(self.window, height: height) }
    self.window = window
    marks.follow(window)
    for (key, status) in news { self.window.take(status, of: key) }
    isLoaded = true
    if let row = rowOfSelection {
      selected = row
      top = max(0, row - line)
    } else {
      selected = stop(near: max(0, min(selected, window.total - 1)), turning: 1)
    }
    keepInSight()
    noteSelection()
    return need
  }

  /// The row of the selected record, nil when it is not known.
  private var rowOfSelection: Int? {
    if let selectedGroup { return window.groups.first { $0.id == selectedGroup }?.line }
    guard isPinned, let selectedRef else { return nil }
    if selectedRef == askedFor, let anchor = window.anchor { return anchor }
    return window.line(of: selectedRef)
  }

  /// Takes a new sync status of the list, or of one that it is put together from.
  public mutating func receive(_ status: SyncStatus, of key: ListKey) {
    window.take(status, of: key)
    news[key] = status
  }

  /// Gives a record its new ref.
  public mutating func rename(_ old: Ref, to new: Ref) {
    if selectedRef == old { selectedRef = new }
    if wanted == old { wanted = new }
    marks.rename(old, to: new)
    if query.parent == old {
      query.parent = new
      base.parent = new
      window.query.parent = new
    }
  }
}

/// A request for rows of a list.
public struct WindowRequest: Hashable, Sendable {
  /// The query of the listing.
  public var query: ListingQuery
  /// The rows.
  public var rows: Range<Int>
  /// The record that the rows should include, wherever it is now.
  public var anchor: Ref?
}
