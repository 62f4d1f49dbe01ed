// Who the user is, as they have said: kept, and less than what the configuration says.

import Testing
import VitallyModel

@testable import Store

@Suite struct IdentityTests {
  private let people: [JSONObject] = [
    body("admin", 1, ["name": "Dana", "email": "dana@acme.example"]),
    body("admin", 2, ["name": "Mo", "email": "mo@acme.example"]),
  ]

  private func opened(like other: TestWorkspace? = nil, me: String? = nil) async throws
    -> TestWorkspace
  {
    let test = try TestWorkspace(like: other, pageSize: 10, me: me)
    await test.server.put(.admin, people)
    test.workspace.show(.admin)
    await test.workspace.idle()
    return test
  }

  @Test func `what was said is kept, and first told when the team is announced`() async throws {
    let test = try await opened()
    #expect(test.workspace.me() == nil)
    test.log.forget()
    try test.workspace.identify(.server(.admin, "admin-2"))
    #expect(test.workspace.me() == .server(.admin, "admin-2"))
    #expect(test.log.count(of: .admin) == 1)
    await test.workspace.stop()

    let next = try await opened(like: test)
    #expect(next.workspace.me() == .server(.admin, "admin-2"))
  }

  @Test func `the configured address comes first, if a team member has it`() async throws {
    let test = try await opened(me: "dana@acme.example")
    try test.workspace.identify(.server(.admin, "admin-2"))
    #expect(test.workspace.me() == .server(.admin, "admin-1"))
    await test.workspace.stop()

    let next = try await opened(like: test, me: "nobody@acme.example")
    #expect(next.workspace.me() == .server(.admin, "admin-2"))
  }
}
