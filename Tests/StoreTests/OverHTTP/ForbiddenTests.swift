import Testing
import VitallyDemo
import VitallyModel

@testable import Store

/// What the key may not do, while it may do all the rest.
@Suite struct ForbiddenTests {
  private let team = "GET /resources/admins"

  @Test(arguments: [Resource.admin, .customField])
  func `a list that the key may not read is left out, and all others come in`(
    resource: Resource
  ) async throws {
    try await ServedWorkspace.run { served in
      // Given a server that keeps one list from the key
      let path = "GET /resources/\(resource.schema.path)"
      served.server.set(.fail(.status(403), matching: path))
      // When all is fetched
      await served.sweep()
      // Then it is told which list is left out and what to do, once, and the others are complete
      let sentence =
        "“\(resource.schema.plural)” is left out: this API key may not read that list. Ask "
        + "whoever manages the keys."
      #expect(served.log.notices == [sentence])
      #expect(served.status(resource).failure == sentence)
      for other in Resource.swept where other != resource {
        #expect(served.status(other).completedAt != nil, "\(other)")
      }
      // And once it may be read, it comes in without anybody doing anything
      served.server.clearScenarios()
      await served.tick(after: 300)
      #expect(served.status(resource).completedAt != nil)
      #expect(served.status(resource).failure == nil)
      #expect(served.log.notices == [sentence])
    }
  }

  @Test func `where only some filters of a list are forbidden, the key is not at fault`()
    async throws
  {
    try await ServedWorkspace.run { served in
      // Given custom fields of which the first few come in, and then no more
      served.server.set(.fail(.slow(milliseconds: 0), matching: "GET /resources/customF", times: 3))
      served.server.set(.fail(.status(403), matching: "GET /resources/customFields"))
      await served.sweep()
      #expect(served.log.notices.count == 1)
      #expect(served.log.notices.first?.hasPrefix("“Custom fields” is left out") == true)
      #expect(served.status(.task).completedAt != nil)
    }
  }

  @Test func `a key that may no longer read what it could read is at fault, and is left alone`()
    async throws
  {
    try await ServedWorkspace.run { served in
      // Given a workspace that is here, and a key that has lost its rights
      await served.sweep()
      served.server.resetHits()
      served.server.set(.fail(.status(403)))
      // When lists are refreshed
      await served.tick(after: 300)
      // Then one request was enough to know
      #expect(served.server.hitCount() == 1)
      #expect(served.log.notices.count == 1)
      #expect(served.log.notices.first?.hasPrefix("Vitally does not let this API key") == true)
    }
  }

  @Test func `a list that was taken from the key does not keep the others back for long`()
    async throws
  {
    try await ServedWorkspace.run { served in
      // Given accounts that the key may no longer read
      await served.sweep()
      served.server.set(.fail(.status(403), matching: "GET /resources/accounts"))
      await served.tick(after: 300)
      // When something else is answered, and time goes by
      await served.refresh(.task)
      served.server.resetHits()
      await served.tick(after: 300)
      // Then only the accounts are left out
      #expect(served.server.hitCount(of: "GET /resources/users") > 0)
      #expect(served.log.notices.last?.hasPrefix("“Accounts” is left out") == true)
    }
  }

  @Test func `what may not be looked for does not hide what may be found`() async throws {
    try await ServedWorkspace.run { served in
      // Given tasks that are not here, and accounts and users that the key may not read
      served.server.set(.fail(.status(404), matching: "GET /resources/tasks$"))
      served.server.set(.fail(.status(403), matching: "GET /resources/accounts"))
      served.server.set(.fail(.status(403), matching: "GET /resources/users"))
      await served.sweep()
      // When one looks for a task by its id
      let task = try #require(served.server.ids("tasks").first)
      guard case .success(let ref) = await served.workspace.find(task) else {
        Issue.record("not found")
        return
      }
      #expect(ref.resource == .task)
    }
  }

  @Test func `a write that the key may not do is refused alone`() async throws {
    try await ServedWorkspace.run { served in
      // Given a key that may not write tasks
      await served.sweep()
      served.server.set(.fail(.status(403), matching: "POST /resources/tasks"))
      let account = try #require(served.server.ids("accounts").first)
      let fields: JSONObject = ["name": "Call", "accountId": .string(account)]
      // When a task and a note are made
      let task = try served.workspace.submit(
        NewChange(.create, .made(.task, "t"), fields: fields))
      await served.workspace.idle()
      let note = try served.workspace.submit(
        NewChange(
          .create, .made(.note, "n"),
          fields: [
            "note": "Visit", "subject": "Visit", "noteDate": "2026-03-01T14:30:00.000Z",
            "accountId": .string(account),
          ]))
      await served.workspace.idle()
      // Then the task says why it is refused, and the note has arrived
      #expect(served.workspace.change(task.id)?.state == .refused)
      #expect(
        served.workspace.change(task.id)?.sentence.hasPrefix("Vitally does not let this API key")
          == true)
      #expect(served.workspace.change(note.id)?.state == .answered)
      // When the key may do it, then it goes out
      served.server.clearScenarios()
      try served.workspace.retry(task.id)
      await served.workspace.idle()
      #expect(served.workspace.change(task.id)?.state == .answered)
      // And where it may no longer do what it could, it is the key: what is made then waits
      served.server.set(.fail(.status(403), matching: "POST /resources/tasks"))
      let second = try served.workspace.submit(
        NewChange(.create, .made(.task, "t2"), fields: fields))
      await served.workspace.idle()
      #expect(served.workspace.change(second.id)?.state == .waiting)
      #expect(
        served.log.notices.last?.hasPrefix("Your changes are waiting and nothing is sent.") == true)
    }
  }
}
