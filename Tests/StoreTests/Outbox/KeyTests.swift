import Testing
import VitallyModel

@testable import Store

@Suite struct KeyTests {
  private let ref = Ref.server(.account, "account-1")
  private let change = NewChange(
    .update, .server(.account, "account-1"), fields: ["name": "New"], base: ["name": "Account 1"])

  /// The files of a workspace that knows one account, after it was closed.
  private func closed() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    test.workspace.open(ref)
    await test.workspace.idle()
    await test.workspace.stop()
    await test.server.forgetCalls()
    return test
  }

  @Test func `before the first change a known record is asked for, once`() async throws {
    let test = try TestWorkspace(like: try await closed())
    _ = try test.workspace.submit(change)
    await test.workspace.idle()
    _ = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "Newer"], base: ["name": "New"]))
    await test.workspace.idle()
    let record = "record account account-1"
    #expect(
      await test.server.calls == [
        record, record, "send update account account-1", record, "send update account account-1",
      ])
  }

  @Test func `with the key of another workspace nothing is sent`() async throws {
    // Given a server that does not know the account
    let test = try TestWorkspace(like: try await closed(), starts: false)
    let other = ScriptedServer()
    await other.put(.account, [account(7)])
    test.workspace.start(source: other)
    let change = try test.workspace.submit(change)
    await test.workspace.idle()
    // When pages come in from it, and time goes by
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    test.workspace.tick()
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    #expect(await other.writes.isEmpty)
    #expect(test.log.notices.count == 1)
    #expect(test.log.notices.first?.contains("is not found with this API key") == true)
    // And when the right key comes, it goes out
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `a rejected key stops sending until something gets through`() async throws {
    let test = try TestWorkspace(like: try await closed())
    await test.server.rejectKey(true)
    let change = try test.workspace.submit(change)
    await test.workspace.idle()
    test.workspace.tick()
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    #expect(test.log.notices == ["Your changes wait and nothing is sent. The key is wrong."])
    #expect(await test.server.calls.count == 1)
    // When the key works again
    await test.server.rejectKey(false)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `what waits for the key says what to check`() async throws {
    // Given a key that is refused when the first change leaves
    let test = try TestWorkspace(like: try await closed())
    await test.server.rejectKey(true)
    let first = try test.workspace.submit(change)
    await test.workspace.idle()
    #expect(test.workspace.change(first.id)?.sentence == "The key is wrong.")
    // When another one is made
    let second = try test.workspace.submit(
      NewChange(.create, .made(.note, "n"), fields: ["subject": "Visit"]))
    await test.workspace.idle()
    // Then it says the same, though it was never tried
    #expect(test.workspace.change(second.id)?.sentence == "The key is wrong.")
    #expect(test.state(second) == .waiting)
    // And with the key of another workspace both say that
    let other = ScriptedServer()
    test.workspace.start(source: other)
    await test.workspace.idle()
    for id in [first.id, second.id] {
      #expect(
        test.workspace.change(id)?.sentence.contains("Check the key and the subdomain") == true)
    }
  }
}
