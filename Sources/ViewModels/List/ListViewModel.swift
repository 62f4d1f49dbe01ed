// A list: its selection, its visible rows, the columns that fit, and how much of it has been
// fetched. It holds the rows around the visible ones and requests others when it gets near them.

import Markup
public import VitallyModel

/// The state of a list.
public struct ListViewModel: Equatable, Sendable {
  /// The query that it shows.
  public private(set) var query: ListingQuery
  /// The known rows, around the visible ones.
  public private(set) var window: ListingWindow
  /// The index of the selected row.
  public private(set) var selected = 0
  /// The index of the first visible row.
  public private(set) var top = 0
  /// How many rows fit on screen.
  public private(set) var height: Int
  /// Whether any answer has arrived.
  public private(set) var isLoaded = false
  /// The number of the last request: answers to older ones are ignored.
  public private(set) var generation = 0
  /// Whether the last request is still unanswered.
  private(set) var isAsked = false

  private var selectedRef: Ref?
  /// Whether the user made the selection. A list that was not touched stays at its top while rows
  /// arrive above.
  private var isPinned = false
  /// The anchor of the last request: the selection may have moved on since.
  private var askedFor: Ref?
  /// The status received since the last request: the answer may have been read before it.
  private var news: SyncStatus?

  /// Creates a list that hasn't requested anything yet.
  public init(_ query: ListingQuery, height: Int = 20) {
    self.query = query
    self.height = max(1, height)
    window = ListingWindow(query: query)
  }

  /// The selected row, nil in an empty list or while it is loading: rows of an older query are
  /// still drawn, but commands don't apply to them.
  public var selectedRow: ListingRow? { isCurrent ? row(selected) : nil }

  /// Whether the rows are those of the query.
  public var isCurrent: Bool { window.query == query }

  /// A row by its index, nil when it is not known.
  public func row(_ number: Int) -> ListingRow? {
    let index = number - window.first
    return window.rows.indices.contains(index) ? window.rows[index] : nil
  }

  /// The key of the list for syncing.
  public var key: ListKey { ListKey(query.resource, parent: query.parent) }

  // MARK: Moving

  /// Selects another row, at most the first or last. Returns whether rows have to be requested.
  public mutating func move(by distance: Int) -> Bool { move(to: selected + distance) }

  /// Selects a row by its index. Returns whether rows have to be requested.
  public mutating func move(to number: Int) -> Bool {
    selected = max(0, min(number, window.total - 1))
    selectedRef = selectedRow?.record.ref
    isPinned = true
    keepInSight()
    return !isCovered
  }

  /// Keeps the selection on its record from now on.
  public mutating func pin() { isPinned = true }

  /// Keeps the selection at its position from now on, whatever record is there.
  public mutating func stay() {
    selectedRef = nil
    isPinned = true
  }

  /// Selects a record as soon as its row is known.
  public mutating func select(_ ref: Ref) {
    selectedRef = ref
    isPinned = true
  }

  /// Takes a new number of visible rows. Returns whether rows have to be requested.
  public mutating func resize(height: Int) -> Bool {
    self.height = max(1, height)
    keepInSight()
    return isLoaded && !isCovered
  }

  private mutating func keepInSight() {
    top = Selection.top(top, keeping: selected, height: height, of: window.total)
  }

  private var isCovered: Bool {
    let needed = max(0, top - height / 2)..<max(0, min(top + height * 3 / 2, window.total))
    return needed.isEmpty
      || (window.first <= needed.lowerBound
        && needed.upperBound <= window.first + window.rows.count)
  }

  // MARK: Requests

  /// Shows another query: from the top, or with the same record selected if it is still there.
  public mutating func show(_ query: ListingQuery, keepingSelection: Bool) {
    self.query = query
    if !keepingSelection {
      selected = 0
      top = 0
      selectedRef = nil
      isPinned = false
    }
  }

  /// The next request: the visible rows with a margin of one screen on both sides.
  public mutating func request() -> WindowRequest {
    generation += 1
    isAsked = true
    askedFor = isPinned ? selectedRef : nil
    news = nil
    return WindowRequest(
      query: query, rows: max(0, top - height)..<(top + 2 * height), anchor: askedFor)
  }

  /// Takes an answer. Answers to older requests and other queries are dropped. Returns whether rows
  /// are still missing.
  public mutating func receive(_ window: ListingWindow, generation: Int) -> Bool {
    guard generation == self.generation, window.query == query else { return false }
    isAsked = false
    // The rows around a record that is no longer selected may lack the one that is.
    if isPinned, let selectedRef, selectedRef != askedFor, askedFor != nil,
      !window.rows.contains(where: { $0.record.ref == selectedRef })
    {
      return true
    }
    let line = selected - top
    self.window = window
    if let news { self.window.status = news }
    isLoaded = true
    if let row = rowOfSelection {
      selected = row
      top = max(0, row - line)
    } else {
      selected = max(0, min(selected, window.total - 1))
    }
    keepInSight()
    selectedRef = selectedRow?.record.ref
    return !isCovered
  }

  /// The row of the selected record, nil when it is not known.
  private var rowOfSelection: Int? {
    guard isPinned, let selectedRef else { return nil }
    if selectedRef == askedFor, let anchor = window.anchor { return anchor }
    return window.rows.firstIndex { $0.record.ref == selectedRef }.map { window.first + $0 }
  }

  /// Takes a new sync status of the list.
  public mutating func receive(_ status: SyncStatus) {
    window.status = status
    news = status
  }

