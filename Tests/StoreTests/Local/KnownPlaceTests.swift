// What of a noted place is still there: records by the refs that they have now, and drafts.

import Testing
import VitallyModel

@testable import Store

@Suite struct KnownPlaceTests {
  private let ref = Ref.server(.account, "account-1")
  private let gone = Ref.server(.account, "gone")
  private let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    test.workspace.open(ref)
    await test.workspace.idle()
    return test
  }

  @Test func `records are known by the refs that they have now`() async throws {
    // Given a record of the server, and one that it does not have yet
    let test = try await opened()
    await test.server.hold()
    _ = try test.workspace.submit(.creating(made, [("name", "New"), ("externalId", "new-1")]))
    let first = try test.workspace.losses(among: [ref, gone, made])
    #expect(first.gone == [gone] && first.renamed.isEmpty)
    let none = try test.workspace.losses(among: [])
    #expect(none.gone.isEmpty && none.renamed.isEmpty)

    // When that has reached the server, then it is known by its new ref
    await test.server.release()
    await test.workspace.idle()
    let now = try #require(test.log.merges.first)
    let losses = try test.workspace.losses(among: [ref, gone, made])
    #expect(losses.gone == [gone] && losses.renamed == [made: now])
    await test.workspace.stop()
  }

  @Test func `drafts are found by their ids, and only the first program leads`() async throws {
    let test = try await opened()
    let draft = Draft(
      "form", ref: ref, texts: ["name": "A"], createdAt: TestClock.start,
      updatedAt: TestClock.start)
    try test.workspace.keep(draft)
    #expect(try test.workspace.drafts(named: ["other", "form"]) == [draft])
    #expect(try test.workspace.drafts(named: []).isEmpty)

    let second = try TestWorkspace(like: test, starts: false)
    #expect(test.workspace.isFirst && !second.workspace.isFirst)
    await second.workspace.stop()
    await test.workspace.stop()
  }
}
