// Accounts are attached to organizations and detached from them: in order, and never over what
// somebody else has done.

import Testing
import VitallyModel

@testable import Store

@Suite struct AttachTests {
  private let ref = Ref.server(.account, "account-1")
  private let group = Ref.server(.organization, "group-1")

  /// A workspace with two organizations and an account of the first.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(
      .organization,
      [body("group", 1, ["name": "Group 1"]), body("group", 2, ["name": "Group 2"])])
    await test.server.put(.account, [account(1, ["organizationId": "group-1"]), account(2)])
    for resource in [Resource.organization, .account] { test.workspace.show(resource) }
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  private func change(_ test: TestWorkspace, _ ref: Ref, to value: JSONValue) throws -> NewChange {
    let row = try #require(try test.row(ref))
    return .updating(row.record, [(FieldPath("organizationId"), value)])
  }

  @Test func `an account is listed at its new organization at once, and sent there`() async throws {
    let test = try await opened()
    await test.server.hold()
    let change = try test.workspace.submit(try change(test, ref, to: "group-2"))
    #expect(try test.titles(.account, parent: .server(.organization, "group-2")) == ["Account 1"])
    #expect(try test.titles(.account, parent: group).isEmpty)
    await test.server.release()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.map(\.body) == [["organizationId": "group-2"]])
  }

  @Test func `detaching sends null`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(try change(test, ref, to: .null))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.map(\.body) == [["organizationId": .null]])
    #expect(try test.titles(.account, parent: group).isEmpty)
  }

  @Test func `somebody else's attachment is a conflict`() async throws {
    let test = try await opened()
    await test.server.change(.account, "account-1", ["organizationId": .null])
    let change = try test.workspace.submit(try change(test, ref, to: "group-2"))
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(await test.server.writes.isEmpty)
  }

  @Test func `a new account and a new organization are made first`() async throws {
    // Given both, not on the server yet
    let test = try await opened()
    let newGroup = Ref.made(.organization, "11111111-0000-4000-8000-000000000001")
    let newAccount = Ref.made(.account, "11111111-0000-4000-8000-000000000002")
    await test.server.hold()
    _ = try test.workspace.submit(
      .creating(newGroup, [("name", "New group"), ("externalId", "g")]))
    _ = try test.workspace.submit(
      .creating(newAccount, [("name", "New account"), ("externalId", "a")]))
    let attaching = try test.workspace.submit(
      try change(test, newAccount, to: .string(newGroup.description)))
    #expect(try test.titles(.account, parent: newGroup) == ["New account"])

    // When the server answers, then they go out, and the attachment last, with the server's id
    await test.server.release()
    await test.workspace.idle()
    #expect(test.state(attaching) == .answered)
    let last = try #require(await test.server.writes.last)
    #expect(last.action == .update && last.body["organizationId"]?.text?.hasPrefix("new-") == true)
  }

  @Test(arguments: [VitallyError.Kind.notFound, .refused])
  func `an organization that was deleted meanwhile is refused, and nothing is lost`(
    kind: VitallyError.Kind
  ) async throws {
    let test = try await opened()
    await test.server.fail(
      .send, .account,
      with: VitallyError(kind, sentence: "Vitally does not have this organization."))
    let change = try test.workspace.submit(try change(test, ref, to: "group-2"))
    await test.workspace.idle()
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.state == .refused)
    #expect(stored.sentence == "Vitally does not have this organization.")
    #expect(stored.new.fields == ["organizationId": "group-2"])
    // The account is where it was, with a mark
    #expect(try test.titles(.account, parent: group) == ["Account 1"])
    #expect(try test.row(ref)?.pending == .refused)
  }
}
