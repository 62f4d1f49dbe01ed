// Parses filter lines. Every character is looked at a few times at most, however the line is nested.

/// Parses a filter line into a tree.
///
///     line  = all { "or" all }
///     all   = { ["and"] part }
///     part  = ("-" | "not") part | "(" line ")" | text [sign values]
///           | ("moved" | "fell" | "rose") sign text { "," text } [sign value]
///     sign  = ":" | "=" | "!=" | "<" | "<=" | ">" | ">="
///     values = value { "," value }
///     value = text | [text] ".." [text]
struct FilterParser {
  /// How deep parentheses and negations may be nested: the parser calls itself for each of them.
  private static let depthLimit = 50

  private let characters: [Character]
  private var at = 0
  private var depth = 0

  private init(_ line: String) { characters = Array(line) }

  /// The tree of a line; `.all([])` for an empty one.
  static func parse(_ line: String) throws(FilterError) -> FilterSyntax {
    var parser = FilterParser(line)
    parser.skipBlanks()
    let tree = try parser.line()
    guard parser.isAtEnd else {
      throw FilterError(parser.at..<parser.at + 1, "there is no ( for this )")
    }
    return tree
  }

  // MARK: Combinations

  private mutating func line() throws(FilterError) -> FilterSyntax {
    let first = try all()
    var parts = [first]
    while let place = skip(word: "or") {
      let next = try all()
      guard next != .all([]) else {
        throw FilterError(place, "what comes after “or”?", isUnfinished: isAtEnd)
      }
      parts.append(next)
    }
    return parts.count == 1 ? first : .any(parts)
  }

  private mutating func all() throws(FilterError) -> FilterSyntax {
    var parts: [FilterSyntax] = []
    while !isAtEnd, next != ")" {
      // At the start these are words like any other.
      if !parts.isEmpty, isNext(word: "or") { break }
      let and = parts.isEmpty ? nil : skip(word: "and")
      if let and, isAtEnd || next == ")" {
        throw FilterError(and, "what comes after “and”?", isUnfinished: isAtEnd)
      }
      parts.append(try part())
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func part() throws(FilterError) -> FilterSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw FilterError(at..<at + 1, "this is nested too deeply")
    }
    let start = at
    if next == "-", start + 1 < characters.count, !isBlank(start + 1) {
      at += 1
      return .not(try part())
    }
    if let place = skip(word: "not") {
      if isAtEnd || next == ")" {
        return .word(FilterText(text: "not", place: place, isQuoted: false))
      }
      return .not(try part())
    }
    if next == "(" { return try group() }
    return try wordOrTerm()
  }

  private mutating func group() throws(FilterError) -> FilterSyntax {
    let start = at
    at += 1
    let inner = try line()
    guard !isAtEnd else {
      throw FilterError(start..<start + 1, "this ( is not closed", isUnfinished: true)
    }
    at += 1
    guard inner != .all([]) else {
      throw FilterError(start..<at, "there is nothing between the parentheses")
    }
    skipBlanks()
    return inner
  }

  // MARK: Terms

  private mutating func wordOrTerm() throws(FilterError) -> FilterSyntax {
    let start = at
    let name = try word()
    skipBlanks()
    guard let sign = sign() else {
      if name.text.isEmpty, !name.isQuoted {
        throw FilterError(start..<start + 1, "there is no field in front of this sign")
      }
      return .word(name)
    }
    if name.text.isEmpty {
      throw FilterError(start..<at, "there is no field in front of “\(sign.rawValue)”")
    }
    skipBlanks()
    let isMove = !name.isQuoted && FilterTerm.moves.contains(name.text.lowercased())
    let values = try isMove ? fields() : values()
    guard let last = values.last else {
      let shown = name.text + sign.rawValue
      throw FilterError(start..<at, "what comes after “\(shown)”?", isUnfinished: isAtEnd)
    }
    let since = isMove ? try since() : nil
    let end = since?.place.upperBound ?? last.place.upperBound
    return .term(
      FilterTerm(name: name, sign: sign, values: values, since: since, place: start..<end))
  }

  /// The names of fields that have moved.
  private mutating func fields() throws(FilterError) -> [FilterTerm.Value] {
    var fields: [FilterTerm.Value] = []
    repeat {
      if !fields.isEmpty {
        at += 1
        skipBlanks()
      }
      let name = try text { "(),:<>=".contains($0.characters[$0.at]) || $0.isUnequal }
      if name.place.isEmpty { break }
      fields.append(.one(name))
    } while next == ","
    skipBlanks()
    return fields
  }

