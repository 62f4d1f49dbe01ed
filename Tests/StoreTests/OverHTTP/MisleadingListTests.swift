import Testing
import VitallyDemo
import VitallyModel

@testable import Store

/// Lists whose pages lead nowhere.
@Suite struct MisleadingListTests {
  @Test(arguments: [
    (Scenario.Fault.cursorRing, 3), (.endlessPages(areEmpty: false), 11),
    (.endlessPages(areEmpty: true), 11),
  ])
  func `a list that leads nowhere is given up, said to be partial, and holds up no other`(
    fault: Scenario.Fault, most: Int
  ) async throws {
    try await ServedWorkspace.run { served in
      // Given a list that never ends
      served.server.set(.fail(fault, matching: "GET /resources/organizations$"))
      // When all is fetched
      await served.sweep()
      // Then few pages were asked for, it is partial, and the others are complete
      #expect(served.server.hitCount(of: "GET /resources/organizations$") <= most)
      #expect(
        served.log.notices == [
          "“Organizations” is partial: Vitally repeats the same pages, so vitty "
            + "has stopped."
        ])
      let status = served.status(.organization)
      #expect(status.completedAt == nil)
      #expect(status.refreshedAt != nil)
      #expect(!status.isRunning)
      #expect(served.count(.organization) > 0)
      for other in Resource.swept where other != .organization {
        #expect(served.status(other).completedAt != nil, "\(other)")
      }
      // When time goes by, then it is not walked again and again
      served.server.resetHits()
      for _ in 1...3 { await served.tick(after: 300) }
      #expect(served.server.hitCount(of: "GET /resources/organizations$") <= 3)
      // When the server is mended and the user wants the list anew, then it is complete
      served.server.clearScenarios()
      await served.refresh(.organization)
      #expect(served.status(.organization).completedAt != nil)
      #expect(served.count(.organization) == served.server.count("organizations"))
      #expect(served.log.notices.count == 1)
    }
  }

  @Test func `a list that leads nowhere takes nothing away that is here`() async throws {
    try await ServedWorkspace.run { served in
      // Given a complete list, and a server whose list leads nowhere a day later
      await served.sweep()
      let count = served.count(.user)
      served.server.set(.fail(.cursorRing, matching: "GET /resources/users$"))
      await served.tick(after: 90_000)
      #expect(served.count(.user) == count)
      #expect(served.log.notices.first?.hasPrefix("“Users” is partial") == true)
    }
  }

  @Test func `of a list in two parts, the second comes in though the first leads nowhere`()
    async throws
  {
    try await ServedWorkspace.run { served in
      // Given tasks of which those that are not archived lead in circles
      served.server.set(.fail(.cursorRing, matching: "GET /resources/tasks$", times: 3))
      await served.sweep()
      let archived = served.server.hits().filter {
        $0.path == "/resources/tasks" && $0.query.contains("archived=true")
      }
      #expect(!archived.isEmpty)
      // Then the list is not taken for complete all the same
      #expect(served.status(.task).completedAt == nil)
    }
  }

  @Test func `a list without any record that never ends says why it is empty`() async throws {
    try await ServedWorkspace.run { served in
      for id in served.server.ids("npsResponses") { served.server.remove("npsResponses", id: id) }
      served.server.set(
        .fail(.endlessPages(areEmpty: true), matching: "GET /resources/npsResponses$"))
      await served.sweep()
      let status = served.status(.npsResponse)
      #expect(status.failure?.contains("repeats the same pages") == true)
    }
  }
}
