// What the tests of this folder share: a text as lines of plain characters.
// It must not know any expectation.

import Markup

/// A measurer that knows just enough: East Asian and emoji characters take two columns.
func testColumns(_ text: Substring) -> Int {
  text.reduce(0) { sum, character in
    let value = character.unicodeScalars.first?.value ?? 0
    let isWide =
      (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
      || (0xAC00...0xD7A3).contains(value) || (0xFF00...0xFF60).contains(value)
      || (0x1F300...0x1FAFF).contains(value)
    return sum + (isWide ? 2 : 1)
  }
}

extension StyledText {
  /// The text laid out for `width` columns.
  func shown(width: Int = 60) -> String {
    lines(width: width, columns: testColumns).map(\.text).joined(separator: "\n")
  }

  /// All spans of the role, joined by "/".
  func text(of role: TextRole) -> String {
    blocks.flatMap(\.spans).filter { $0.role == role }.map(\.text).joined(separator: "/")
  }
}
