// The key map: what keys mean in a place, and mistakes in the file.

import Terminal
import Testing
import ViewModels

@testable import Console

@Suite struct KeyMapTests {
  let list: [Context] = [.list, .record, .global]

  @Test func `the shipped keys have no clash and bind only what does something`() throws {
    let map = try KeyMapReader.standard()
    for chain in Context.chains { #expect(map.clashes(in: chain).isEmpty) }
  }

  @Test func `every command has a key or is meant for the command line`() throws {
    let bound = Set(
      try KeyMapReader.standard().bindings.values.joined().map(\.invocation.command))
    let typed: Set<Command> = [.hidden]
    for command in Command.allCases {
      #expect(bound.contains(command) != typed.contains(command), "\(command.rawValue)")
    }
  }

  @Test func `keys are matched, pending or nothing`() throws {
    let map = try KeyMapReader.standard()
    #expect(map.lookup([.character("j")], in: list) == .matched(Invocation(.down)))
    #expect(
      map.lookup([.character("g"), .character("t")], in: list)
        == .matched(Invocation(.openView, "task")))
    #expect(map.lookup([.character("#")], in: list) == .none)
    guard case .pending(let next) = map.lookup([.character("y")], in: list) else {
      Issue.record("y is not pending")
      return
    }
    #expect(next.map(\.keys) == ["y", "n", "l", "e", "i", "r"])
  }

  @Test func `the inner context wins`() throws {
    let map = try KeyMapReader.read(
      """
      [list]
      "x" = "move.down"
      [global]
      "x" = "view.refresh"
      """)
    #expect(map.lookup([.character("x")], in: list) == .matched(Invocation(.down)))
    #expect(
      map.lookup([.character("x")], in: [.reader, .global]) == .matched(Invocation(.refresh)))
  }

  @Test func `overlays let suspend, redraw and help through, but no text`() throws {
    let map = try KeyMapReader.standard()
    let prompt: [Context] = [.prompt, .editor]
    #expect(map.lookup([.control("z")], in: prompt) == .matched(Invocation(.suspend)))
    #expect(map.lookup([.function(1)], in: prompt) == .matched(Invocation(.help)))
    #expect(map.lookup([.character("?")], in: prompt) == .none)
    #expect(map.lookup([.character("q")], in: prompt) == .none)
  }

  @Test(arguments: [
    ("[nowhere]\n\"x\" = \"move.down\"", 1), ("[list]\n\"x\" = \"move.sideways\"", 2),
    ("[list]\n\n\"Hyper\" = \"move.down\"", 3), ("[list]\n\"x\" = 5", 2), ("[list]\nx y", 2),
    ("[confirm]\n\"x\" = \"move.down\"", 2),
  ])
  func `a mistake is told with its line`(text: String, line: Int) {
    #expect {
      try KeyMapReader.read(text)
    } throws: {
      ($0 as? KeyMapError)?.line == line
    }
  }

  @Test func `keys that can never be finished are a mistake`() {
    #expect(throws: KeyMapError.self) {
      try KeyMapReader.read(
        """
        [list]
        "a" = "move.down"
        [global]
        "a n" = "view.refresh"
        """)
    }
  }
}
