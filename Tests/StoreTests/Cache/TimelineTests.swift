// The timeline of a customer: which date counts, months of the zone, folding, and what is complete.

import Testing
import VitallyModel

@testable import Store

struct TimelineTests {
  let fixture: CacheFixture
  let account = Ref.server(.account, "a")
  var store: PagingStore { fixture.store }

  init() throws { fixture = try CacheFixture() }

  private func query(_ parent: Ref? = nil, zone: Zone = .utc) -> ListingQuery {
    let customer = parent ?? account
    var query = ListingQuery(.note, parent: customer)
    query.grouping = Grouping(.months(customer.resource.schema.timeline, zone))
    return query
  }

  /// The lines of a window: headings with their counts, rows by their ids.
  private func lines(_ query: ListingQuery, _ rows: Range<Int> = 0..<100) throws -> [String] {
    let window = try store.window(query, rows: rows)
    return window.lines.map { line in
      if let group = window.heading(at: line) { return "\(group.title) \(group.count)" }
      return window.row(at: line)?.record.ref.serverID ?? "?"
    }
  }

  /// A record of each kind, and some that lists leave out.
  private func fill() throws {
    try fixture.absorb(
      .note,
      [
        ["id": "n1", "subject": "Call", "noteDate": "2026-11-20T10:00:00Z", "accountId": "a"],
        [
          "id": "n2", "subject": "Old", "noteDate": "2026-11-19T10:00:00Z", "accountId": "a",
          "archivedAt": "2026-11-20T10:00:00Z",
        ],
        ["id": "n3", "subject": "Other", "noteDate": "2026-11-20T10:00:00Z", "accountId": "b"],
      ])
    try fixture.absorb(
      .task,
      [
        .named(
          "t1", "done", ["dueDate": "2026-12-24", "completedAt": "2026-11-21T10:00:00Z"]
        ).with(["accountId": "a"]),
        .named("t2", "due", ["dueDate": "2026-12-24", "accountId": "a"]),
        .named("t3", "no day", ["createdAt": "2026-10-02T10:00:00Z", "accountId": "a"]),
      ])
    try fixture.absorb(
      .project,
      [
        .named("p1", "ended", ["actualCompletionDate": "2026-11-02", "accountId": "a"]),
        .named(
          "p2", "goes on",
          ["actualStartDate": "2026-01-02", "targetCompletionDate": "2027-01-15", "accountId": "a"]),
      ])
    try fixture.absorb(
      .npsResponse,
      [["id": "r1", "score": 3, "respondedAt": "2026-10-09T10:00:00Z", "accountId": "a"]],
      under: account)
    try fixture.absorb(
      .conversation,
      [["id": "c1", "subject": "Hi", "updatedAt": "2026-11-22T10:00:00Z"]], under: account)
  }

  @Test func `each kind stands at its date, newest first, by month`() throws {
    try fill()
    #expect(
      try lines(query()) == [
        "January 2027 1", "p2", "December 2026 1", "t2", "November 2026 4", "c1", "t1", "n1", "p1",
        "October 2026 2", "r1", "t3",
      ])

    // What is archived is only listed with the hidden ones
    var all = query()
    all.showsHidden = true
    #expect(try lines(all).contains("n2"))
  }

  @Test func `a month begins where the user is`() throws {
    // Given a note of the last hour of October in London, a task and its day in Auckland
    try fixture.absorb(
      .note,
      [["id": "n", "subject": "Call", "noteDate": "2026-10-31T23:30:00Z", "accountId": "a"]])
    try fixture.absorb(.task, [.named("t", "due", ["dueDate": "2026-11-01", "accountId": "a"])])

    // Then the note is one of November there, and the day is the same day everywhere
    #expect(try lines(query()) == ["November 2026 1", "t", "October 2026 1", "n"])
    let auckland = Zone(firstOffset: 13 * 3600)
    #expect(try lines(query(zone: auckland)) == ["November 2026 2", "n", "t"])
    let hawaii = Zone(firstOffset: -10 * 3600)
    #expect(try lines(query(zone: hawaii)) == ["November 2026 1", "t", "October 2026 1", "n"])
  }

  @Test func `only the lines that are asked for are read, whatever is folded`() throws {
    try fill()
    var query = query()
    #expect(try lines(query, 3..<7) == ["t2", "November 2026 4", "c1", "t1"])

    // When a group is folded, then its rows are counted, but not listed
    query.grouping?.folded = ["2026-11-01"]
    #expect(try lines(query, 3..<8) == ["t2", "November 2026 4", "October 2026 2", "r1", "t3"])
    let window = try store.window(query, rows: 0..<2, anchor: .server(.note, "n1"))
    #expect(window.total == 8)
    #expect(window.rowTotal == 8)
    #expect(window.anchor == 4)
    #expect(window.heading(at: 4)?.isFolded == true)

    // And a record elsewhere is found on its line
    let far = try store.window(query, rows: 0..<2, anchor: .server(.task, "t3"))
    #expect(far.anchor == 7)
    #expect(far.row(at: 7)?.record.ref.serverID == "t3")
  }

  @Test func `one kind, or what has a word in its name`() throws {
    try fill()
    var tasks = query()
    tasks.grouping?.only = .task
    #expect(
      try lines(tasks) == [
        "December 2026 1", "t2", "November 2026 1", "t1", "October 2026 1", "t3",
      ])
    var named = query()
    named.condition = .mentions("du")
    #expect(try lines(named) == ["December 2026 1", "t2"])
  }

  @Test func `a change shows at once`() throws {
    try fill()
    #expect(try lines(query()).contains("December 2026 1"))
    try fixture.cache.setShown(
      .server(.task, "t2"),
      body: .named("t2", "due", ["dueDate": "2026-11-30", "accountId": "a"]), state: .waiting)
    #expect(try lines(query()).contains("November 2026 5"))
  }

  @Test func `that of an organization has what belongs to its accounts`() throws {
    // Given an organization with a note of its own, and one of an account
    let organization = Ref.server(.organization, "o")
    try fixture.absorb(.account, [.named("a", "Acme", ["organizationId": "o"])])
    try fixture.absorb(
      .note,
      [
        ["id": "n1", "noteDate": "2026-11-20T10:00:00Z", "organizationId": "o"],
        ["id": "n2", "noteDate": "2026-11-21T10:00:00Z", "accountId": "a"],
        // Both name this one: it is there once.
        [
          "id": "n3", "noteDate": "2026-11-22T10:00:00Z", "accountId": "a", "organizationId": "o",
        ],
      ])
    #expect(try lines(query(organization)) == ["November 2026 3", "n3", "n2", "n1"])

    // When all lists of the organization are complete, but none of the account
    for kind in organization.resource.schema.timeline {
      _ = try fixture.cache.finishSweep(
        ListKey(kind, parent: organization), sweep: 1, at: CacheFixture.noon)
    }
    // Then it may not be all
    let partial = try store.window(query(organization), rows: 0..<10)
    #expect(partial.status.completedAt == nil)

    // And with those of the account it is
    for kind in organization.resource.schema.timeline {
      _ = try fixture.cache.finishSweep(
        ListKey(kind, parent: account), sweep: 1, at: CacheFixture.noon)
    }
    let whole = try store.window(query(organization), rows: 0..<10)
    #expect(whole.status.completedAt == CacheFixture.noon)
  }

  @Test func `no record at all is no group`() throws {
    let window = try store.window(query(), rows: 0..<10)
    #expect(window.total == 0)
    #expect(window.groups.isEmpty)
    #expect(window.status.completedAt == nil)
  }
}
