// Folds text for searching and sorting: removes case, accents and invisible characters.

extension String {
  /// The text folded for searching and sorting, the same in lists, look-ups, pickers and text
  /// search: lowercase, letters without marks, ligatures as two letters, plain quotes, dashes and
  /// blanks, nothing invisible. The form does not depend on how letters are composed.
  public var folded: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return lowercased() }
    var folding = Folding(capacity: utf8.count)
    for scalar in unicodeScalars { folding.add(scalar) }
    return String(folding.text)
  }

  /// The words of a search, folded.
  public var searchWords: [String] {
    folded.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// Whether the text contains another text, which is already folded.
  public func holds(_ folded: String) -> Bool {
    let needle = Array(folded.utf8)
    guard let first = needle.first else { return true }
    let bytes = Array(self.folded.utf8)
    guard bytes.count >= needle.count else { return false }
    return (0...bytes.count - needle.count).contains { start in
      bytes[start] == first && bytes[start..<start + needle.count].elementsEqual(needle)
    }
  }

  /// Whether the text contains all words of a search, in any order.
  public func holds(all words: [String]) -> Bool { words.allSatisfy { holds($0) } }

  /// Whether the text contains anything visible.
  public var isVisible: Bool {
    unicodeScalars.contains { !$0.isInvisible && !$0.properties.isWhitespace }
  }
}

extension Unicode.Scalar {
  /// Whether it is invisible but not white space: a control, joiner, direction mark or filler.
  public var isInvisible: Bool {
    switch value {
    case 0x09...0x0D, 0x20..<0x7F, 0x85, 0xA1..<0xAD: false
    // Visible signs for years and verses, which Unicode classifies as format controls.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: false
    case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0: true
    case 0x180B...0x180D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default:
      switch properties.generalCategory {
      case .control, .format: true
      default: false
      }
    }
  }
}

/// Folds text scalar by scalar.
private struct Folding {
  private(set) var text = String.UnicodeScalarView()

  init(capacity: Int) { text.reserveCapacity(capacity) }

  mutating func add(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A, 0x21...0x40: text.append(scalar)
    case 0x1100...0x11FF: addLetterOfHangul(scalar)
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { add($0) }
    default:
      if scalar.isMarkOfLetter || scalar.isInvisible { return }
      if scalar.properties.isWhitespace { return text.append(" ") }
      for lower in scalar.properties.lowercaseMapping.unicodeScalars where !lower.isMarkOfLetter {
        if let form = FoldedLetters.forms[lower] {
          text.append(contentsOf: form.unicodeScalars)
        } else {
          text.append(lower)
        }
      }
    }
  }

  /// Adds a Hangul letter, composing it with the previous ones to a syllable.
  private mutating func addLetterOfHangul(_ letter: Unicode.Scalar) {
    if letter.isInvisible { return }
    let last = text.last?.value ?? 0
    var joined: UInt32?
    switch letter.value {
    case 0x1161...0x1175 where (0x1100...0x1112).contains(last):
      joined = 0xAC00 + (last - 0x1100) * 588 + (letter.value - 0x1161) * 28
    case 0x11A8...0x11C2 where (0xAC00...0xD7A3).contains(last) && (last - 0xAC00) % 28 == 0:
      joined = last + letter.value - 0x11A7
    default: break
    }
    guard let syllable = joined.flatMap({ Unicode.Scalar($0) }) else { return text.append(letter) }
    text.removeLast()
    text.append(syllable)
  }
}

extension Unicode.Scalar {
  /// Whether it is a mark over, under or through a European letter. Marks of other scripts
  /// distinguish words.
  fileprivate var isMarkOfLetter: Bool {
    switch value {
    case 0x300...0x36F, 0x483...0x487, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F:
      true
    default: false
    }
  }
}
