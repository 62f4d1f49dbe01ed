// Searches for the record that a lookup field should name, one source of candidates after the
// other. Each uses an index, and no more rows are read than needed.

import Foundation
import GRDB
import VitallyModel

struct MatchSearch {
  private let query: MatchQuery
  private let resource: Resource
  private let words: [String]
  private let db: Database
  private var seen: Set<Int64> = []
  private var live: [Int64] = []
  private var hidden: [Int64] = []
  /// What is not to be chosen any more.
  private var retired: Set<Int64> = []
  /// What is among the matches all the same.
  private var held: Set<Int64> = []

  /// Searches among the records of one resource.
  private init(_ query: MatchQuery, _ resource: Resource, _ db: Database) {
    self.query = query
    self.resource = resource
    self.db = db
    words = query.words.searchWords
  }

  /// Runs the search. `recent` lists the records visited last, newest first. Where records of
  /// several kinds are wanted, each kind gets its share of the places.
  static func run(_ query: MatchQuery, recent: [Ref], in db: Database) throws -> [Match] {
    var found: [[Match]] = []
    for resource in query.resources {
      var search = MatchSearch(query, resource, db)
      found.append(try search.run(recent: recent.filter { $0.resource == resource }))
    }
    let share = query.limit / max(1, found.count)
    let taken = found.map { min($0.count, share) }.reduce(0, +)
    return found.flatMap { $0.prefix(query.limit - taken + min($0.count, share)) }
  }

  private mutating func run(recent: [Ref]) throws -> [Match] {
    try findRetired()
    try takeFirst()
    if words.isEmpty {
      try take(recent)
      try takeNear()
    } else {
      try takeNear()
      try take(recent)
      try takeBeginnings()
    }
    try takeNamed()
    return try matches(Array((live + hidden).prefix(query.limit)))
  }

  /// Notes what is not to be chosen any more, and what the record names of it.
  private mutating func findRetired() throws {
    guard let retirement = resource.schema.retirement else { return }
    retired = Set(
      try SQLRequest<Int64>(
        literal: """
          SELECT key FROM record WHERE resource = \(resource.rawValue)
            AND coalesce(shown, body) ->> \("$." + retirement.path.text) = \(retirement.value)
          """
      ).fetchAll(db))
    let named = query.held.filter { $0.resource == resource }
    held = Set(try named.compactMap { try RecordRow.find("key", of: $0, in: db) as Int64? })
  }

  // MARK: Sources

  /// Who is offered first, by name or as `me`.
  private mutating func takeFirst() throws {
    guard let first = query.first, first.resource == resource else { return }
    if words == ["me"] {
      guard let key: Int64 = try RecordRow.find("key", of: first, in: db) else { return }
      add(key, isHidden: false)
    } else {
      try take([first])
    }
  }

  /// What belongs to the record that the form is about, the records it names, and what belongs to
  /// the customers among those: an account's organization, a task's account.
  private mutating func takeNear() throws {
    guard let near = query.near else { return }
    try takeChildren(of: near)
    guard let row = try RecordRow.find(near, in: db) else { return }
    let body = try row.shownBody()
    let named = near.resource.schema.fields.flatMap { $0.references(in: body) }.map(\.ref)
    try take(named.filter { $0.resource == resource })
    for ref in named where ref.resource == .account || ref.resource == .organization {
      try takeChildren(of: ref)
    }
  }

  private mutating func takeChildren(of parent: Ref) throws {
    try take(
      """
      SELECT record.key, hidden FROM link CROSS JOIN record ON record.key = link.child
      WHERE link.parent = \(parent.description) AND link.resource = \(resource.rawValue)
        AND \(fits) ORDER BY name_folded, record.key
      """)
  }

  /// Takes those of the given records that match, in their order.
  private mutating func take(_ refs: [Ref]) throws {
    let keys = try refs.compactMap { try RecordRow.find("key", of: $0, in: db) as Int64? }
    guard !keys.isEmpty else { return }
    let rows = try SQLRequest<Row>(
      literal: "SELECT key, hidden FROM record WHERE key IN \(keys) AND \(fits)"
    ).fetchAll(db)
    let fitting = Dictionary(
      rows.map { ($0[0] as Int64, $0[1] as Bool) }, uniquingKeysWith: { first, _ in first })
    for key in keys {
      if let isHidden = fitting[key] { add(key, isHidden: isHidden) }
    }
  }

  /// Records whose name, email address or external id begins with the words, or whose id equals
  /// them.
  private mutating func takeBeginnings() throws {
    let all: SQL = "SELECT key, hidden FROM record WHERE resource = \(resource.rawValue)"
    let name = words.joined(separator: " ")
    try take(
      """
      \(all) AND name_folded >= \(name) AND name_folded < \(name.afterAllBeginnings)
      ORDER BY name_folded
      """)
    try take("\(all) AND \(hasMail) ORDER BY email")
    try take("\(all) AND \(hasExternalID) ORDER BY external_id COLLATE NOCASE")
    try take("\(all) AND server_id = \(typed)")
  }

