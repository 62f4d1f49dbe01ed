// Records are found on the server by ids and mail addresses of any form.

import Testing
import VitallyDemo
import VitallyModel

@testable import Store

@Suite struct FindTests {
  @Test(
    "An external id may hold what a path or an address is made of",
    arguments: ["crm/47:11@north 2", "../users/x", "a?b#c%2F", "kim@", "a b"])
  func oddIDs(id: String) async throws {
    try await ServedWorkspace.run { served in
      // Given an account that was added after the lists came in
      await served.sweep()
      let body = try #require(
        JSONValue.object(["name": "Docks", "externalId": .string(id)]).jsonText as String?)
      _ = served.server.insert("accounts", fields: body)
      served.server.resetHits()

      // When it is looked for by this id
      guard case .success(let ref) = await served.workspace.find(id) else {
        Issue.record("not found")
        return
      }

      // Then it is found, by requests for this one id and nothing else
      #expect(ref.resource == .account)
      let paths = served.server.hits().map(\.path).filter { $0.contains("/accounts") }
      #expect(paths.count == 1)
      #expect(paths.first?.split(separator: "/").count == 3, "\(paths)")
    }
  }

  @Test("Two people with one mail address are both there to choose from")
  func sameAddress() async throws {
    try await ServedWorkspace.run { served in
      // Given two new users with one address, one of them with an id of the customer's
      await served.sweep()
      let account = try #require(served.server.ids("accounts").first)
      let more = ["\"externalId\": \"crm-1\"", "\"externalId\": \"crm-2\""]
      for other in more {
        _ = served.server.insert(
          "users",
          fields: """
            {"name": "Kim", "email": "kim@twice.example", "accountIds": ["\(account)"], \(other)}
            """)
      }

      // When the address is looked for
      _ = await served.workspace.find("kim@twice.example")

      // Then both are offered, told apart by their ids
      let refs = try served.workspace.store.find("kim@twice.example")
      let matches = try served.workspace.store.matches(of: refs)
      #expect(matches.map(\.title) == ["Kim", "Kim"])
      #expect(
        Set(matches.map(\.detail)) == [
          "kim@twice.example · crm-1", "kim@twice.example · crm-2",
        ])
      let query = MatchQuery(.user, words: "kim@twice")
      #expect(Set(try served.workspace.store.matches(query)) == Set(matches))
    }
  }
}
