// A long text that somebody else has changed as well: other lines are joined, the same lines are a
// conflict.

import Testing
import VitallyModel

@testable import Store

@Suite struct LineMergingTests {
  private let ref = Ref.server(.note, "note-1")
  private static let base = "<p>One</p><p>Two</p><p>Three</p>"

  /// A workspace whose cache has a note of three lines, which somebody else changes then.
  private func opened(theirs: String, _ more: JSONObject = [:]) async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(
      .note, [body("note", 1, ["subject": "Call", "note": .string(Self.base)])])
    test.workspace.show(.note)
    await test.workspace.idle()
    await test.server.change(.note, "note-1", more.with(["note": .string(theirs)]))
    await test.server.forgetCalls()
    return test
  }

  private func edit(_ note: String, _ more: JSONObject = [:], _ base: JSONObject = [:]) -> NewChange
  {
    NewChange(
      .update, ref, fields: more.with(["note": .string(note)]),
      base: base.with(["note": .string(Self.base)]))
  }

  private func note(_ test: TestWorkspace) async -> String? {
    await test.server.body(.note, "note-1")?["note"]?.text
  }

  @Test func `other lines are kept beside the user's, which is said once`() async throws {
    let test = try await opened(theirs: "<p>One!</p><p>Two</p><p>Three</p>")
    let change = try test.workspace.submit(edit("<p>One</p><p>Two</p><p>Three!</p><p>Four</p>"))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    let joined = "<p>One!</p><p>Two</p><p>Three!</p><p>Four</p>"
    #expect(await note(test) == joined)
    #expect(
      test.log.notices == [
        "Somebody else also changed other lines of Note of Call: both changes are kept."
      ])
    #expect(try test.row(ref)?.record["note"].text == joined)
    // And what is undone later is what was joined
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.new["note"]?.value.text == joined)
    #expect(stored.new["note"]?.base?.text == "<p>One!</p><p>Two</p><p>Three</p>")
  }

  @Test func `the same lines are the user's to choose, and nothing is sent`() async throws {
    let test = try await opened(theirs: "<p>One</p><p>Two, theirs</p><p>Three</p>")
    let change = try test.workspace.submit(edit("<p>One</p><p>Two, mine</p><p>Three!</p>"))
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(await test.server.writes.isEmpty)
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.fieldMessages.map(\.path) == ["note"])
    #expect(stored.new == edit("<p>One</p><p>Two, mine</p><p>Three!</p>"))
  }

  @Test func `beside a conflict in another field nothing is joined yet`() async throws {
    let test = try await opened(
      theirs: "<p>One!</p><p>Two</p><p>Three</p>", ["subject": "Theirs"])
    let change = try test.workspace.submit(
      edit("<p>One</p><p>Two</p><p>Three!</p>", ["subject": "Mine"], ["subject": "Call"]))
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.fieldMessages.map(\.path) == ["subject"])
    #expect(stored.new["note"]?.base?.text == Self.base)
  }

  @Test func `a text that somebody else has emptied is not written again unasked`() async throws {
    let test = try await opened(theirs: "")
    let change = try test.workspace.submit(edit("<p>One</p><p>Two</p><p>Three</p><p>Four</p>"))
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
  }

  @Test func `a joined text whose answer was lost is neither sent nor joined twice`() async throws {
    // Given a joined text that is on the server, though no answer came
    let test = try await opened(theirs: "<p>One!</p><p>Two</p><p>Three</p>")
    await test.server.fail(.send, .note, with: .lost, happens: true)
    let change = try test.workspace.submit(edit("<p>One</p><p>Two</p><p>Three</p><p>Four</p>"))
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)

    // And somebody who changes it once more, right beside the user's line
    await test.server.change(
      .note, "note-1", ["note": "<p>One!</p><p>Two</p><p>Three!</p><p>Four</p>"])
    test.workspace.sendNow()
    await test.workspace.idle()

    // Then the user's line is there once
    let text = await note(test)
    #expect(text?.split(separator: "<p>Four</p>", omittingEmptySubsequences: false).count == 2)
    #expect(text?.contains("Three!") == true)
  }

  @Test func `what waits while it is joined is shown with both changes`() async throws {
    let test = try await opened(theirs: "<p>One!</p><p>Two</p><p>Three</p>")
    await test.server.fail(.send, .note, with: .broken)
    let change = try test.workspace.submit(edit("<p>One</p><p>Two</p><p>Three!</p>"))
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    #expect(try test.row(ref)?.record["note"].text == "<p>One!</p><p>Two</p><p>Three!</p>")
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await note(test) == "<p>One!</p><p>Two</p><p>Three!</p>")
  }
}
