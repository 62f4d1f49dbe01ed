// Tags to add and to take away, as they are typed for many records.

import VitallyModel

/// A line such as `+risk -trial +"key account"`.
struct TagWords: Equatable {
  /// The tags to add: those with a plus, or without a sign.
  private(set) var adding: [String] = []
  /// The tags to take away.
  private(set) var removing: [String] = []

  /// Whether no tag is named.
  var isEmpty: Bool { adding.isEmpty && removing.isEmpty }

  /// Reads a line. What is in quotes is one tag; a sign alone names none.
  init(_ line: String) {
    var word = ""
    var isQuoted = false
    for character in line + " " {
      if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        add(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    // The quote that is missing stands at the end.
    add(word)
  }

  private mutating func add(_ word: String) {
    let isRemoved = word.hasPrefix("-")
    let tag = (isRemoved || word.hasPrefix("+") ? String(word.dropFirst()) : word).trimmed
    guard !tag.isEmpty else { return }
    if isRemoved { removing.append(tag) } else { adding.append(tag) }
  }
}
