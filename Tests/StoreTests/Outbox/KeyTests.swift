import Foundation
import TestSupport
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
    #expect(test.log.notices.contains { $0.contains("finds none of the records") })
    #expect(try test.titles(.account) == ["New"])
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
    #expect(test.log.notices == ["Your changes are waiting and nothing is sent. The key is wrong."])
    #expect(await test.server.calls.count == 1)
    // When the key works again
    await test.server.rejectKey(false)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `who wants to send while the key is being refused need not say so twice`()
    async throws
  {
    // Given a key that is refused when the first change leaves
    let test = try TestWorkspace(like: try await closed())
    let outbox = try #require(test.workspace.editor?.outbox)
    await test.server.rejectKey(true)
    // When it works again and the user wants to send, before the refusal is here
    await test.server.answerNextRecord { [server = test.server] in
      await server.rejectKey(false)
      await outbox.sendNow()
    }
    let change = try test.workspace.submit(change)
    await test.workspace.idle()
    // Then it is sent, and nothing is said of the key
    #expect(test.state(change) == .answered)
    #expect(test.log.notices.isEmpty)
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
        test.workspace.change(id)?.sentence.contains("Check key and subdomain") == true)
    }
  }

  // MARK: Another customer on the same host

  /// Loses what can be fetched again.
  private func loseCache(of test: TestWorkspace) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: test.folder.path + "/cache.db" + suffix)
    }
  }

  /// The server of another customer, whose lists have records of their own.
  private func otherCustomer() async -> ScriptedServer {
    let other = ScriptedServer()
    await other.put(.account, [account(7), account(8)])
    return other
  }

  @Test func `changes never go to another workspace after the cache was lost`() async throws {
    // Given a create and an update that wait in a workspace that has seen an account
    let earlier = try TestWorkspace(like: try await closed(), starts: false)
    let update = try earlier.workspace.submit(change)
    let create = try earlier.workspace.submit(
      NewChange(.create, .made(.account, "n"), fields: ["name": "Fjord"]))
    await earlier.workspace.stop()
    // When its cache is lost and the key belongs to another customer
    try loseCache(of: earlier)
    let test = try TestWorkspace(like: earlier, starts: false)
    let other = await otherCustomer()
    test.workspace.start(source: other)
    test.workspace.show(.account)
    await test.workspace.idle()
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then nothing was sent and nothing was taken in
    #expect(await other.writes.isEmpty)
    #expect(try test.titles(.account).contains("Account 7") == false)
    #expect(test.state(create) == .waiting)
    #expect(test.state(update) == .waiting)
    #expect(test.workspace.change(create.id)?.sentence.contains("API key") == true)
    // And with its own key all is sent
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    #expect(test.state(create) == .answered)
    #expect(test.state(update) == .answered)
  }

  @Test func `where nothing is known the user is asked before anything is sent`() async throws {
    // Given a create that was made before any record was seen
    let earlier = try TestWorkspace(starts: false)
    let create = try earlier.workspace.submit(
      NewChange(.create, .made(.account, "n"), fields: ["name": "Fjord"]))
    await earlier.workspace.stop()
    let test = try TestWorkspace(like: earlier)
    await test.server.put(.account, [account(1)])
    test.workspace.tick()
    await test.workspace.idle()
    #expect(await test.server.calls.isEmpty)
    // When it is to be sent
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then the user is asked
    #expect(test.log.all.contains { if case .keyInDoubt = $0 { true } else { false } })
    #expect(await test.server.writes.isEmpty)
    // And yes sends it
    test.workspace.sendNow(trustsKey: true)
    await test.workspace.idle()
    #expect(test.state(create) == .answered)
  }

  @Test func `a known record that was deleted does not make the key a strange one`() async throws {
    // Given a workspace that has seen two accounts and a task
    let first = try TestWorkspace()
    await first.server.put(.account, [account(1), account(2)])
    await first.server.put(.task, [task(1)])
    first.workspace.show(.account)
    first.workspace.show(.task)
    await first.workspace.idle()
    await first.workspace.stop()
    // When one of the accounts is gone
    await first.server.delete(.account, "account-2")
    let test = try TestWorkspace(like: first)
    let change = try test.workspace.submit(change)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `a strange key that the user trusts is known from then on`() async throws {
    let test = try TestWorkspace(like: try await closed(), starts: false)
    let moved = await otherCustomer()
    await moved.put(.account, [account(1)])
    await moved.delete(.account, "account-1")
    test.workspace.start(source: moved)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(await moved.calls.contains { $0.hasPrefix("page") } == false)
    // When the user says that it is the right one
    test.workspace.sendNow(trustsKey: true)
    await test.workspace.idle()
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    await test.workspace.stop()
    // Then the next start asks for what was seen with it
    let again = try TestWorkspace(like: test, starts: false)
    again.workspace.start(source: moved)
    again.workspace.refresh(ListKey(.account))
    await again.workspace.idle()
    #expect(again.log.notices.isEmpty)
    #expect(try again.titles(.account).contains("Account 8"))
  }
}
