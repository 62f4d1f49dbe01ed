// What a decision about many records would change, as it is drawn before it is made.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct BulkPageTests {
  private static let names = [
    "Call about the crane", "Send the quote", "Prepare the review of the year with all numbers",
    "月見坂物流の請求書を送る", "Moor the boat", "Train new admins", "Book a room",
  ]

  /// A due day for seven marked tasks, two of which the filter has hidden since, and one that is done.
  private func preview(rate: Int?) -> (BulkQuery, BulkPreview) {
    let decision = Decision.due("2026-12-04")
    var preview = BulkPreview()
    preview.requestsPerMinute = rate
    preview.alreadyCount = 1
    for (index, name) in Self.names.enumerated() {
      let task = Record(
        ref: .server(.task, "t\(index)"),
        body: [
          "id": .string("t\(index)"), "name": .string(name),
          "dueDate": index == 4 ? .null : .string("2026-11-\(10 + index)"),
        ])
      guard case .change(let change) = decision.verdict(on: task, now: PageStage.now) else {
        continue
      }
      preview.items.append(
        .init(title: name, of: "Harbour \(index)", change: change, isOutside: index > 4))
    }
    preview.obstacles = [.init(title: "Weigh the anchor", reason: .isDone)]
    let refs = Set((0...8).map { Ref.server(.task, "t\($0)") })
    return (BulkQuery(decision, about: refs, in: ListingQuery(.task), at: PageStage.now), preview)
  }

  private func stage(width: Int, rate: Int?) throws -> PageStage {
    let (query, preview) = preview(rate: rate)
    var stage = try PageStage(width: width, height: 20)
    stage.open(.bulk(BulkViewModel(query)))
    stage.answer(.entries, .bulk(preview))
    return stage
  }

  @Test(arguments: [38] + PageStage.widths)
  func `a preview says what the list does not show, what can't change, and what it costs`(
    _ width: Int
  ) throws {
    var stage = try stage(width: width, rate: 5)
    stage.run(.move(.down), .bulk(.leaveOut))
    try stage.check("bulk")
  }

  @Test func `a preview without a connection says that the time is not known`() throws {
    let stage = try stage(width: 76, rate: nil)
    try stage.check("bulk-unknown-rate")
  }
}
