// What can be decided about all marked records besides their due day: who has them, tags, traits,
// archiving, and the last decision again.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct BulkDecisionTests {
  /// A list of tasks or accounts, of which the first two are marked.
  private func program(_ resource: Resource = .task) -> Answering {
    let records = (1...3).map { number in
      Given.record(
        resource, "r\(number)",
        ["name": .string("Record \(number)"), "tags": ["old", .string("tag \(number)")]])
    }
    let people = [
      Given.record(.admin, "me", ["name": "Dana"]), Given.record(.admin, "mo", ["name": "Mo"]),
    ]
    var program = Answering(Given.app(), records + people)
    program.traits = [.trait("plan", label: "Plan", type: "string")]
    program.start()
    program.run(.app(.openView(resource)))
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    program.effects = []
    return program
  }

  private func preview(_ program: Answering) -> BulkViewModel? {
    if case .bulk(let bulk)? = program.app.overlay { bulk } else { nil }
  }

  /// Approves the preview; the group that is handed in.
  private func approve(_ program: inout Answering) throws -> GroupSubmission {
    #expect(program.submitted.isEmpty)
    program.run(.bulk(.apply))
    let groups = program.effects.compactMap { effect -> GroupSubmission? in
      if case .submitGroup(let group) = effect { group } else { nil }
    }
    #expect(program.app.screen?.focusedList?.marks.isEmpty == true)
    return try #require(groups.count == 1 ? groups.first : nil)
  }

  private let marked: [Ref] = [.server(.task, "r1"), .server(.task, "r2")]

  @Test func `a person that is picked gets all of them`() throws {
    var program = program()
    program.run(.decision(.assign))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("nobody can be picked: \(program.said)")
      return
    }
    #expect(picker.title == "Assignee of 2 tasks")
    program.type("mo")
    program.run(.dialog(.accept))
    #expect(preview(program)?.name(now: Given.now) == "Assign to Mo: 2 tasks")
    let group = try approve(&program)
    #expect(group.changes.map(\.ref) == marked)
    #expect(group.changes.map(\.fields) == [["assignedToId": "mo"], ["assignedToId": "mo"]])
  }

  @Test func `tags are added and taken away, and each keeps its others`() throws {
    var program = program()
    program.run(.decision(.tags))
    program.type("+risk -old")
    program.run(.dialog(.accept))
    #expect(preview(program)?.name(now: Given.now) == "Tags +risk -old: 2 tasks")
    let group = try approve(&program)
    #expect(group.changes.map(\.ref) == marked)
    #expect(
      group.changes.map(\.fields) == [["tags": ["tag 1", "risk"]], ["tags": ["tag 2", "risk"]]])
  }

  @Test func `a trait is set to one value, and can be cleared`() throws {
    var program = program(.account)
    program.run(.record(.setField("traits.plan")))
    program.type("gold")
    program.run(.form(.enter))
    #expect(preview(program)?.name(now: Given.now) == "Plan: gold: 2 accounts")
    let group = try approve(&program)
    #expect(
      group.changes.map(\.ref) == [.server(.account, "r1"), .server(.account, "r2")])
    #expect(
      group.changes.map(\.fields) == [["traits": ["plan": "gold"]], ["traits": ["plan": "gold"]]])
  }

  @Test func `archiving is shown with what it means, and has no other question`() throws {
    var program = program()
    program.run(.record(.archive))
    let bulk = try #require(preview(program))
    #expect(bulk.name(now: Given.now) == "Archive: 2 tasks")
    let head = BulkPage(bulk, program.app.shared).page.head.map(\.text)
    #expect(head.contains { $0.contains("can be brought back only in Vitally itself") })
    let group = try approve(&program)
    #expect(group.changes.map(\.action) == [.archive, .archive])
    #expect(group.changes.map(\.ref) == marked)
  }

  @Test func `what was decided about one is decided again about all that is marked, and back`()
    throws
  {
    // Given a task that was given to somebody
    var program = program()
    program.run(.screen(.stepBack))
    program.run(.decision(.assign))
    program.type("mo")
    program.run(.dialog(.accept))
    #expect(program.submitted.map(\.ref) == [.server(.task, "r3")])
    program.effects = []

    // When others are marked, then the same key is about all of them
    program.run(.move(.top))
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    program.run(.decision(.again))
    #expect(preview(program)?.name(now: Given.now) == "Assign to Mo: 2 tasks")
    #expect(try approve(&program).changes.map(\.ref) == marked)

    // And what was decided about many is decided again about one
    program.run(.mark(.all))
    program.run(.decision(.tags))
    program.type("risk")
    program.run(.dialog(.accept))
    program.run(.bulk(.apply))
    program.effects = []
    program.run(.move(.bottom))
    program.run(.decision(.again))
    #expect(program.submitted.map(\.fields) == [["tags": ["old", "tag 3", "risk"]]])
  }

  @Test func `until how long it takes is known, that is said`() throws {
    var program = program()
    program.run(.decision(.bump("+3d")))
    var bulk = try #require(preview(program))
    func cost() -> String {
      BulkPage(bulk, program.app.shared).page.head.map(\.text).joined()
    }
    #expect(cost().contains("then written); how long they take is not known yet."))
    var known = try #require(bulk.preview)
    for (rate, words) in [
      (60, "less than a minute"), (2, "about 2 minutes"), (3, "about 2 minutes"),
      (1, "about 4 minutes"),
    ] {
      known.requestsPerMinute = rate
      bulk.take(known)
      #expect(cost().contains(" 4 requests (each record is read, then written), \(words)."))
    }
  }
}
