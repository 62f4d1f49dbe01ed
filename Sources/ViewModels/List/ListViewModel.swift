// A list: which row is selected, which rows are in sight, and how far it has come in. It holds
// the rows around those on screen and asks for others when it gets near them.

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

  /// Takes a new number of rows on screen. True when rows have to be asked for.
  public mutating func resize(height: Int) -> Bool {
    self.height = max(1, height)
    keepInSight()
    return isLoaded && !isCovered
  }

  private mutating func keepInSight() {
    top = min(top, selected)
    top = max(top, selected - height + 1)
    top = max(0, min(top, window.total - height))
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
