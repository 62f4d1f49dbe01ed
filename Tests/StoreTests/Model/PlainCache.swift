// What a cache should hold and show, in the plainest way: rows in an array, filtered and sorted
// anew for every question.

import VitallyModel

@testable import Store

struct PlainCache {
  /// A row, in the order of keys.
  struct Row {
    /// Its number: one more than the largest when it was made.
    var key: Int
    var resource: Resource
    var serverID: String?
    var madeID: String?
    /// What the server has.
    var stored: PlainRecord?
    /// What the user sees instead, while a change waits.
    var shown: PlainRecord?
    var isPending = false
    var sweep: Int?
    /// The accounts whose lists have brought it, and in which walk.
    var listed: [String: Int] = [:]

    var visible: PlainRecord? { shown ?? stored }
    var ref: Ref { serverID.map { .server(resource, $0) } ?? .made(resource, madeID ?? "") }
  }

  private(set) var rows: [Row] = []

  /// The rows of a resource that the server knows.
  func known(_ resource: Resource) -> [Row] {
    rows.filter { $0.resource == resource && $0.serverID != nil }
  }

  // MARK: What happens

  mutating func absorb(_ record: PlainRecord, sweep: Int? = nil, under parent: String? = nil) {
    let index = index(.server(record.resource, record.id)) ?? insert(record.resource, record.id)
    defer { if let parent { rows[index].listed[parent] = sweep ?? 0 } }
    if parent == nil, let sweep { rows[index].sweep = sweep }
    if let stored = rows[index].stored, stored == record || record.stamp < stored.stamp { return }
    rows[index].stored = record
  }

  mutating func show(_ ref: Ref, _ shown: PlainRecord?) {
    guard let index = index(ref) ?? (ref.serverID == nil ? insert(ref) : nil) else { return }
    rows[index].shown = shown
    rows[index].isPending = shown != nil
    if rows[index].visible == nil { rows.remove(at: index) }
  }

  mutating func showStored() {
    for index in rows.indices {
      rows[index].shown = nil
      rows[index].isPending = false
    }
    rows.removeAll { $0.visible == nil }
  }

  mutating func adopt(_ made: Ref, as record: PlainRecord) {
    guard case .made(_, let madeID) = made else { return }
    let server = Ref.server(record.resource, record.id)
    if let brought = index(server) {
      rows[brought].madeID = madeID
      rows.removeAll { $0.madeID == madeID && $0.serverID == nil }
    } else {
      let index = index(made) ?? insert(made)
      rows[index].serverID = record.id
      rows[index].shown = nil
      rows[index].isPending = false
    }
    absorb(record)
  }

  mutating func remove(_ ref: Ref) {
    if let index = index(ref) { rows.remove(at: index) }
  }

  /// Ends the sweep of a resource: what it has not seen is gone.
  mutating func finishSweep(_ resource: Resource, _ sweep: Int) {
    rows.removeAll {
      $0.resource == resource && $0.serverID != nil && !$0.isPending && $0.sweep != sweep
    }
  }

  /// Ends the walk of the tasks of an account: what it has not seen is no longer listed there.
  mutating func finishWalk(under parent: String, _ sweep: Int) {
    for index in rows.indices where rows[index].listed[parent] != sweep {
      rows[index].listed[parent] = nil
    }
  }

  private mutating func insert(_ resource: Resource, _ id: String) -> Int {
    insert(.server(resource, id))
  }

  private mutating func insert(_ ref: Ref) -> Int {
    var row = Row(key: (rows.map(\.key).max() ?? 0) + 1, resource: ref.resource)
    switch ref {
    case .server(_, let id): row.serverID = id
    case .made(_, let id): row.madeID = id
    }
    rows.append(row)
    return rows.count - 1
  }

  private func index(_ ref: Ref) -> Int? { rows.firstIndex { matches($0, ref) } }

