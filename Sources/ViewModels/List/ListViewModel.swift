// A list: which row is selected, which rows are in sight, which columns fit, and how far it has come
// in. It holds the rows around those on screen and asks for others when it gets near them.

import Markup
public import VitallyModel

/// The state of a list.
public struct ListViewModel: Equatable, Sendable {
  /// What it shows.
  public private(set) var query: ListingQuery
  /// The rows that are known, around those on screen.
  public private(set) var window: ListingWindow
  /// The number of the selected row.
  public private(set) var selected = 0
  /// The number of the first row on screen.
  public private(set) var top = 0
  /// How many rows fit on screen.
  public private(set) var height: Int
  /// Whether any answer has come.
  public private(set) var isLoaded = false
  /// Which request the last one was: answers of older ones do not count.
  public private(set) var generation = 0
  /// Whether the answer of the last request is still to come.
  private(set) var isAsked = false

  private var selectedRef: Ref?
  /// Whether the selection was made by somebody. A list that nobody has touched stays at its top
  /// while rows come in above.
  private var isPinned = false
  /// The record that the last request asked for: by its answer the selection may have moved on.
  private var askedFor: Ref?
  /// News of the list since the last request: the answer may have been read before.
  private var news: SyncStatus?

  /// A list that has not asked for anything yet.
  public init(_ query: ListingQuery, height: Int = 20) {
    self.query = query
    self.height = max(1, height)
    window = ListingWindow(query: query)
  }

  /// The selected row, nil in an empty list or while it is on its way: rows of an older query are
  /// still drawn, but commands are not about them.
  public var selectedRow: ListingRow? { isCurrent ? row(selected) : nil }

  /// Whether the rows are those of the query.
  public var isCurrent: Bool { window.query == query }

  /// A row by its number, nil when it is not known here.
  public func row(_ number: Int) -> ListingRow? {
    let index = number - window.first
    return window.rows.indices.contains(index) ? window.rows[index] : nil
  }

  /// The key of the list on the server's side.
  public var key: ListKey { ListKey(query.resource, parent: query.parent) }

  // MARK: Moving

  /// Selects another row, at most to an end of the list. True when rows have to be asked for.
  public mutating func move(by distance: Int) -> Bool { move(to: selected + distance) }

  /// Selects a row by its number. True when rows have to be asked for.
  public mutating func move(to number: Int) -> Bool {
    selected = max(0, min(number, window.total - 1))
    selectedRef = selectedRow?.record.ref
    isPinned = true
    keepInSight()
    return !isCovered
  }

  /// The selected record is being worked with: the selection stays on it from now on.
  public mutating func pin() { isPinned = true }

  /// The selection stays at its place from now on, whatever stands there then.
  public mutating func stay() {
    selectedRef = nil
    isPinned = true
  }

  /// Selects a record as soon as its row is known.
  public mutating func select(_ ref: Ref) {
    selectedRef = ref
    isPinned = true
  }

  /// Takes a new number of rows on screen. True when rows have to be asked for.
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

  // MARK: Asking

  /// Another query: from the top, or staying on the selected record where it is still there.
  public mutating func show(_ query: ListingQuery, keepingSelection: Bool) {
    self.query = query
    if !keepingSelection {
      selected = 0
      top = 0
      selectedRef = nil
      isPinned = false
    }
  }

  /// The next request: the rows on screen with a margin of a screen on both sides.
  public mutating func request() -> WindowRequest {
    generation += 1
    isAsked = true
    askedFor = isPinned ? selectedRef : nil
    news = nil
    return WindowRequest(
      query: query, rows: max(0, top - height)..<(top + 2 * height), anchor: askedFor)
  }

