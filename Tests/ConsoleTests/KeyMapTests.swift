// The key map: what keys mean in a place, and mistakes in the file.

import Terminal
import Testing
import ViewModels
import VitallyModel

@testable import Console

@Suite struct KeyMapTests {
  let list: [Context] = [.list, .record, .global]

  @Test func `the shipped keys have no clash and bind only what does something`() throws {
    let map = try KeyMapReader.standard()
    for chain in Context.chains { #expect(map.clashes(in: chain).isEmpty) }
  }

  @Test func `every command has a key or is meant for the command line`() throws {
    let bound = Set(
      try KeyMapReader.standard().bindings.values.joined().map(\.command.words.name))
    let typed: Set = ["list.hidden", "user.identify"]
    for name in Command.all.map(\.words.name) {
      #expect(bound.contains(name) != typed.contains(name), "\(name)")
    }
  }

  @Test func `what a command is called in key maps reads back as that command`() {
    let spoken: [Command] = [
      .app(.openView(.npsResponse)), .record(.add(.task)), .record(.setField("traits.a b")),
      .list(.editColumn("name")), .list(.sort("MRR")), .pane(.showTab(3)), .text(.openLink(9)),
    ]
    for command in Command.all + spoken { #expect(Command(command.text) == command) }
    #expect(Set(Command.all.map(\.words.name)).count == Command.all.count)
    for text in ["", "no.such", "view.open", "view.open accounts", "tab.show x"] {
      #expect(Command(text) == nil, "\(text)")
    }
  }

  @Test func `keys are matched, pending or nothing`() throws {
    let map = try KeyMapReader.standard()
    #expect(map.lookup([.character("j")], in: list) == .matched(.move(.down)))
    #expect(
      map.lookup([.character("g"), .character("t")], in: list)
        == .matched(.app(.openView(.task))))
    #expect(map.lookup([.character("&")], in: list) == .none)
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
    #expect(map.lookup([.character("x")], in: list) == .matched(.move(.down)))
    #expect(
      map.lookup([.character("x")], in: [.reader, .global]) == .matched(.screen(.refresh)))
  }

  @Test func `overlays let suspend, redraw and help through, but no text`() throws {
    let map = try KeyMapReader.standard()
    let prompt: [Context] = [.prompt, .editor]
    #expect(map.lookup([.control("z")], in: prompt) == .matched(.app(.suspend)))
    #expect(map.lookup([.function(1)], in: prompt) == .matched(.app(.help)))
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