  private func matches(_ row: Row, _ ref: Ref) -> Bool {
    switch ref {
    case .server(let resource, let id): row.resource == resource && row.serverID == id
    case .made(let resource, let id): row.resource == resource && row.madeID == id
    }
  }

  // MARK: What is shown

  /// A question, with the folded words that its search stands for.
  struct Question {
    var query: ListingQuery
    var words: [String]
    var rows: Range<Int>
    var anchor: Ref?
  }

  struct Answer: Equatable {
    var first: Int
    var rows: [Ref]
    var total: Int
    var anchor: Int?
  }

  func answer(_ question: Question) -> Answer {
    let places = rows.filter { isListed($0, question) }.map { Place($0, question.query, titles) }
    let all = places.sorted().map(\.row)
    let anchor = question.anchor.flatMap { anchor in all.firstIndex { matches($0, anchor) } }
    var first = question.rows.lowerBound
    if let anchor, !question.rows.contains(anchor) { first = anchor - question.rows.count / 2 }
    first = max(0, min(first, all.count - question.rows.count))
    let shown = all.dropFirst(first).prefix(question.rows.count)
    return Answer(first: first, rows: shown.map(\.ref), total: all.count, anchor: anchor)
  }

  private func isListed(_ row: Row, _ question: Question) -> Bool {
    let query = question.query
    guard row.resource == query.resource, let record = row.visible else { return false }
    if let parent = query.parent?.serverID {
      guard record.account == parent || row.listed[parent] != nil else { return false }
    }
    let since = query.openSince?.milliseconds ?? .max
    guard query.showsHidden || record.openUntil >= since else { return false }
    if let condition = query.condition, !meets(row, condition) { return false }
    return Self.holds(row.title, all: question.words)
  }

  static func holds(_ text: String, all words: [String]) -> Bool {
    words.allSatisfy { holds(Array(text.utf8), Array($0.utf8)) }
  }

  private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { text[$0...].starts(with: word) }
  }

  /// The titles of the admins that are known, by id.
  private var titles: [String: String] {
    let admins = rows.filter { $0.resource == .admin }
    return Dictionary(
      admins.map { ($0.serverID ?? "", $0.title) }, uniquingKeysWith: { first, _ in first })
  }
}

extension PlainCache.Row {
  /// The title, folded.
  var title: String {
    guard let record = visible else { return "" }
    return serverID == nil && record.name == nil ? "unnamed" : record.title
  }
}

/// Where a row stands in a list: by the value, the one without any last, then by title, then by age.
private struct Place: Comparable {
  let row: PlainCache.Row
  private let rank: Int
  private let number: Double
  private let text: [UInt8]
  private let title: [UInt8]
  private let isDescending: Bool

  init(_ row: PlainCache.Row, _ query: ListingQuery, _ admins: [String: String]) {
    self.row = row
    title = Array(row.title.utf8)
    isDescending = query.order.isDescending
    let record = row.visible
    let path = query.order.path
    let number: Double? =
      switch path {
      case "mrr": record?.figure
      case "traits.seats": record?.seats
      case "dueDate", "nextRenewalDate": record?.day.map { Double($0) * 86_400_000 }
      default: nil
      }
    let text: String? =
      switch path {
      case "name": record?.name?.folded
      case "traits.plan": record?.plan?.folded
      case "assignedToId", "accountOwnerId": record?.owner.flatMap { admins[$0] }
      default: nil
      }
    rank = number != nil ? 0 : text != nil ? 1 : 2
    self.number = number ?? 0
    self.text = Array((text ?? "").utf8)
  }

  static func < (left: Place, right: Place) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.number != right.number { return (left.number < right.number) != left.isDescending }
    if left.text != right.text { return precedes(left.text, right.text) != left.isDescending }
    if left.title != right.title { return precedes(left.title, right.title) }
    return left.row.key < right.row.key
  }

  static func == (left: Place, right: Place) -> Bool { left.row.key == right.row.key }

  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
