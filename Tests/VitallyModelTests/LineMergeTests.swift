// Joining two changes of one text by lines.

import TestSupport
import Testing

@testable import VitallyModel

@Suite struct LineMergeTests {
  /// Merges texts of one letter a line.
  private func merge(_ base: String, _ mine: String, _ theirs: String) -> LineMerge {
    LineMerge(
      base: base.map(String.init), mine: mine.map(String.init), theirs: theirs.map(String.init))
  }

  @Test(arguments: [
    ("abc", "aBc", "abc", "aBc"), ("abc", "abc", "abC", "abC"), ("abc", "Abc", "abC", "AbC"),
    ("abc", "abc", "abc", "abc"), ("abc", "aBc", "aBc", "aBc"), ("abc", "ac", "abcd", "acd"),
    ("abc", "xabc", "abcy", "xabcy"), ("ab", "AAb", "aB", "AAB"), ("ab", "Ab", "aB", "AB"),
    ("ab", "aXb", "aB", "aXB"), ("", "", "x", "x"), ("", "x", "x", "x"), ("ab", "", "ab", ""),
    ("abcd", "aXbcd", "abcYd", "aXbcYd"), ("abcdef", "def", "abcdeF", "deF"),
    ("aaab", "aaaab", "aaaB", "aaaaB"), ("abcd", "aXYd", "abcZ", "aXYZ"),
  ]) func `lines that one side has changed are taken from it`(
    base: String, mine: String, theirs: String, merged: String
  ) {
    #expect(merge(base, mine, theirs).lines?.joined() == merged)
    #expect(merge(base, theirs, mine).lines?.joined() == merged)
  }

  @Test(arguments: [
    ("abc", "aXc", "aYc", [LineMerge.Clash(base: ["b"], mine: ["X"], theirs: ["Y"])]),
    ("ab", "abX", "abY", [LineMerge.Clash(base: [], mine: ["X"], theirs: ["Y"])]),
    ("abc", "ac", "aYc", [LineMerge.Clash(base: ["b"], mine: [], theirs: ["Y"])]),
    (
      "abcd", "aXYd", "abZd",
      [LineMerge.Clash(base: ["c"], mine: ["Y"], theirs: ["Z"])]
    ),
    (
      "abcde", "Xbcde", "YbcdZ",
      [LineMerge.Clash(base: ["a"], mine: ["X"], theirs: ["Y"])]
    ),
    (
      "abcde", "XbcdV", "YbcdZ",
      [
        LineMerge.Clash(base: ["a"], mine: ["X"], theirs: ["Y"]),
        LineMerge.Clash(base: ["e"], mine: ["V"], theirs: ["Z"]),
      ]
    ),
  ]) func `lines that both sides have changed are to be chosen`(
    base: String, mine: String, theirs: String, clashes: [LineMerge.Clash]
  ) {
    let merge = merge(base, mine, theirs)
    #expect(merge.clashes == clashes)
    #expect(merge.lines == nil)
    #expect(merge.lines { $1.base }.count >= base.count - 1)
  }

  @Test func `the chosen lines stand among the others`() {
    let merge = merge("abcde", "XbcdV", "YbCdZ")
    #expect(merge.lines { $0 == 0 ? $1.mine : $1.theirs }.joined() == "XbCdZ")
    #expect(merge.lines { $1.mine + $1.theirs }.joined() == "XYbCdVZ")
  }

  @Test func `a change that was sent before is not taken twice`() {
    // Given theirs, which has mine already, and one of somebody else right beside it
    let merge = merge("ab", "amb", "Amb")
    #expect(merge.clashes == [LineMerge.Clash(base: ["a"], mine: ["a", "m"], theirs: ["A", "m"])])
  }

  @Test func `line ends of two characters and lines of blanks are kept`() {
    #expect(
      LineMerge.merged(base: "a\r\nb\r\nc", mine: "a\nB\nc", theirs: "a\r\nb\r\nC") == "a\r\nB\nC")
    #expect(LineMerge.merged(base: "a\n\n  b", mine: "a\n\n b", theirs: "A\n\n  b") == "A\n\n b")
  }

  // MARK: Generated

  /// Edits lines of a text, none of which touches another edit.
  private struct Edit {
    let range: Range<Int>
    let lines: [String]
  }

  private func apply(_ edits: [Edit], to lines: [String]) -> [String] {
    edits.sorted { $0.range.lowerBound > $1.range.lowerBound }.reduce(into: lines) {
      $0.replaceSubrange($1.range, with: $1.lines)
    }
  }

  @Test func `edits of different lines are both in the text, whoever made them`() {
    var dice = SeededRandom(seed: 13)
    for round in 0..<400 {
      // Given a text, some of whose lines repeat, and edits between which at least one line stays
      let base = (0..<Int.random(in: 1...60, using: &dice)).map { number in
        Bool.random(using: &dice)
          ? "line \(number)" : ["<p>", "</p>", ""].randomElement(using: &dice) ?? ""
      }
      var (mine, theirs): ([Edit], [Edit]) = ([], [])
      var index = 0
      while index < base.count {
        let end = min(base.count, index + Int.random(in: 1...3, using: &dice))
        let lines = (0..<Int.random(in: 0...2, using: &dice)).map { "new \(round) \(index) \($0)" }
        let edit = Edit(range: index..<end, lines: lines)
        switch Int.random(in: 0...3, using: &dice) {
        case 0: mine.append(edit)
        case 1: theirs.append(edit)
        default: break
        }
        index = end + Int.random(in: 1...4, using: &dice)
      }

      // When they are joined, then all edits are there, or nothing is lost in a clash
      let merge = LineMerge(
        base: base, mine: apply(mine, to: base), theirs: apply(theirs, to: base))
      let both = apply(mine + theirs, to: base)
      if let lines = merge.lines {
        #expect(lines == both)
      } else {
        #expect(merge.lines { $1.mine } != merge.lines { $1.theirs })
      }
    }
  }

  @Test func `choosing one side everywhere gives its text, where only it has changed anything`() {
    var dice = SeededRandom(seed: 7)
    for _ in 0..<300 {
      let letters = Array("abcdefgh")
      func text() -> [String] {
        (0..<Int.random(in: 0...12, using: &dice)).map { _ in
          String(letters.randomElement(using: &dice) ?? "a")
        }
      }
      let (base, mine, theirs) = (text(), text(), text())
      #expect(LineMerge(base: base, mine: mine, theirs: base).lines == mine)
      #expect(LineMerge(base: base, mine: base, theirs: theirs).lines == theirs)
      #expect(LineMerge(base: base, mine: mine, theirs: mine).lines == mine)
      // And nothing of either side is lost
      let merge = LineMerge(base: base, mine: mine, theirs: theirs)
      let kept = merge.lines { $1.mine + $1.theirs + $1.base }
      #expect(Set(mine + theirs).subtracting(base).isSubset(of: kept))
    }
  }

  @Test func `fifty thousand lines are compared in little more than as many steps`() {
    // Given texts without a line in common, with one line only, and with every other line changed
    let count = 50_000
    let base = (0..<count).map { "line \($0)" }
    let other = (0..<count).map { "other \($0)" }
    let same = Array(repeating: "same", count: count)
    let odd = base.enumerated().map { $0 % 2 == 0 ? $1 : $1 + "!" }
    for (mine, theirs) in [(other, base), (same, other), (odd, base.reversed()), (odd, same)] {
      let merge = LineMerge(base: base, mine: mine, theirs: theirs)
      #expect(!merge.parts.isEmpty)
    }
    #expect(LineMerge(base: base, mine: odd, theirs: base).lines == odd)
  }
}
