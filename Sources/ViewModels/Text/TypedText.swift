// Removes invisible characters from typed or pasted text: they would be sent with it, and nobody
// would see why it is refused or not found.

import VitallyModel

/// A text without invisible characters.
struct TypedText {
  /// The remaining text.
  private(set) var text = ""
  /// How many characters were left out, or were unusual spaces and are plain ones now.
  private(set) var leftOut = 0

  /// Reads text for one line, typed after a character. Line breaks and tabs become spaces. Scalars
  /// that are part of an emoji or shape the letter before them stay.
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

  /// Reads a long text. Only control characters and byte order marks are left out.
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
  /// Whether it affects how the scalar before it looks: joiners inside an emoji or a word in a
  /// script that has them, variation selectors, the letters of a flag.
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

  /// Whether it is a control character other than white space, or a byte order mark.
  fileprivate var isNoText: Bool {
    switch value {
    case 0x09...0x0D, 0x85: false
    case 0..<0x20, 0x7F...0x9F, 0xFEFF: true
    default: false
    }
  }
}
