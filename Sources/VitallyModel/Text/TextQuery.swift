// What is looked for in texts, from what was typed.

/// Words and phrases that a text must all contain. Whatever is typed is one: there is no syntax but
/// quotation marks.
public struct TextQuery: Hashable, Sendable {
  /// A word, or several in a row.
  public struct Term: Hashable, Sendable {
    /// The folded words: more than one of what is quoted, of an address, or in a script that is
    /// written without blanks.
    public var words: [String]
    /// Whether the last word may go on.
    public var isOpen: Bool

  }

  /// From this length on the beginning of a word is enough, also when the next one is typed.
  private static let sureLength = 4

  /// What must be there, in the order in which it was typed.
  public private(set) var terms: [Term] = []

  /// Reads what was typed. The last word may be unfinished.
  public init(_ typed: String) {
    var rest = typed.folded[...]
    while let first = rest.first {
      if first == "\"" {
        let end = rest.dropFirst().firstIndex(of: "\"")
        add(String(rest.dropFirst()[..<(end ?? rest.endIndex)]), isOpen: end == nil)
        rest = end.map { rest[$0...].dropFirst() } ?? ""
      } else {
        let end = rest.firstIndex { $0.isWhitespace || $0 == "\"" } ?? rest.endIndex
        add(String(rest[..<end]), isOpen: end == rest.endIndex, isWord: true)
        rest = rest[end...].drop(while: \.isWhitespace)
      }
    }
  }

  /// Whether nothing is looked for.
  public var isEmpty: Bool { terms.isEmpty }

  /// What must be there without an unfinished word of a few letters at the end; nil if it has none.
  /// So many words begin like that that they would take long to collect.
  public var termsBeforeShortEnd: [Term]? {
    guard let end = terms.last, end.isOpen, let word = end.words.last,
      word.count < Self.sureLength
    else { return nil }
    let words = Array(end.words.dropLast())
    return terms.dropLast() + (words.isEmpty ? [] : [Term(words: words, isOpen: false)])
  }

  private mutating func add(_ text: String, isOpen: Bool, isWord: Bool = false) {
    let words = text.textWords
    guard let last = words.last else { return }
    let isSure = isWord && last.count >= Self.sureLength
    terms.append(Term(words: words, isOpen: (isOpen || isSure) && !last.endsApart))
  }
}

extension TextQuery.Term {
  /// Where it is among the words of a text, as the places of its first words.
  public func places(in tokens: [TextToken]) -> [Int] {
    tokens.indices.filter { start in
      start + words.count <= tokens.count
        && words.indices.allSatisfy { fits(tokens[start + $0].word, at: $0) }
    }
  }

  private func fits(_ word: String, at place: Int) -> Bool {
    if place == words.count - 1, isOpen { return word.utf8.starts(with: words[place].utf8) }
    return word == words[place]
  }
}
