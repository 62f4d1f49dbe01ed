// Scans typed text: runs of digits, runs of letters, single characters. Case and white space don't
// matter. It knows nothing about dates and times.

struct InputScanner {
  private var rest: Substring

  init(_ text: String) {
    rest = text.lowercased()[...]
    skipBlanks()
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next character, without consuming it.
  var next: Character? { rest.first }

  /// Consumes a character.
  mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    skipBlanks()
    return true
  }

  /// Consumes a whole run of letters if it is one of these words.
  mutating func skip(word words: String...) -> Bool {
    take { words.contains($0) ? true : nil } ?? false
  }

  /// Consumes a whole run of digits if it has an allowed length.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    let run = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.contains(run.count), let number = Int(run) else { return nil }
    drop(run.count)
    return number
  }

  /// Consumes a whole run of letters if it means something.
  mutating func take<Meaning>(_ meaning: (String) -> Meaning?) -> Meaning? {
    let run = rest.prefix { $0.isLetter }
    guard !run.isEmpty, let found = meaning(String(run)) else { return nil }
    drop(run.count)
    return found
  }

  private mutating func drop(_ count: Int) {
    rest.removeFirst(count)
    skipBlanks()
  }

  private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }
}