  /// Takes an answer. Answers to older requests and other queries are dropped. True when rows are still missing.
  public mutating func receive(_ window: ListingWindow, generation: Int) -> Bool {
    guard generation == self.generation, window.query == query else { return false }
    let line = selected - top
    isAsked = false
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

  /// Where the selected record stands now, nil when it is not known.
  private var rowOfSelection: Int? {
    guard isPinned, let selectedRef else { return nil }
    if selectedRef == askedFor, let anchor = window.anchor { return anchor }
    return window.rows.firstIndex { $0.record.ref == selectedRef }.map { window.first + $0 }
  }

  /// Takes news about how far the list has come in.
  public mutating func receive(_ status: SyncStatus) {
    window.status = status
    news = status
  }

  /// A record is known by another name now.
  public mutating func rename(_ old: Ref, to new: Ref) {
    if selectedRef == old { selectedRef = new }
    if query.parent == old {
      query.parent = new
      window.query.parent = new
    }
  }

  // MARK: Its state in words

  /// Where one is in the list: `3/41`, or `3/700 of ?` while there may be more.
  public var position: String {
    guard window.total > 0 else { return "0" }
    let total = NumberText.grouped(window.total)
    let place = "\(NumberText.grouped(selected + 1))/\(total)"
    return window.status.completedAt == nil ? place + " of ?" : place
  }

  /// How far the list has come in, for the header.
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

  /// What to say in place of rows; nil when there are rows.
  public func emptySentence(_ keys: KeyNames) -> String? {
    guard window.total == 0, isLoaded else { return nil }
    let plural = query.resource.schema.plural.lowercased()
    if !query.words.isEmpty {
      return
        "No \(plural) with “\(query.words)” in the name. \(keys[.list(.clearFilter)]) shows all."
    }
    if let failure = window.status.failure { return failure }
    if window.status.isRunning { return "Loading \(plural)…" }
    if window.status.completedAt != nil { return "There are no \(plural) here." }
    return "No \(plural) have been loaded yet. \(keys[.screen(.refresh)]) loads them."
  }

  /// Seconds after which a list that nobody has refreshed says how old it is.
  private static let staleAfter = 900.0

  private func since(_ status: SyncStatus, _ dates: DateText) -> String {
    status.refreshedAt.map { " · data from " + dates.clock($0) } ?? ""
  }

  // MARK: Columns

  /// Columns before the first value: the cursor and a mark.
  public static let gutter = 3

  /// The columns that fit into a width. What does not fit is left out from the right; what is left
  /// over goes to those that stretch.
  public func columns(width: Int) -> [PlacedColumn] {
    let schema = query.resource.schema
    var room = width - Self.gutter
    var chosen: [Column] = []
    for column in schema.columns where !isRedundant(column, schema) {
      let needed = column.width + (chosen.isEmpty ? 0 : 1)
      guard needed <= room || chosen.isEmpty else { break }
      room -= needed
      chosen.append(column)
    }
    return place(chosen, leftOver: room, schema)
  }

  /// A list that hangs on a record need not repeat that record in every row.
  private func isRedundant(_ column: Column, _ schema: Schema) -> Bool {
    guard let parent = query.parent, let field = schema.field(column.path) else { return false }
    return field.kind == .lookUp(parent.resource) || field.kind == .lookUps(parent.resource)
  }

  private func place(_ columns: [Column], leftOver: Int, _ schema: Schema) -> [PlacedColumn] {
    let shares = columns.reduce(0) { $0 + $1.stretch }
    var spare = max(0, leftOver)
    var sharesLeft = shares
    var x = Self.gutter
    return columns.compactMap { column in
      guard let field = schema.field(column.path) else { return nil }
      let extra = sharesLeft > 0 ? spare * column.stretch / sharesLeft : 0
      spare -= extra
      sharesLeft -= column.stretch
      let width = max(1, column.width + min(0, leftOver) + extra)
      defer { x += width + 1 }
      return PlacedColumn(
        field: field, heading: column.heading ?? field.label, x: x, width: width,
        isRightAligned: field.isFigure)
    }
  }
}

/// Rows that a list asks for.
public struct WindowRequest: Hashable, Sendable {
  /// Of which listing.
  public var query: ListingQuery
  /// Which rows.
  public var rows: Range<Int>
  /// The record that shall be among them, wherever it is now.
  public var anchor: Ref?
}

/// A column with its place.
public struct PlacedColumn: Equatable, Sendable {
  /// The field that it shows.
  public var field: Field
  /// What stands above it.
  public var heading: String
  /// The first column of the screen that it takes, from the left edge of the list.
  public var x: Int
  /// How many columns it takes.
  public var width: Int
  /// Whether its values stand at the right: figures do.
  public var isRightAligned: Bool
}

extension Field {
  /// Whether values line up at the right.
  fileprivate var isFigure: Bool { if case .number = kind { true } else { false } }
}
