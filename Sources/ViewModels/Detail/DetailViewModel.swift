// A detail: one record with its brief, its sections and its child lists.

import Markup
public import VitallyModel

/// The state of a detail.
public struct DetailViewModel: Equatable, Sendable {
  /// The record to show.
  public private(set) var ref: Ref
  /// The cached contents; still those of the previous record while a new one is loading.
  public private(set) var recordDetail: RecordDetail?
  /// The tab: 0 is the brief, the others are the links of the schema.
  public private(set) var tab: Int
  /// The list of the tab, nil on the brief.
  public var related: ListViewModel?
  /// The text of the brief.
  public internal(set) var content = DetailContent()
  /// The first line on screen.
  public internal(set) var top = 0
  /// The line of the cursor.
  public internal(set) var cursor = 0
  /// The last search text.
  public internal(set) var searched = ""
  /// The number of the last request.
  public private(set) var generation = 0

  /// Whether the answer to the last request is still to come.
  private(set) var isAsked = false
  /// Whether records have changed since the contents were asked for that are awaited.
  private var isOutdated = false
  /// Whether only the row of the record is known so far.
  private(set) var isHeadOnly = false
  /// What was in sight before IDs and the dates of the record itself were shown; nil while they are
  /// not.
  var placeBeforeIdentity: Place?

  /// What was in sight in an earlier session, until the contents are there; nil for nothing.
  private var formerPlace: Place?

  /// What is folded in the text.
  var folds = TextFolds()
  /// The record with whose line the cursor goes, as the brief is laid out anew; nil for none.
  var followed: Ref?

  /// What is in sight: the first line, and the line of the cursor.
  struct Place: Equatable {
    let top: Int
    let cursor: Int
  }

  /// How many lines are laid out; more of them when they come in sight.
  var limit = Self.firstLimit
  /// The time at the last layout.
  private(set) var now: Now?
  private static let firstLimit = 500

  private var width: Int
  private(set) var height: Int
  private let measure: TextMeasure
  private let keys: KeyNames
  /// Since when what was done stays in sight.
  private(set) var openSince: Moment?
  private let zone: Zone

  /// Takes another moment since when what was done stays in sight. Returns whether it is another.
  mutating func turn(to openSince: Moment) -> Bool {
    guard self.openSince != nil, self.openSince != openSince else { return false }
    self.openSince = openSince
    return true
  }

  /// Creates a detail of a record that hasn't requested anything yet. Records completed since
  /// `openSince` stay in its lists.
  public init(
    _ ref: Ref, tab: Int = 0, width: Int, height: Int, measure: TextMeasure,
    keys: KeyNames = KeyNames([:]), openSince: Moment? = nil, zone: Zone = .utc
  ) {
    self.zone = zone
    self.openSince = openSince
    self.ref = ref
    self.tab = min(tab, Self.lastTab(of: ref))
    self.width = width
    self.height = height
    self.measure = measure
    self.keys = keys
    related = relatedList()
  }

  /// The record as far as it is known, nil while it is loading or missing.
  public var row: ListingRow? {
    guard let row = recordDetail?.row, row.record.ref == ref else { return nil }
    return row
  }

  /// The links of the record's resource.
  public var links: [ChildLink] { ref.resource.schema.links }

  /// Whether it is read like a text: no cursor, keys scroll.
  public var isReader: Bool { ref.resource.schema.isProse && tab == 0 }

  /// The target of the line at the cursor.
  public var target: Target? {
    content.lines.indices.contains(cursor) ? content.lines[cursor].target : nil
  }

  /// The columns and lines that it has.
  public var size: (width: Int, height: Int) { (width, height) }

  // MARK: Showing

  /// Shows another record, on the same kind of tab. Until its contents arrive, its row in a list
  /// says who it is and how it stands, with the names that the list knows.
  public mutating func show(
    _ ref: Ref, as row: ListingRow? = nil, names: [Ref: String] = [:], now: Now
  ) {
    guard ref != self.ref else { return }
    turn(to: ref)
    guard let row, row.record.ref == ref else { return }
    recordDetail = RecordDetail(row: row, names: names)
    isHeadOnly = true
    layOut(now: now)
  }

  /// Shows another record whose contents are known already.
  public mutating func show(_ ref: Ref, _ known: LaidOut, now: Now) {
    if ref != self.ref { turn(to: ref) }
    _ = request()
    isAsked = false
    isHeadOnly = false
    recordDetail = known.recordDetail
    if known.width == width, known.today == now.today {
      self.now = now
      content = known.content
      keepInSight()
    } else {
      layOut(now: now)
    }
  }

  /// What is shown, for a return to it; nil while it is loading, out of date, or shown with its ids.
  var laidOut: LaidOut? {
    guard let recordDetail, let now, !isHeadOnly, !isAsked, placeBeforeIdentity == nil,
      folds.isEmpty, limit == Self.firstLimit
    else { return nil }
    return LaidOut(recordDetail: recordDetail, content: content, width: width, today: now.today)
  }

