// Cleans text pasted from a word processor, a mail or a web page: its lists become Markdown lists,
// and blanks that nobody sees go.

/// A pasted text as Markdown.
struct PastedText {
  /// Signs that such programs put before the items of a list.
  private static let bullets: Set<Character> = [
    "•", "◦", "▪", "▫", "‣", "⁃", "●", "○", "■", "□", "·", "∙", "◆", "➢", "✓", "\u{F0B7}",
    "\u{F0A7}",
    "\u{F0D8}",
  ]

  private var lines: [String] = []
  /// The blanks before the items of each level of the current list.
  private var levels: [(source: Int, indent: Int)] = []

  /// The text with its lists as Markdown.
  static func markdown(_ text: String) -> String {
    var pasted = PastedText()
    for line in lines(of: text) { pasted.add(line) }
    return pasted.lines.joined(separator: "\n")
  }

  /// The lines of a text, told by scalars: by characters it would take several times as long.
  private static func lines(of text: String) -> [Substring] {
    var wasReturn = false
    var lines: [Substring] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    for index in scalars.indices {
      let value = scalars[index].value
      guard (0x0A...0x0D).contains(value) || [0x85, 0x2028, 0x2029].contains(value) else {
        wasReturn = false
        continue
      }
      if !(wasReturn && value == 0x0A) { lines.append(Substring(scalars[start..<index])) }
      wasReturn = value == 0x0D
      start = scalars.index(after: index)
    }
    return lines + [Substring(scalars[start...])]
  }

  private mutating func add(_ source: Substring) {
    let line = Self.withPlainBlanks(source)
    let lead = line.prefix { $0 == " " || $0 == "\t" }
    let rest = line[lead.endIndex...]
    guard let (marker, text) = Self.item(rest) else {
      if !rest.isEmpty { levels = [] }
      // The cells of a table come with tabs between them.
      let cells = rest.split(separator: "\t").joined(separator: " | ")
      return lines.append((rest.isEmpty ? "" : String(lead)) + cells)
    }
    let isInner = rest.first == "o"
    let blanks = lead.reduce(isInner ? 2 : 0) { $0 + ($1 == "\t" ? 4 : 1) }
    while let last = levels.last, last.source > blanks { levels.removeLast() }
    if levels.last?.source != blanks {
      let indent = levels.last.map { $0.indent + marker.count } ?? 0
      levels.append((blanks, indent))
    }
    lines.append(String(repeating: " ", count: levels.last?.indent ?? 0) + marker + text)
  }

  /// The marker and the text of an item; nil for other lines. Numbers are items only with the tab or
  /// the wide gap that such programs put after them.
  private static func item(_ line: Substring) -> (marker: String, text: Substring)? {
    guard let first = line.first else { return nil }
    let after = line.dropFirst()
    if bullets.contains(first) || (first == "o" && after.first == "\t")
      || ("-–*".contains(first) && after.first == "\t")
    {
      let text = after.drop { $0 == " " || $0 == "\t" }
      return text.isEmpty ? nil : ("- ", text)
    }
    let number = line.prefix { $0.isASCII && $0.isNumber }
    guard !number.isEmpty, number.count < 4 else { return nil }
    let sign = line[number.endIndex...]
    guard sign.first == "." || sign.first == ")" else { return nil }
    let gap = sign.dropFirst().prefix { $0 == " " || $0 == "\t" }
    guard gap.contains("\t") || gap.count > 1 else { return nil }
    let text = sign[gap.endIndex...]
    return text.isEmpty ? nil : ("\(number). ", text)
  }

  /// A line without invisible characters, and with plain blanks that end before its end.
  private static func withPlainBlanks(_ line: Substring) -> Substring {
    var clean = line
    if line.utf8.contains(where: { $0 >= 0x80 }), line.unicodeScalars.contains(where: \.isUnseen) {
      var text = String.UnicodeScalarView()
      for scalar in line.unicodeScalars {
        if !scalar.isUnseen {
          text.append(scalar)
        } else if scalar.isBlank {
          text.append(" ")
        }
      }
      clean = Substring(String(text))
    }
    while clean.last == " " || clean.last == "\t" { clean.removeLast() }
    return clean
  }
}

extension Unicode.Scalar {
  /// Whether it looks like a plain blank, or like nothing.
  fileprivate var isUnseen: Bool {
    switch value {
    case 0xAD, 0x200B, 0x2060: true
    default: isBlank
    }
  }

  /// Whether it looks like a plain blank.
  fileprivate var isBlank: Bool { [0xA0, 0x202F, 0x2007].contains(value) }
}
