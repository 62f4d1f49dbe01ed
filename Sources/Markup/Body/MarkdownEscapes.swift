// Escapes text so that Markdown reads it as text, and only where it would not.

/// Finds what needs an escape in the text of one block.
struct MarkdownEscapes {
  /// Signs that are escaped wherever they could mean something.
  private struct Signs: OptionSet {
    let rawValue: UInt8

    static let star = Signs(rawValue: 1)
    static let line = Signs(rawValue: 2)
    static let tick = Signs(rawValue: 4)
    static let tag = Signs(rawValue: 8)
    static let bracket = Signs(rawValue: 16)
    static let all: Signs = [.star, .line, .tick, .tag, .bracket]
  }

  private var signs: Signs = []

  /// The escapes for the text of a block. Among other lines of the same paragraph every sign counts:
  /// its other half may be in one of those.
  init(_ runs: [BodyRun], amongOthers: Bool) {
    if amongOthers {
      signs = .all
      return
    }
    let counts = Self.counts(of: runs)
    let marks = runs.reduce(into: BodyMarks()) { $0.formUnion($1.marks) }
    if counts.stars + counts.lines > 1 {
      let text = runs.map { $0.marks.contains(.code) ? "x" : $0.text ?? "\n" }.joined()
      if Self.canPair("*", in: text) { signs.insert(.star) }
      if Self.canPair("_", in: text) { signs.insert(.line) }
    }
    if counts.stars > 0, !marks.isDisjoint(with: .invisible) { signs.insert(.star) }
    if counts.ticks > 1 || (counts.ticks > 0 && marks.contains(.code)) { signs.insert(.tick) }
    if counts.closing > 0 { signs.insert(.tag) }
    if counts.brackets > 0 { signs.insert(.bracket) }
  }

  /// How often signs stand in the text that is no code.
  private static func counts(
    of runs: [BodyRun]
  ) -> (stars: Int, lines: Int, ticks: Int, closing: Int, brackets: Int) {
    var counts = (stars: 0, lines: 0, ticks: 0, closing: 0, brackets: 0)
    for run in runs where !run.marks.contains(.code) {
      guard case .text(let text) = run.content else { continue }
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "*"): counts.stars += 1
        case UInt8(ascii: "_"): counts.lines += 1
        case UInt8(ascii: "`"): counts.ticks += 1
        case UInt8(ascii: ">"): counts.closing += 1
        case UInt8(ascii: "["): counts.brackets += 1
        default: break
        }
      }
    }
    return counts
  }

  /// Whether a text has a sign that can open emphasis, and after it one that can close it.
  private static func canPair(_ sign: Character, in text: String) -> Bool {
    guard text.contains(sign) else { return false }
    var before: Character?
    var isOpen = false
    var rest = text[...]
    while let start = rest.firstIndex(of: sign) {
      if start > rest.startIndex { before = rest[rest.index(before: start)] }
      let run = rest[start...].prefix { $0 == sign }
      let after = rest[run.endIndex...].first
      if sign == "_" || run.count > 1 || !multiplies(before, after) {
        let (opens, closes) = roles(of: sign, before, after)
        if isOpen && closes { return true }
        isOpen = isOpen || opens
      }
      before = sign
      rest = rest[run.endIndex...]
    }
    return false
  }

  /// Whether a single asterisk between two characters multiplies, so that it means itself.
  private static func multiplies(_ before: Character?, _ after: Character?) -> Bool {
    guard let left = before?.utf8.last, let right = after?.utf8.first else { return false }
    return TypedMarkdown.isProduct(left, right)
  }

  /// Whether a sign between two characters can open and close emphasis.
  private static func roles(
    of sign: Character, _ before: Character?, _ after: Character?
  ) -> (opens: Bool, closes: Bool) {
    let blankBefore = before?.isBlank ?? true
    let blankAfter = after?.isBlank ?? true
    let signBefore = before?.isSign ?? false
    let signAfter = after?.isSign ?? false
    let left = !blankAfter && (!signAfter || blankBefore || signBefore)
    let right = !blankBefore && (!signBefore || blankAfter || signAfter)
    guard sign == "_" else { return (left, right) }
    return (left && (!right || signBefore), right && (!left || signAfter))
  }

  // MARK: In a text

  /// A piece of text with its escapes.
  ///
  /// - Parameters:
  ///   - last: the character that was written before it; nil at the start of a line.
  ///   - isInLink: whether it is the text of a link, in which every bracket counts.
  ///   - next: the character after it; nil at the end of a line.
  func escaped(
    _ text: String, after last: Character?, isInLink: Bool, before next: Character?
  ) -> String {
    guard var place = text.utf8.firstIndex(where: \.isSpecial) else { return text }
    let scalars = text.unicodeScalars
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    var copied = text.startIndex
    while place < text.endIndex {
      let after = text.utf8.index(after: place)
      let before = place > text.startIndex ? Character(scalars[scalars.index(before: place)]) : last
      let following = after < text.endIndex ? Character(scalars[after]) : next
      if needsEscape(
        text.utf8[place], in: text.utf8[after...], before, following, isInLink: isInLink)
      {
        result += text[copied..<place]
        result += "\\"
        copied = place
      }
      place = text.utf8[after...].firstIndex(where: \.isSpecial) ?? text.endIndex
    }
    result += text[copied...]
    return result
  }

  private func needsEscape(
    _ sign: UInt8, in rest: Substring.UTF8View, _ before: Character?, _ after: Character?,
    isInLink: Bool
  ) -> Bool {
    switch sign {
    case UInt8(ascii: "*"):
      guard signs.contains(.star), !Self.multiplies(before, after) else { return false }
      let (opens, closes) = Self.roles(of: "*", before, after)
      return opens || closes || before == "*" || after == "*"
    case UInt8(ascii: "_"):
      guard signs.contains(.line) else { return false }
      let (opens, closes) = Self.roles(
        of: "_", before == "_" ? " " : before, after == "_" ? " " : after)
      return opens || closes || before == "_" || after == "_"
    case UInt8(ascii: "`"): return signs.contains(.tick)
    case UInt8(ascii: "["): return isInLink
    case UInt8(ascii: "]"): return isInLink || (signs.contains(.bracket) && after == "(")
    case UInt8(ascii: "<"):
      guard let after else { return false }
      return (signs.contains(.tag) || before == nil)
        && (after.isLetter || after == "/" || after == "!" || after == "?")
    case UInt8(ascii: "&"): return Self.beginsReference(rest)
    case UInt8(ascii: "\\"): return rest.isEmpty || after?.isASCII == true && after?.isSign == true
    default: return false
    }
  }

  private func isBlank(_ character: Character?) -> Bool { character?.isBlank ?? true }

  /// Whether a text contains a character reference.
  static func hasReference(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let place = rest.firstIndex(of: UInt8(ascii: "&")) {
      rest = rest[rest.index(after: place)...]
      if beginsReference(rest) { return true }
    }
    return false
  }

  /// Whether what follows an ampersand makes it a character reference.
  private static func beginsReference(_ rest: Substring.UTF8View) -> Bool {
    let isNumber = rest.first == UInt8(ascii: "#")
    let name = rest.dropFirst(isNumber ? 1 : 0).prefix(33).prefix { $0.isLetterOrDigit }
    return !name.isEmpty && rest[name.endIndex...].first == UInt8(ascii: ";")
  }

  // MARK: At the start of a line

  /// A line with an escape at its start, if it would begin something there.
  static func atStart(of line: String, isFirst: Bool) -> String {
    guard let first = line.utf8.first else { return line }
    let start = LineStart(line)
    switch first {
    case UInt8(ascii: "#"): return start.isHeading ? "\\" + line : line
    case UInt8(ascii: ">"): return "\\" + line
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "="):
      let begins = start.isBullet || start.isRule || (!isFirst && start.isUnderline)
      return begins ? "\\" + line : line
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      // Within a paragraph only the number 1 begins a list, and only before text.
      guard let digits = start.number,
        isFirst || line.hasPrefix("1") && digits == 1 && start.hasText
      else { return line }
      return line.prefix(digits) + "\\" + line.dropFirst(digits)
    case UInt8(ascii: "`"), UInt8(ascii: "~"): return start.isFence ? "\\" + line : line
    case UInt8(ascii: "["): return isFirst && start.isDefinition ? "\\" + line : line
    default: return line
    }
  }
}

