// What is left of a text that is typed or pasted: what can't be seen would be sent with it, and
// nobody would see why it is refused or not found.

import VitallyModel

/// A text without what can't be seen.
struct TypedText {
  /// What is left.
  private(set) var text = ""
  /// How many characters were left out, or were blanks of another kind and are plain ones now.
  private(set) var leftOut = 0

  /// A text for one line, typed behind a character. Line breaks and tabs become blanks. What
  /// belongs to an emoji or shapes the letter before it stays.
  init(line typed: String, after previous: Character?) {
    if typed.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      text = typed
      return
    }
    var kept = String.UnicodeScalarView()
    var last = previous?.unicodeScalars.last
    for character in typed {
      if character.isNewline || character == "\t" {
        kept.append(" ")
        last = " "
        continue
      }
      for scalar in character.unicodeScalars {
        var scalar = scalar
        if scalar.isInvisible {
          guard let last, scalar.shapes(last) else {
            leftOut += 1
            continue
          }
        } else if scalar != " ", scalar.properties.isWhitespace {
          leftOut += 1
          scalar = " "
        }
        kept.append(scalar)
        last = scalar
      }
    }
    text = String(kept)
  }

  /// A long text. Only what controls terminals and what marks the start of files is left out.
  init(prose typed: String) {
    guard typed.unicodeScalars.contains(where: \.isNoText) else {
      text = typed
      return
    }
    for scalar in typed.unicodeScalars {
      if scalar.isNoText { leftOut += 1 } else { text.unicodeScalars.append(scalar) }
    }
  }
}

extension Unicode.Scalar {
  /// Whether it says how the scalar before it looks: the joiners inside of an emoji or of a word in
  /// a script that has them, the choice of a shape, the letters of a flag.
  fileprivate func shapes(_ previous: Unicode.Scalar) -> Bool {
    switch value {
    case 0x200C, 0x200D: previous.value > 0x7F && !(0x200B...0x200F).contains(previous.value)
    case 0x180B...0x180D, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      previous != " " && !previous.properties.isAlphabetic || previous.value > 0x7F
    case 0xE0020...0xE007F:
      previous.value == 0x1F3F4 || (0xE0020...0xE007F).contains(previous.value)
    default: false
    }
  }

  /// Whether it is a control character that isn't white space, or a mark of the byte order.
  fileprivate var isNoText: Bool {
    switch value {
    case 0x09...0x0D, 0x85: false
    case 0..<0x20, 0x7F...0x9F, 0xFEFF: true
    default: false
    }
  }
}