  /// Records whose name contains all words, sorted by name.
  private mutating func takeNamed() throws {
    try take(
      """
      SELECT key, hidden FROM record
      WHERE resource = \(resource.rawValue) AND \(isNamed) ORDER BY name_folded
      """)
  }

  // MARK: Conditions

  /// The typed text, for values that are compared exactly.
  private var typed: String { query.words.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Whether a record matches the words by its name, email address, external id or id.
  private var fits: SQL {
    words.isEmpty
      ? "TRUE" : "(\(isNamed) OR \(hasMail) OR \(hasExternalID) OR server_id = \(typed))"
  }

  private var isNamed: SQL {
    let conditions: [SQL] = words.map { "instr(name_folded, \($0))" }
    return conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  private var hasMail: SQL {
    let mail = typed.folded
    return "(email >= \(mail) AND email < \(mail.afterAllBeginnings))"
  }

  private var hasExternalID: SQL {
    """
    (external_id >= \(typed) COLLATE NOCASE
      AND external_id < \(typed.afterAllBeginnings) COLLATE NOCASE)
    """
  }

  // MARK: Results

  /// Takes keys until there are enough visible records.
  private mutating func take(_ sql: SQL) throws {
    guard live.count < query.limit else { return }
    let rows = try SQLRequest<Row>(literal: sql, cached: true).fetchCursor(db)
    while live.count < query.limit, let row = try rows.next() {
      add(row[0], isHidden: row[1])
    }
  }

  private mutating func add(_ key: Int64, isHidden: Bool) {
    guard !retired.contains(key) || held.contains(key), seen.insert(key).inserted else { return }
    if isHidden { hidden.append(key) } else { live.append(key) }
  }

  private func matches(_ keys: [Int64]) throws -> [Match] {
    let rows = try SQLRequest<Row>(
      literal: """
        SELECT key, server_id, made_id, title, external_id,
          iif(email IS NULL, NULL, coalesce(shown, body) ->> '$.email') AS mail
        FROM record WHERE key IN \(keys)
        """
    ).fetchAll(db)
    let mark = resource.schema.retirement?.value
    let found = Dictionary(
      rows.map { row in
        let key: Int64 = row["key"]
        return (key, Candidate(row, resource, mark: retired.contains(key) ? mark : nil))
      }, uniquingKeysWith: { first, _ in first })
    let candidates = keys.compactMap { found[$0] }
    let counts = Dictionary(candidates.map { ($0.look, 1) }, uniquingKeysWith: +)
    return candidates.map { $0.match(showsMore: counts[$0.look, default: 0] > 1) }
  }

  /// How given records are told apart, in their order.
  static func telling(apart refs: [Ref], in db: Database) throws -> [Match] {
    var all: [Ref: Match] = [:]
    for resource in Set(refs.map(\.resource)) {
      let keys = try refs.filter { $0.resource == resource }
        .compactMap { try RecordRow.find("key", of: $0, in: db) as Int64? }
      var search = MatchSearch(MatchQuery(resource), resource, db)
      try search.findRetired()
      for match in try search.matches(keys) { all[match.ref] = match }
    }
    return refs.compactMap { all[$0] }
  }

  /// A record that was found, with all that may tell it from others.
  private struct Candidate {
    let ref: Ref
    let title: String
    let mail: String?
    let externalID: String?
    /// That it is not to be chosen any more, in a word.
    let mark: String?

    init(_ row: Row, _ resource: Resource, mark: String?) {
      self.mark = mark
      let serverID: String? = row["server_id"]
      ref = serverID.map { .server(resource, $0) } ?? .made(resource, row["made_id"] ?? "")
      title = row["title"]
      mail = row["mail"]
      externalID = row["external_id"]
    }

    private var detail: String { mail ?? externalID ?? "" }

    /// What is seen of it at first.
    var look: [String] { [title, detail] }

    /// The match. If another one looks the same, such as a second user with one mail address, its
    /// ids tell more.
    func match(showsMore: Bool) -> Match {
      let id = externalID ?? ref.serverID ?? "new"
      let more = (showsMore ? [mail, id, mark] : [detail, mark])
        .compactMap(\.self).filter { !$0.isEmpty }
      return Match(ref, title: title, detail: more.joined(separator: " · "))
    }
  }
}

extension String {
  /// A string that sorts after all strings that begin with this one.
  fileprivate var afterAllBeginnings: String { self + "\u{10FFFF}" }
}
