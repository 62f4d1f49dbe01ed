// Lists in groups as they are drawn: a timeline, open and folded.

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

extension ListViewModel {
  /// Takes these groups of rows as all that there are.
  mutating func fill(_ groups: [(id: String, title: String, rows: [ListingRow])]) {
    _ = request()
    var window = ListingWindow(query: query, names: GivenRecords.names)
    for (id, title, rows) in groups {
      let isFolded = query.grouping?.folded.contains(id) == true
      let group = ListGroup(id, title, line: window.total, count: rows.count, isFolded: isFolded)
      window.groups.append(group)
      window.headings += 1
      window.rows += isFolded ? [] : rows
      window.total = group.lines.upperBound
    }
    window.status = SyncStatus(completedAt: PageStage.now.moment)
    _ = receive(window, generation: generation)
  }
}
