// Some rows of a listing, as the store has read them. Lines count the headings of groups too.

/// Some rows of a listing.
public struct ListingWindow: Equatable, Sendable {
  /// The query.
  public var query: ListingQuery
  /// The line of the first of these rows, or of the heading before it.
  public var first: Int
  /// The rows.
  public var rows: [ListingRow]
  /// The number of lines in the listing; while it is being counted, the number known so far.
  public var total: Int
  /// All groups of the listing, those without rows here too; none if it is not divided.
  public var groups: [ListGroup] = []
  /// How many headings stand among these rows.
  public var headings = 0
  /// The names of records that rows refer to only by id.
  public var names: [Ref: String]
  /// The traits that the records can have, with labels and kinds.
  public var traits: [Field]
  /// The sync status of the records.
  public var status: SyncStatus
  /// The status of each of the lists that it was put together from; empty for one list.
  public var parts: [ListKey: SyncStatus] = [:]
  /// The line of the record that was requested as anchor, or of its folded group; nil if it is not in
  /// the listing.
  public var anchor: Int?
  /// A number that no other window of the store has, so that unchanged rows are recognized without
  /// comparing them; nil for a window that is not from a store.
  public var number: Int?

  /// A window.
  public init(
    query: ListingQuery, first: Int = 0, rows: [ListingRow] = [], total: Int = 0,
    names: [Ref: String] = [:], traits: [Field] = [], status: SyncStatus = SyncStatus(),
    anchor: Int? = nil, number: Int? = nil
  ) {
    self.query = query
    self.first = first
    self.rows = rows
    self.total = total
    self.names = names
    self.traits = traits
    self.status = status
    self.anchor = anchor
    self.number = number
  }

  // MARK: Lines

  /// The lines that it has.
  public var lines: Range<Int> { first..<first + rows.count + headings }

  /// Whether it has all of these lines.
  public func holds(_ lines: Range<Int>) -> Bool {
    first <= lines.lowerBound && lines.upperBound <= self.lines.upperBound
  }

  /// The row on a line; nil for a heading, and where it is not known.
  public func row(at line: Int) -> ListingRow? {
    guard lines.contains(line) else { return nil }
    if groups.isEmpty { return rows[line - first] }
    guard let index = groups.index(at: line), groups[index].line != line else { return nil }
    let headings = groups[...index].count { $0.line >= first }
    let place = line - first - headings
    return rows.indices.contains(place) ? rows[place] : nil
  }

  /// The group of a line; nil if the listing is not divided.
  public func group(at line: Int) -> ListGroup? { groups.group(at: line) }

  /// The group whose heading stands on a line; nil where a row does.
  public func heading(at line: Int) -> ListGroup? { groups.heading(at: line) }

  /// The line of a record; nil if it has no such row.
  public func line(of ref: Ref) -> Int? {
    if groups.isEmpty { return rows.firstIndex { $0.record.ref == ref }.map { first + $0 } }
    return lines.first { row(at: $0)?.record.ref == ref }
  }

  /// How many rows the listing has, those of folded groups too.
  public var rowTotal: Int {
    groups.isEmpty ? total : groups.reduce(0) { $0 + $1.count }
  }

  /// How many rows of the listing come before a line, those of folded groups too.
  public func rows(before line: Int) -> Int {
    guard let index = groups.index(at: line) else { return line }
    let above = groups[..<index].reduce(0) { $0 + $1.count }
    return above + max(0, line - groups[index].line - 1)
  }

  // MARK: Status

  /// Takes a new status of one of its lists.
  public mutating func take(_ status: SyncStatus, of key: ListKey) {
    guard !parts.isEmpty else {
      self.status = status
      return
    }
    parts[key] = status
    self.status = SyncStatus(of: query.keys.compactMap { parts[$0] })
  }
}

extension SyncStatus {
  /// The status of several lists as one: complete once all of them are, failed if one has.
  public init(of parts: [SyncStatus]) {
    let completed = parts.compactMap(\.completedAt)
    self.init(
      isRunning: parts.contains(where: \.isRunning),
      completedAt: completed.count == parts.count ? completed.min() : nil,
      refreshedAt: parts.compactMap(\.refreshedAt).min(),
      count: parts.reduce(0) { $0 + $1.count },
      failure: parts.lazy.compactMap(\.failure).first,
      unreadable: parts.reduce(0) { $0 + $1.unreadable })
  }
}
