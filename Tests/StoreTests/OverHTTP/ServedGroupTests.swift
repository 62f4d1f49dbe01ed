// A call that is logged on a real server, which refuses one of its tasks.

import Testing
import VitallyDemo
import VitallyModel

@testable import Store

@Suite struct ServedGroupTests {
  @Test func `of a call the server has the note and the tasks that it took, each once`()
    async throws
  {
    try await ServedWorkspace.run(accounts: 3, pageSize: 100) { served in
      // Given a server that refuses the first task
      await served.sweep()
      let account = JSONValue.string(try #require(served.server.ids("accounts").first))
      let notes = served.server.count("notes")
      let tasks = served.server.count("tasks")
      served.server.set(.fail(.status(422), matching: "POST /resources/tasks", times: 1))

      // When a call is logged
      let day = JSONValue.string("2026-03-01T14:30:00.000Z")
      let note = NewChange.creating(
        .made(.note, "call-note"),
        [
          ("subject", "Call"), ("noteDate", day), ("accountId", account),
          ("note", "<p>They will renew.</p>"), ("externalId", "call-note"),
        ])
      let group = [NewChange].call(
        note: note,
        tasks: (1...2).map { number in
          NewChange.creating(
            .made(.task, "call-task-\(number)"),
            [
              ("name", JSONValue.string("Task \(number)")), ("accountId", account),
              ("externalId", JSONValue.string("call-task-\(number)")),
            ])
        }, id: "g")
      let changes = try served.workspace.submit(group, named: ["1", "2", "3"])
      await served.workspace.idle()

      // Then the second task is not stopped by the first
      let states = changes.map { served.workspace.change($0.id)?.state }
      #expect(states == [.answered, .refused, .answered])
      #expect(served.server.count("notes") == notes + 1)
      #expect(served.server.count("tasks") == tasks + 1)

      // And what was refused goes out when it is tried again
      try served.workspace.retry(changes.map(\.id))
      await served.workspace.idle()
      #expect(served.server.count("tasks") == tasks + 2)
      #expect(served.server.count("notes") == notes + 1)
    }
  }
}
