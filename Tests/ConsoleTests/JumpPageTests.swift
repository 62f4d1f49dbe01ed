// The box in which one jumps as it is drawn from what was found.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct JumpPageTests {
  private static let sizes = [(80, 21), (120, 37)]

  private static let hits = [
    JumpHit(
      .server(.account, "a1"), title: "Bjørkelund Logistikk", detail: "Bjørkelund – Group",
      rank: .beginning, isVisited: true),
    JumpHit(.server(.organization, "o1"), title: "Bjørkelund – Group", rank: .beginning),
    JumpHit(
      .server(.user, "u1"), title: "Søren Björk", detail: "株式会社ミナト海運 · soren.bjork@minato.example",
      rank: .words),
    JumpHit(
      .server(.customObject, "x1"),
      title: "Berths at Bjørkøya with a name that goes on and on and on",
      detail: "", rank: .words),
    JumpHit(
      .server(.task, "t1"),
      title: "Send the contract to Bjørkelund, this time to the right address",
      detail: "Bjørkelund Fisk AS", rank: .words, isHidden: true),
    JumpHit(
      .server(.npsResponse, "s1"), title: "9 · b.jarkko@northwind.example", detail: "Northwind",
      rank: .letters),
  ]

  /// A box over a list of accounts in which nothing can be archived.
  private func stage(
    _ typed: String, _ found: JumpHits?, _ size: (Int, Int)
  ) throws -> PageStage {
    var stage = try PageStage(width: size.0, height: size.1)
    let contexts: [Context] = [.list, .record, .global]
    let commands = JumpCommand.all(in: contexts, stage.shared) { command in
      if command == .record(.archive) {
        return .no("Accounts can't be archived, only deleted: Dx.")
      }
      return contexts.contains { command.words.contexts.contains($0) } ? .yes : .hidden
    }
    stage.open(.jump(JumpViewModel(commands)))
    if !typed.isEmpty { stage.send(.text(typed)) }
    if let found { stage.answer(.matches, .jump(found), generation: typed.isEmpty ? 1 : 2) }
    return stage
  }

  @Test(arguments: sizes) func `where one was, then lists, screens and commands`(
    width: Int, height: Int
  ) throws {
    let visited = [Self.hits[2], Self.hits[0]]
    var stage = try stage("", JumpHits(words: "", hits: visited), (width, height))
    try stage.check("jump")
    stage.run(.dialog(.next), .dialog(.next))
    stage.run(.move(.pageDown))
    try stage.check("jump-commands")
  }

  @Test(arguments: sizes) func `records, with what answers marked, and what lists hide`(
    width: Int, height: Int
  ) throws {
    var stage = try stage(
      "bjork", JumpHits(words: "bjork", hits: Self.hits, hasMore: true), (width, height))
    stage.run(.dialog(.next))
    try stage.check("jump-records")
  }

  @Test(arguments: sizes) func `a command that can't be run, with the reason`(
    width: Int, height: Int
  ) throws {
    try stage("arch", JumpHits(words: "arch"), (width, height)).check("jump-reason")
  }

  @Test func `what is not there, and what may be asked for`() throws {
    try stage("zz zz", JumpHits(words: "zz zz"), Self.sizes[0]).check("jump-nothing")
    let fetching = JumpHits(words: "crm-4711", unfetched: [.note, .task])
    try stage("crm-4711", fetching, Self.sizes[0]).check("jump-ask")
  }
}
