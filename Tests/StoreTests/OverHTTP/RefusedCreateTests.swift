// New conversations, projects and NPS responses that the server refuses, in all ways in which it
// does: the reason is told, at the field where one is named, and nothing is lost.

import Testing
import VitallyDemo
import VitallyModel

@testable import Store

@Suite struct RefusedCreateTests {
  /// A refusal, and what is told of it.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let fault: Scenario.Fault
    /// How the sentence begins; a placeholder stands for the kind of record.
    let sentence: String
    var path: FieldPath?
    var testDescription: String { name }
  }

  static let refusals: [Refusal] = [
    Refusal(
      name: "400 as text", fault: .refusal(400, json: #"{"error": "Not today"}"#),
      sentence: "Vitally does not accept this {}: Not today"),
    Refusal(
      name: "404", fault: .status(404),
      sentence: "Vitally does not have this {}: it may have been deleted."),
    Refusal(
      name: "409", fault: .status(409), sentence: "Vitally "),
    Refusal(
      name: "422", fault: .status(422),
      sentence: "Vitally does not accept this {}: Scenario says 422"),
    Refusal(
      name: "403", fault: .status(403),
      sentence: "Vitally does not let this API key do that"),
  ]

  static let fields: [(Resource, String, FieldPath)] = [
    (.conversation, "/subject", "subject"),
    (.conversation, "/messages/0/message", "messages.0.message"),
    (.project, "/templateId", "templateId"), (.project, "/name", "name"),
    (.npsResponse, "/score", "score"), (.npsResponse, "/respondedAt", "respondedAt"),
  ]

  /// Runs a test with a small workspace that comes in at once: this is about single records.
  private func run(_ test: (ServedWorkspace) async throws -> Void) async throws {
    try await ServedWorkspace.run(accounts: 3, pageSize: 100, test)
  }

  /// A new record that the server would accept.
  private func create(_ resource: Resource, _ served: ServedWorkspace) throws -> NewChange {
    func some(_ collection: String) throws -> JSONValue {
      .string(try #require(served.server.ids(collection).first))
    }
    let values: [(FieldPath, JSONValue)]
    switch resource {
    case .conversation:
      values = [
        ("subject", "Terms"), ("externalId", "refused-thread"),
        (
          "messages",
          [
            [
              "externalId": "refused-message", "message": "<p>Hello</p>",
              "timestamp": "2026-03-01T14:30:00.000Z",
              "from": ["type": "user", "id": try some("users")],
              "to": [["type": "admin", "id": try some("admins")]],
            ]
          ]
        ),
      ]
    case .project:
      values = [
        ("name", "Roll-out"), ("templateId", try some("projectTemplates")),
        ("accountId", try some("accounts")),
      ]
    default:
      values = [
        ("score", 9), ("userId", try some("users")),
        ("respondedAt", "2026-03-01T14:30:00.000Z"), ("feedback", "Quick"),
        ("externalId", "refused-response"),
      ]
    }
    return .creating(.made(resource, "11111111-0000-4000-8000-000000000001"), values)
  }

  @Test(arguments: [Resource.conversation, .project, .npsResponse], refusals)
  func `the reason is told, and all of it is kept and can be sent again`(
    resource: Resource, refusal: Refusal
  ) async throws {
    try await run { served in
      // Given a server that refuses the next record of a kind
      await served.sweep()
      let path = resource.schema.path
      let count = served.server.count(path)
      served.server.set(.fail(refusal.fault, matching: "POST /resources/\(path)", times: 1))

      // When one is made
      let new = try create(resource, served)
      let change = try served.workspace.submit(new)
      await served.workspace.idle()

      // Then one sentence says why, and everything that was given is still there
      let refused = try #require(served.workspace.change(change.id))
      #expect(refused.state == .refused)
      let sentence = refusal.sentence.replacing("{}", with: resource.schema.singular)
      #expect(refused.sentence.hasPrefix(sentence), "\(refused.sentence)")
      #expect(refused.fieldMessages.isEmpty)
      #expect(refused.new.fields == new.fields)
      #expect(served.server.count(path) == count)

      // And it arrives once it is accepted
      try served.workspace.retry(change.id)
      await served.workspace.idle()
      #expect(served.workspace.change(change.id)?.state == .answered)
      #expect(served.server.count(path) == count + 1)
    }
  }

  @Test(arguments: fields)
  func `a field that the server names has the message, also within a message`(
    resource: Resource, pointer: String, path: FieldPath
  ) async throws {
    try await run { served in
      await served.sweep()
      let json = """
        {"error": {"message": "validation failed", "errors": [
        {"instancePath": "\(pointer)", "keyword": "minLength", "message": "must be longer"}]}}
        """
      served.server.set(
        .fail(
          .refusal(400, json: json), matching: "POST /resources/\(resource.schema.path)", times: 1))
      let new = try create(resource, served)
      let change = try served.workspace.submit(new)
      await served.workspace.idle()
      let refused = try #require(served.workspace.change(change.id))
      #expect(refused.state == .refused && refused.new.fields == new.fields)
      #expect(refused.fieldMessages == [.init(path: path, message: "must be longer")])
    }
  }

  @Test func `a template that is gone, and an account that is gone, are refused`() async throws {
    for collection in ["projectTemplates", "accounts"] {
      try await run { served in
        // Given a project in the making, and what it names deleted meanwhile
        await served.sweep()
        let new = try create(.project, served)
        let id = try #require(served.server.ids(collection).first)
        #expect(served.server.remove(collection, id: id))

        // When it is sent, then it is refused in a sentence, and nothing is lost
        let change = try served.workspace.submit(new)
        await served.workspace.idle()
        let refused = try #require(served.workspace.change(change.id))
        #expect(refused.state == .refused, "\(collection)")
        #expect(refused.sentence.hasPrefix("Vitally "), "\(refused.sentence)")
        #expect(refused.new.fields == new.fields)
      }
    }
  }

  @Test func `an organization that is gone refuses the account that is made in it`() async throws {
    try await run { served in
      await served.sweep()
      let group = try #require(served.server.ids("organizations").first)
      #expect(served.server.remove("organizations", id: group))
      let new = NewChange.creating(
        .made(.account, "11111111-0000-4000-8000-000000000001"),
        [("name", "Docks"), ("organizationId", .string(group)), ("externalId", "docks")])
      let change = try served.workspace.submit(new)
      await served.workspace.idle()
      let refused = try #require(served.workspace.change(change.id))
      #expect(refused.state == .refused)
      #expect(!refused.sentence.isEmpty && refused.new.fields == new.fields)
    }
  }
}
