// How many columns a text takes.

import Terminal
import Testing

@Suite struct TextWidthTests {
  @Test func `the cursor stands after the columns before it`() {
    let text = "a漢e\u{301}👍🏽z"
    let columns = text.indices.map { TextWidth.columns(text, upTo: $0) }
    #expect(columns == [0, 1, 3, 4, 6])
    #expect(TextWidth.columns(text, upTo: text.endIndex) == 7)
  }
}