  /// Lays out a record that is not shown yet, as it is when one comes to it.
  public func laidOut(_ recordDetail: RecordDetail, now: Now) -> LaidOut {
    let content = recordDetail.row.map { row in
      DetailContent.of(
        row, recordDetail, now: now, width: width, measure: measure, keys: keys,
        limit: Self.firstLimit)
    }
    return LaidOut(
      recordDetail: recordDetail, content: content ?? DetailContent(), width: width,
      today: now.today)
  }

  private mutating func turn(to ref: Ref) {
    self.ref = ref
    tab = min(tab, Self.lastTab(of: ref))
    top = 0
    cursor = 0
    placeBeforeIdentity = nil
    formerPlace = nil
    followed = nil
    folds = TextFolds()
    limit = Self.firstLimit
    content.reserved = []
    related = relatedList()
  }

  /// The number of the last tab, counted from 0.
  private static func lastTab(of ref: Ref) -> Int {
    let schema = ref.resource.schema
    return schema.links.count + (schema.hasTimeline ? 1 : 0)
  }

  /// Shows another tab; false when there is none with that number. The ninth key shows the last tab,
  /// as in browsers, however many there are.
  public mutating func show(tab: Int) -> Bool {
    let last = Self.lastTab(of: ref)
    let tab = tab == Self.mostTabs - 1 ? min(tab, last) : tab
    guard (0...last).contains(tab) else { return false }
    if tab != self.tab {
      self.tab = tab
      related = relatedList()
    }
    return true
  }

  /// How many tabs have a key.
  static let mostTabs = 9

  private func relatedList() -> ListViewModel? {
    if tab == links.count + 1 {
      return ListViewModel(timelineOf: ref, zone, height: max(1, height - 1))
    }
    guard tab > 0, tab <= links.count else { return nil }
    return ListViewModel(
      ListingQuery(links[tab - 1].child, parent: ref, openSince: openSince),
      height: max(1, height - 1))
  }

  /// Starts the next request for its contents.
  public mutating func request() -> Int {
    generation += 1
    isAsked = true
    isOutdated = false
    return generation
  }

  /// Starts a request because records have changed; nil while one is awaited, which is repeated once
  /// it is answered.
  mutating func refresh() -> Int? {
    if isAsked { isOutdated = true }
    return isAsked ? nil : request()
  }

  /// Starts the request that `refresh` has put off; nil if there is none.
  mutating func catchUp() -> Int? { isOutdated && !isAsked ? request() : nil }

  /// The contents of a request could not be read.
  mutating func fail(generation: Int) {
    if generation == self.generation { isAsked = false }
  }

  /// Takes the result of a read; those of older requests are dropped.
  public mutating func receive(_ recordDetail: RecordDetail, generation: Int, now: Now) {
    guard generation == self.generation, recordDetail.row.map({ $0.record.ref == ref }) ?? true
    else { return }
    isAsked = false
    isHeadOnly = false
    self.recordDetail = recordDetail
    layOut(now: now)
    guard let place = formerPlace, recordDetail.row != nil else { return }
    formerPlace = nil
    (top, cursor) = (place.top, place.cursor)
    keepInSight()
  }

  /// What to note of it.
  var resumed: ResumePoint.Detail {
    let place = formerPlace ?? Place(top: top, cursor: cursor)
    return ResumePoint.Detail(
      ref: ref, tab: tab, top: place.top, line: place.cursor, folds: folds,
      related: related?.resumed)
  }

  /// Goes to what was noted, as soon as the contents are there.
  mutating func resume(_ point: ResumePoint.Detail) {
    _ = show(tab: point.tab)
    if let list = point.related, related?.query.resource == list.resource { related?.take(list) }
    folds = point.folds
    formerPlace = Place(top: point.top, cursor: point.line)
  }

  /// Takes a new size. Returns how urgently the list of the tab needs rows.
  public mutating func resize(width: Int, height: Int, now: Now) -> RowNeed {
    let widthChanged = width != self.width
    self.width = width
    self.height = height
    if widthChanged {
      content.reserved = []
      layOut(now: now)
    }
    keepInSight()
    return related?.resize(height: max(1, height - 1)) ?? .nothing
  }

  /// Gives a record its new ref.
  public mutating func rename(_ old: Ref, to new: Ref) {
    if ref == old { ref = new }
    if followed == old { followed = new }
    related?.rename(old, to: new)
  }

  mutating func layOut(now: Now) {
    self.now = now
    guard let recordDetail, let row = recordDetail.row else {
      content = DetailContent()
      return
    }
    content = content(row, recordDetail, now: now)
    if let followed, target != .record(followed),
      let line = content.lines.firstIndex(where: { $0.target == .record(followed) })
    {
      cursor = line
    }
    keepInSight()
  }

  func content(
    _ row: ListingRow, _ recordDetail: RecordDetail, now: Now
  ) -> DetailContent {
    if isHeadOnly {
      return .head(
        of: row, names: recordDetail.names, now: now, width: width, measure: measure)
    }
    return .of(
      row, recordDetail, now: now, width: width, measure: measure, keys: keys,
      showsIdentity: placeBeforeIdentity != nil, folds: folds,
      reserved: content.reserved, limit: limit)
  }
}
