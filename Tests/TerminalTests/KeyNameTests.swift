// How keys are spelled, both ways.

import Terminal
import Testing

@Suite struct KeyNameTests {
  @Test(arguments: [
    ("j", Key.character("j")), ("G", .character("G")), ("?", .character("?")),
    ("é", .character("é")), ("-", .character("-")), ("F", .character("F")),
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("S-Tab", .backTab),
    ("Space", .character(" ")), ("Backspace", .backspace), ("Delete", .delete),
    ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PageUp", .pageUp), ("PageDown", .pageDown),
    ("C-d", .control("d")), ("C-_", .control("_")), ("C-\\", .control("\\")),
    ("C-Space", .control(" ")), ("C-Left", .controlLeft), ("C-Right", .controlRight),
    ("C-PageDown", .controlPageDown), ("S-Up", .shiftUp), ("F1", .function(1)),
    ("F12", .function(12)), ("S-F5", .function(17)), ("A-x", .alt("x")), ("A-X", .alt("X")),
    ("A-1", .alt("1")), ("A--", .alt("-")), ("A-Space", .alt(" ")), ("A-Enter", .alt("\r")),
    ("A-Backspace", .alt("\u{7F}")), ("A-Tab", .alt("\t")), ("A-C-x", .alt("\u{18}")),
    ("A-é", .alt("é")), ("A-Left", .altLeft), ("A-Delete", .altDelete),
  ])
  func `a name and its key turn into each other`(name: String, key: Key) {
    #expect(Key(name: name) == key)
    #expect(key.name == name)
  }

  @Test(arguments: [
    "", " ", "enter", "ESC", "jj", "C-", "C-é", "C-1", "A-", "A-xy", "F0", "F64", "Fx", "S-F13",
    "\u{1B}", "\n", "S-x",
  ])
  func `other names mean nothing`(name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test(arguments: ["C-i", "C-m", "C-j", "C-h", "C-["])
  func `a chord that sends another key's byte has no name`(name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test func `the case of a letter with Ctrl does not matter`() {
    #expect(Key(name: "C-D") == .control("d"))
  }
}
