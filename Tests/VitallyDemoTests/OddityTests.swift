// The odd records that real workspaces have and the sample shows.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Oddities")
struct OddityTests {
  let peer = Peer()

  private func account(_ index: Int) -> Peer.Answer {
    peer.get("accounts/\(peer.service.world.sample.id(.accounts, index))")
  }

  private func odd(_ path: String) -> [JSONObject] {
    let second = peer.service.world.sample.id(.accounts, 1)
    return peer.pages("accounts/\(second)/\(path)", limit: 100).flatMap(\.self)
  }

  @Test("accounts with nothing set, no traits, an empty external id, and an unfilled role")
  func accounts() throws {
    #expect(account(3)["csmId"] == .null && account(3)["mrr"] == .null)
    #expect(account(4)["traits"] == [:])
    #expect(account(5)["externalId"] == "")
    let role = try #require(account(6)["keyRoles"]?.array?.first?.object)
    #expect(role["vitallyUser"] == .null)
    #expect(account(8)["experimentalScore"] != nil)
    #expect(
      account(10)["traits"]?.object?["vitally.custom.kickoff"]?.string?.contains("O2") == true)
  }

  @Test("a trait of each kind under keys of each kind")
  func traits() throws {
    let traits = try #require(account(7)["traits"]?.object)
    #expect(traits["big"] == .number("9007199254740993123456789"))
    #expect(traits["float"] == 0.1 && traits["int"] == 42 && traits["yes"] == true)
    #expect(traits["nothing"] == .null && traits["list"] == ["a", "b"])
    #expect(traits["nested"]?.object != nil && (traits.text("long")?.count ?? 0) > 4000)
    #expect(traits["größe"] != nil && traits["with some spaces"] != nil && traits[""] != nil)
  }

  @Test("a name with escape sequences and a bidi override")
  func hostileName() {
    let name = account(2)["name"]?.string ?? ""
    #expect(name.unicodeScalars.contains("\u{1B}") && name.unicodeScalars.contains("\u{202E}"))
  }

  @Test("users without a name, without an address, without an account, and with a strange avatar")
  func users() {
    let users = peer.pages("users", limit: 100).flatMap(\.self)
    #expect(users.contains { $0["name"] == .null } && users.contains { $0["email"] == .null })
    #expect(users.contains { $0["accounts"] == [] && $0["organizations"] == [] })
    #expect(users.contains { $0["avatar"] == "n/a" })
  }

  @Test("notes with tables, scripts, 100 kB, nothing, no subject and no author")
  func notes() {
    let notes = odd("notes")
    let bodies = notes.compactMap { $0.text("note") }
    for mark in ["<table", "<script>", "&nbsp;", "<h1>", "\u{1B}", "\u{202E}", "<ul><li>one<li>"] {
      #expect(bodies.contains { $0.contains(mark) })
    }
    #expect(bodies.contains("") && bodies.contains { $0.utf8.count > 100_000 })
    #expect(notes.contains { $0["subject"] == .null && $0["author"] == .null })
    #expect(notes.contains { Moment($0.text("noteDate") ?? "") == nil })
    #expect(notes.contains { $0["aiSummary"] != nil })
  }

  @Test("a Slack conversation that reads inbound only, a project without a name")
  func others() throws {
    let slack = try #require(odd("conversations").first { $0.text("source") == "slack" })
    let whole = peer.get("conversations/\(slack.text("id") ?? "")")
    let types = (whole["messages"]?.array ?? []).compactMap { $0.object?.text("type") }
    #expect(slack["status"] == "" && slack["externalId"] == .null && slack["externalUrl"] == nil)
    #expect(!types.isEmpty && types.allSatisfy { $0 == "inbound" })
    let projects = odd("projects")
    #expect(projects.contains { $0["name"] == nil && $0["durationInDays"] == nil })
  }

  @Test("tasks with short and with full projects, one with an impossible day")
  func tasks() {
    let tasks = peer.pages("tasks", limit: 100).flatMap(\.self)
    let projects = tasks.flatMap { $0["projects"]?.array ?? [] }.compactMap(\.object)
    #expect(projects.contains { $0.keys == ["id", "name"] })
    #expect(projects.contains { $0["templateId"] != nil })
    #expect(odd("tasks").contains { $0.text("dueDate") == "2022-02-O2" })
  }

  @Test("a dismissed survey has no score")
  func dismissed() {
    let responses = peer.pages("npsResponses", limit: 100).flatMap(\.self)
    #expect(responses.contains { $0["score"] == .null && $0["dismissedAt"] != .null })
  }
}
