// What goes to the terminal's clipboard.

import Testing

@testable import Terminal

@Suite struct ClipboardSequenceTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ("é😀", "w6nwn5iA"), ("\u{1B}", "Gw=="),
  ])
  func `text is sent as base64`(text: String, encoded: String) throws {
    let sequence = try #require(ClipboardSequence(text))
    #expect(String(decoding: sequence.bytes, as: UTF8.self) == "\u{1B}]52;c;\(encoded)\u{7}")
  }

  @Test func `text is capped`() {
    let longest = String(repeating: "a", count: ClipboardSequence.longestText)
    #expect(ClipboardSequence(longest)?.bytes.count == 99_992 + 8)
    #expect(ClipboardSequence(longest + "a") == nil)
  }
}
