// Lists in groups as they are drawn: a timeline, open and folded, and the list of today.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct GroupPageTests {
  /// A timeline of all kinds, by month.
  private func timeline(
    of customer: Ref, _ stage: PageStage, folded: Set<String> = []
  ) throws -> ListViewModel {
    var list = ListViewModel(timelineOf: customer, .utc, height: 20)
    list.base.grouping?.folded = folded
    list.show(list.base, keepingSelection: false)
    let months: [(String, String, [Resource])] = [
      ("2026-12-01", "December 2026", [.task]),
      ("2026-11-01", "November 2026", [.conversation, .note]),
      ("2026-10-01", "October 2026", [.npsResponse, .project]),
    ]
    list.fill(months.map { ($0, $1, $2.flatMap(GivenRecords.rows)) })
    return list
  }

  @Test(arguments: [PageStage.besideList, 80, 120]) func `a timeline`(_ width: Int) throws {
    let stage = try PageStage(width: width, height: 24)
    var list = try timeline(of: .server(.account, "harbour"), stage)
    _ = list.move(by: 4)
    try stage.check(list, "timeline-account")
  }

  @Test(arguments: [80, 120]) func `the timeline of an organization, with a folded month`(
    _ width: Int
  ) throws {
    let stage = try PageStage(width: width, height: 24)
    var list = try timeline(
      of: .server(.organization, "north"), stage, folded: ["2026-11-01"])
    _ = list.moveGroup(by: 1)
    try stage.check(list, "timeline-organization")
  }
}

extension GroupPageTests {
  /// A morning: tasks of four groups, and customers that need attention.
  private func today(_ stage: PageStage) throws -> ListViewModel {
    var list = ListViewModel(todayIn: stage.shared)
    list.planToday(traits: [:], in: stage.shared)
    try list.readLine(traits: [:], now: stage.shared.now)
    list.base.grouping?.folded = ["later"]
    list.show(list.base, keepingSelection: false)
    let (harbour, alder) = (
      try #require(GivenRecords.all[.account]?[0]), try #require(GivenRecords.all[.account]?[1])
    )
    func task(_ name: String, _ due: String?, _ customer: Record, isDone: Bool = false)
      -> ListingRow
    {
      var body: JSONObject = ["name": .string(name), "dueDate": due.map { .string($0) } ?? .null]
      if isDone { body["completedAt"] = "2026-11-24T08:00:00Z" }
      var row = ListingRow(Record(ref: .server(.task, name), body: body))
      row.customer = customer
      return row
    }
    var atRisk = ListingRow(alder)
    atRisk.reasons = ["low health", "renewal soon"]
    atRisk.reasonPaths = ["healthScore", "nextRenewalDate"]
    var silent = ListingRow(harbour)
    silent.reasons = ["seen long ago"]
    silent.reasonPaths = ["lastSeenTimestamp"]
    list.fill([
      (
        "overdue", "Overdue",
        [
          task("Send the quote", "2026-11-23", alder), task("Call Dana", "2026-11-15", harbour),
          task("Ask for a reference", "2026-10-30", harbour),
          task("Clean up old seats", "2026-03-01", alder),
          task("Answer the mail", "2026-11-20", alder, isDone: true),
        ]
      ), ("today", "Today", [task("Book a room in Lyon", "2026-11-24", harbour)]),
      ("week", "This week", [task("Prepare the quarterly review", "2026-11-27", harbour)]),
      ("later", "Later", [task("Roll-out", "2027-02-01", alder)]),
      ("none", "No date", [task("Some day", nil, harbour)]),
      ("attention", "Needs attention", [atRisk, silent]),
    ])
    return list
  }

  @Test(arguments: [PageStage.besideList, 80, 120]) func `today`(_ width: Int) throws {
    let stage = try PageStage(width: width, height: 24)
    try stage.check(try today(stage), "today")
  }

  @Test(arguments: [76, 40]) func `why a row stands where it does`(_ width: Int) throws {
    var stage = try PageStage(width: width, height: 20)
    let list = try today(stage)
    let row = try #require(list.selectedRow)
    let ranking = try #require(list.today).ranking
    stage.open(
      .score(
        ScoreViewModel(
          row.record.title, ranking.attention(to: row.record, customer: row.customer),
          ranking.weights)))
    try stage.check("today-why")
  }
}

extension ListViewModel {
  /// Takes these groups of rows as all that there are.
  mutating func fill(_ groups: [(id: String, title: String, rows: [ListingRow])]) {
    _ = request()
    var window = ListingWindow(query: query, names: GivenRecords.names)
    for (id, title, rows) in groups {
      let isFolded = query.grouping?.folded.contains(id) == true
      let group = ListGroup(
        id, title, line: window.total, count: rows.count,
        done: today == nil
          ? nil
          : rows.first?.record.schema.completion.map { _ in rows.count { $0.record.isDone } },
        isFolded: isFolded)
      window.groups.append(group)
      window.headings += 1
      window.rows += isFolded ? [] : rows
      window.total = group.lines.upperBound
    }
    window.status = SyncStatus(completedAt: PageStage.now.moment)
    _ = receive(window, generation: generation)
  }
}