/// What the start of a line may begin.
private struct LineStart {
  private let bytes: String.UTF8View
  private let first: UInt8

  init(_ line: String) {
    bytes = line.utf8
    first = bytes.first ?? 0
  }

  /// How often the first byte is repeated.
  private var repeats: Int { bytes.prefix { $0 == first }.count }

  private func isBlankOrEnd(after count: Int) -> Bool {
    bytes.dropFirst(count).first.map { $0 == UInt8(ascii: " ") } ?? true
  }

  var isHeading: Bool { repeats <= 6 && isBlankOrEnd(after: repeats) }
  var isBullet: Bool {
    first != UInt8(ascii: "_") && first != UInt8(ascii: "=") && isBlankOrEnd(after: 1)
  }
  var isRule: Bool {
    guard first != UInt8(ascii: "+"), first != UInt8(ascii: "=") else { return false }
    let signs = bytes.filter { $0 != UInt8(ascii: " ") }
    return signs.count > 2 && signs.allSatisfy { $0 == first }
  }
  var isUnderline: Bool {
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "=") else { return false }
    return bytes.dropFirst(repeats).allSatisfy { $0 == UInt8(ascii: " ") }
  }
  var isFence: Bool {
    guard repeats >= 3 else { return false }
    return first == UInt8(ascii: "~") || !bytes.dropFirst(repeats).contains(first)
  }
  var isDefinition: Bool {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
    return bytes[bytes.index(after: end)...].first == UInt8(ascii: ":")
  }
  /// The count of digits before the mark of a numbered list; nil if it is none.
  var number: Int? {
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    guard digits <= 9, let mark = bytes.dropFirst(digits).first,
      mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"), isBlankOrEnd(after: digits + 1)
    else { return nil }
    return digits
  }
  /// Whether there is text after a mark of two bytes.
  var hasText: Bool { bytes.dropFirst(2).contains { $0 != UInt8(ascii: " ") } }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  /// Whether a character can mean something within a line of Markdown.
  fileprivate var isSpecial: Bool {
    switch self {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}
