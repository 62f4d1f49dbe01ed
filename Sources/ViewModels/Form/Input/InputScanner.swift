// Takes what was typed apart: runs of digits, runs of letters, single signs. Case and blanks
// don't matter. It knows no dates and no times.

struct InputScanner {
  private var rest: Substring

  init(_ text: String) {
    rest = text.lowercased()[...]
    skipBlanks()
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// What comes next, not taken yet.
  var next: Character? { rest.first }

  /// Takes a sign.
  mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    skipBlanks()
    return true
  }

  /// Takes a whole run of letters if it is one of these words.
  mutating func skip(word words: String...) -> Bool {
    take { words.contains($0) ? true : nil } ?? false
  }

  /// Takes a whole run of digits if it is as long as is asked for.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    let run = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.contains(run.count), let number = Int(run) else { return nil }
    drop(run.count)
    return number
  }

  /// Takes a whole run of letters if it means something.
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
