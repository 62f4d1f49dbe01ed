// Splits text into the words that a text search looks for. What is searched and what is typed are
// split alike, so that no other rules, such as those of SQLite, have a say in what a word is.

/// A word of a text.
public struct TextToken: Equatable, Sendable {
  /// The folded word.
  public let word: String
  /// Where it is in the text.
  public let range: Range<String.Index>
}

extension String {
  /// The words of this text, folded: letters and digits in a row, and each letter by itself in
  /// scripts that are written without blanks.
  public var textWords: [String] {
    let text = folded
    var splitter = WordSplitter(at: text.startIndex)
    for scalar in text.unicodeScalars { splitter.add(scalar, text.startIndex..<text.startIndex) }
    return splitter.finish().map(\.word)
  }

  /// The same words with their places.
  public var textTokens: [TextToken] {
    var splitter = WordSplitter(at: startIndex)
    for index in indices {
      let range = index..<self.index(after: index)
      for scalar in String(self[index]).folded.unicodeScalars { splitter.add(scalar, range) }
    }
    return splitter.finish()
  }

  /// Whether it ends with a letter of a script that is written without blanks.
  var endsApart: Bool { unicodeScalars.last { !$0.isMark }?.standsApart ?? false }
}

/// Splits folded text scalar by scalar.
private struct WordSplitter {
  /// A longer word is no word, but what machines write: it is known by its beginning.
  private static let longest = 64

  private var tokens: [TextToken] = []
  private var word = String.UnicodeScalarView()
  private var isApart = false
  private var range: Range<String.Index>

  init(at start: String.Index) { range = start..<start }

  /// Adds a scalar that comes from a place in the text.
  mutating func add(_ scalar: Unicode.Scalar, _ place: Range<String.Index>) {
    if scalar.isMark {
      if !word.isEmpty { take(scalar, place) }
    } else if !scalar.isOfWords {
      end()
    } else {
      let standsApart = scalar.standsApart
      if standsApart || isApart { end() }
      isApart = standsApart
      take(scalar, place)
    }
  }

  consuming func finish() -> [TextToken] {
    end()
    return tokens
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ place: Range<String.Index>) {
    range = (word.isEmpty ? place : range).lowerBound..<place.upperBound
    if word.count < Self.longest { word.append(scalar) }
  }

  private mutating func end() {
    guard !word.isEmpty else { return }
    tokens.append(TextToken(word: String(word), range: range))
    word.removeAll(keepingCapacity: true)
    isApart = false
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter or a digit. Marks belong to the letter before them.
  fileprivate var isOfWords: Bool {
    if value < 0x80 { return ("a"..."z").contains(self) || ("0"..."9").contains(self) }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  fileprivate var isMark: Bool {
    if value < 0x300 { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Whether its script is written without blanks, so that words in it can't be told apart: Thai and
  /// its neighbours, Chinese, Japanese; and Korean, whose words grow at their ends.
  fileprivate var standsApart: Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1100...0x11FF, 0x3005...0x3007,
      0x3040...0x318F, 0x31F0...0x31FF, 0x3400...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