  /// Since when they have; nil if the line does not say it.
  private mutating func since() throws(FilterError) -> FilterTerm.Since? {
    let start = at
    guard let sign = sign() else { return nil }
    skipBlanks()
    guard let day = try piece() else {
      throw FilterError(
        start..<at, "since when? write a day, such as >=fri or >7d", isUnfinished: isAtEnd)
    }
    guard next != ",", !isRange else {
      throw FilterError(at..<at + 1, "give one day after \(sign.rawValue), behind all fields")
    }
    skipBlanks()
    return FilterTerm.Since(sign: sign, day: day, place: start..<day.place.upperBound)
  }

  /// A sign; `:>` is the same as `>`.
  private mutating func sign() -> FilterTerm.Sign? {
    var found: FilterTerm.Sign?
    if next == ":" {
      at += 1
      found = .colon
    }
    // Longer signs first, since they begin like shorter ones.
    for sign in [FilterTerm.Sign.atMost, .atLeast, .unequal, .less, .more, .equal]
    where characters[at...].starts(with: sign.rawValue) {
      at += sign.rawValue.count
      if sign == .equal, next == "=" { at += 1 }
      return sign
    }
    return found
  }

  private mutating func values() throws(FilterError) -> [FilterTerm.Value] {
    var values: [FilterTerm.Value] = []
    while let value = try value() {
      values.append(value)
      guard next == "," else { break }
      at += 1
      skipBlanks()
    }
    skipBlanks()
    return values
  }

  /// A value; nil where none begins.
  private mutating func value() throws(FilterError) -> FilterTerm.Value? {
    let start = at
    let low = try piece()
    guard isRange else { return low.map { .one($0) } }
    at += 2
    let high = try piece()
    guard low != nil || high != nil else {
      throw FilterError(
        start..<at, "give at least one end of the range, like 5..10", isUnfinished: isAtEnd)
    }
    return .range(low, high, place: start..<at)
  }

  // MARK: Texts

  /// A quoted text, or everything up to a blank, a parenthesis or a sign.
  private mutating func word() throws(FilterError) -> FilterText {
    try text { "():<>=".contains($0.characters[$0.at]) || $0.isUnequal }
  }

  /// A quoted text, or everything up to a blank, a comma, a closing parenthesis or two dots; nil for
  /// nothing.
  private mutating func piece() throws(FilterError) -> FilterText? {
    let piece = try text { "),".contains($0.characters[$0.at]) || $0.isRange }
    return piece.place.isEmpty ? nil : piece
  }

  private mutating func text(until ends: (Self) -> Bool) throws(FilterError) -> FilterText {
    if let next, Self.quotes.contains(next) { return try quoted() }
    let start = at
    while at < characters.count, !isBlank(at), !ends(self) { at += 1 }
    return FilterText(text: String(characters[start..<at]), place: start..<at, isQuoted: false)
  }

  private mutating func quoted() throws(FilterError) -> FilterText {
    let start = at
    var text = ""
    at += 1
    while at < characters.count {
      let character = characters[at]
      at += 1
      guard Self.quotes.contains(character) else {
        text.append(character)
        continue
      }
      // A doubled quote stands for one.
      guard at < characters.count, Self.quotes.contains(characters[at]) else {
        return FilterText(text: text, place: start..<at, isQuoted: true)
      }
      text.append("\"")
      at += 1
    }
    throw FilterError(start..<start + 1, "this quote is not closed", isUnfinished: true)
  }

  // MARK: Characters

  /// Straight and typographic quotes, since text may be pasted.
  private static let quotes: Set<Character> = ["\"", "“", "”", "„"]

  private var isAtEnd: Bool { at >= characters.count }
  private var next: Character? { isAtEnd ? nil : characters[at] }
  private var isRange: Bool { characters[at...].starts(with: "..") }
  private var isUnequal: Bool { characters[at...].starts(with: "!=") }

  private func isBlank(_ place: Int) -> Bool { characters[place].isWhitespace }

  private mutating func skipBlanks() {
    while at < characters.count, isBlank(at) { at += 1 }
  }

  /// Whether a word stands here: not as part of a longer one, and not as the name of a field.
  private func isNext(word: String) -> Bool {
    let end = at + word.count
    guard end <= characters.count, String(characters[at..<end]).lowercased() == word else {
      return false
    }
    guard end < characters.count else { return true }
    return isBlank(end) || "()".contains(characters[end])
  }

  /// Consumes a word and the blanks behind it, and returns its place; nil if it doesn't stand here.
  private mutating func skip(word: String) -> Range<Int>? {
    guard isNext(word: word) else { return nil }
    let place = at..<at + word.count
    at += word.count
    skipBlanks()
    return place
  }
}
