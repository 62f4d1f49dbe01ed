// Where two long texts differ.

import Testing

@testable import ViewModels

@Suite struct TextDifferenceTests {
  @Test(arguments: [
    ("a b c", "a X c", "a b c", "a X c", 1), ("a\nb\nc", "a\nX\nc", "b", "X", 1),
    ("a\nc", "a\nb\nc", "", "b", 1), ("a\nb\nc", "a\nc", "b", "", 1),
    ("a\nb\nc\nd", "a\nX\nY\nZ\nd", "b c", "X Y Z", 3), ("a", "a\n", "", "", 1),
    ("e", "e\u{301}", "e", "e\u{301}", 1), ("x🇩🇪", "x🇩🇰", "x🇩🇪", "x🇩🇰", 1),
  ])
  func `it is the lines that are not in both`(
    old: String, new: String, oldLines: String, newLines: String, count: Int
  ) throws {
    let difference = try #require(TextDifference(lines(old), lines(new)))
    #expect(difference.old == oldLines && difference.new == newLines)
    #expect(difference.lineCount == count)
  }

  @Test func `equal texts have none`() {
    #expect(TextDifference(lines("a\nb"), lines("a\nb")) == nil)
    #expect(TextDifference(lines(""), lines("")) == nil)
  }

  @Test func `of a long line it shows what is around the first difference`() throws {
    let head = String(repeating: "ø", count: 5000)
    let difference = try #require(TextDifference([head + "old" + head], [head + "new" + head]))
    #expect(difference.old.hasPrefix("…ø") && difference.old.contains("old"))
    #expect(difference.new.contains("new") && difference.new.count <= 201)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