  /// Gives a record its new ref.
  public mutating func rename(_ old: Ref, to new: Ref) {
    if selectedRef == old { selectedRef = new }
    if query.parent == old {
      query.parent = new
      window.query.parent = new
    }
  }

  // MARK: State as text

  /// The position in the list: `3/41`, or `3/700 of ?` while there may be more.
  public var position: String {
    guard window.total > 0 else { return "0" }
    let total = NumberText.grouped(window.total)
    let place = "\(NumberText.grouped(selected + 1))/\(total)"
    return window.status.completedAt == nil ? place + " of ?" : place
  }

  /// The sync status of the list, for the header.
  public func state(now: Now) -> Formatted {
    let dates = DateText(now: now)
    let status = window.status
    if status.isRunning { return Formatted(window.total == 0 ? "loading" : "loading more", .info) }
    if status.failure != nil {
      return Formatted("refresh failed" + since(status, dates), .statusBad)
    }
    if let completed = status.completedAt {
      let latest = max(completed, status.refreshedAt ?? completed)
      let isOld = now.moment.seconds(since: latest) > Self.staleAfter
      return Formatted(
        (isOld ? "old: " : "synced ") + dates.clock(latest), isOld ? .statusWarning : .statusBar)
    }
    return status.refreshedAt == nil
      ? Formatted("not synced yet", .statusWarning)
      : Formatted("partial" + since(status, dates), .statusWarning)
  }

  /// The sentence in place of rows; nil when there are rows.
  public func emptySentence(_ keys: KeyNames) -> String? {
    guard window.total == 0, isLoaded else { return nil }
    let plural = query.resource.schema.pluralInSentence
    if !query.words.isEmpty {
      return
        "No \(plural) with “\(query.words)” in the name. \(keys[.list(.clearFilter)]) shows all."
    }
    if let failure = window.status.failure { return failure }
    if window.status.isRunning { return "Loading \(plural)…" }
    if window.status.completedAt != nil { return "There are no \(plural) here." }
    return "No \(plural) have been loaded yet. \(keys[.screen(.refresh)]) loads them."
  }

  /// The seconds after which a list that was not refreshed shows its age.
  private static let staleAfter = 900.0

  private func since(_ status: SyncStatus, _ dates: DateText) -> String {
    status.refreshedAt.map { " · data from " + dates.clock($0) } ?? ""
  }

  // MARK: Columns

  /// The columns before the first value: the cursor and a mark.
  public static let gutter = 3

  /// The columns that fit into a width. Columns are dropped from the right; the remaining space
  /// goes to those that stretch.
  public func columns(width: Int) -> [PlacedColumn] {
    let schema = query.resource.schema
    var room = width - Self.gutter
    var chosen: [Column] = []
    for column in offered where !isRedundant(column, schema) {
      let needed = column.width + (chosen.isEmpty ? 0 : 1)
      guard needed <= room || chosen.isEmpty else { break }
      room -= needed
      chosen.append(column)
    }
    return place(chosen, leftOver: room)
  }

  /// The fields of all its columns, whether or not they fit.
  var fields: [Field] { offered.compactMap { field($0.path) } }

  /// A field of its records, which may be a trait.
  func field(_ path: FieldPath) -> Field? {
    window.traits.first { $0.path == path } ?? query.resource.schema.field(path)
  }

  /// The columns of the schema, with one for each trait that fits on a line in place of the traits.
  private var offered: [Column] {
    let schema = query.resource.schema
    return schema.columns.flatMap { column in
      schema.field(column.path)?.kind == .traits
        ? window.traits.filter(\.isShort).map(\.column) : [column]
    }
  }

  /// The list of a parent record need not repeat the parent in every row.
  private func isRedundant(_ column: Column, _ schema: Schema) -> Bool {
    guard let parent = query.parent, let field = schema.field(column.path) else { return false }
    return field.kind == .lookUp(parent.resource) || field.kind == .lookUps(parent.resource)
  }

  private func place(_ columns: [Column], leftOver: Int) -> [PlacedColumn] {
    let shares = columns.reduce(0) { $0 + $1.stretch }
    var spare = max(0, leftOver)
    var sharesLeft = shares
    var x = Self.gutter
    return columns.compactMap { column in
      guard let field = field(column.path) else { return nil }
      let extra = sharesLeft > 0 ? spare * column.stretch / sharesLeft : 0
      spare -= extra
      sharesLeft -= column.stretch
      let width = max(1, column.width + min(0, leftOver) + extra)
      defer { x += width + 1 }
      return PlacedColumn(
        field: field, fallback: column.fallback.flatMap { self.field($0) },
        heading: column.heading ?? field.label, x: x, width: width,
        isRightAligned: field.isFigure)
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

/// A column with its position.
public struct PlacedColumn: Equatable, Sendable {
  /// The field that it shows.
  public var field: Field
  /// The field that it shows where the other one is empty; nil for none.
  public var fallback: Field?
  /// Its heading.
  public var heading: String
  /// Its first terminal column, from the left edge of the list.
  public var x: Int
  /// Its width in terminal columns.
  public var width: Int
  /// Whether its values are right-aligned, as numbers are.
  public var isRightAligned: Bool
}

extension Field {
  /// The column of a trait: as wide as its values usually are.
  fileprivate var column: Column {
    switch kind {
    case .number: Column(path, 8)
    case .yesNo: Column(path, 6)
    case .day, .moment, .date: Column(path, 11)
    default: Column(path, 10, stretch: 1)
    }
  }

  /// Whether its values are right-aligned.
  fileprivate var isFigure: Bool {
    // The score of an NPS response has its band behind it.
    if case .number = kind { sense != .npsScore } else { false }
  }
}
