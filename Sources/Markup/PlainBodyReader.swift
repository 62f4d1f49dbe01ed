// Reads bodies that consist only of text, paragraphs and line breaks.

/// Reads a plain body, with the white space that a browser would show.
struct PlainBodyReader {
  /// The finished paragraphs.
  private var paragraphs: [[UInt8]] = []
  /// The paragraph that text is added to.
  private var paragraph: [UInt8]?
  /// Whether that paragraph has no tag.
  private var isLoose = false
  /// Whether a source line break is to become a blank before the next word.
  private var hasPendingBlank = false

  /// The visible text; nil if the body has formatting.
  static func text(of tokens: [HTMLToken]) -> String? {
    if tokens.isEmpty { return "" }
    if tokens.count == 1, case .text(let source) = tokens[0] { return verbatim(source) }
    var reader = PlainBodyReader()
    for token in tokens {
      guard reader.add(token) else { return nil }
    }
    return reader.finish()
  }

  /// Reads text without tags, in which all white space counts.
  private static func verbatim(_ source: ArraySlice<UInt8>) -> String? {
    var reader = PlainBodyReader()
    reader.paragraph = []
    return reader.addWords(source) ? reader.finish() : nil
  }

  /// Adds a piece of the body; false if it is neither text nor a plain paragraph or line break.
  private mutating func add(_ token: HTMLToken) -> Bool {
    switch token {
    case .text(let source): return add(source)
    case .comment, .declaration: return false
    case .tag(let tag):
      guard tag.isComplete, tag.isEnd || tag.attributes.isEmpty else { return false }
      switch tag.name {
      case "p":
        endParagraph()
        if !tag.isEnd { startParagraph(isLoose: false) }
      // Browsers treat the end tag as a line break too.
      case "br": breakLine()
      // An unmatched end tag shows nothing.
      default: return tag.isEnd
      }
      return true
    }
  }

  // MARK: Text

  private mutating func add(_ source: ArraySlice<UInt8>) -> Bool {
    var rest = source
    while !rest.isEmpty {
      let blanks = rest.prefix { $0.isWhiteSpace }
      addBlanks(blanks)
      let words = rest[blanks.endIndex...].prefix { !$0.isWhiteSpace }
      rest = rest[words.endIndex...]
      if !words.isEmpty {
        addPendingBlank()
        guard addWords(words) else { return false }
      }
    }
    return true
  }

  /// Adds blanks unchanged, unless they include a source line break.
  private mutating func addBlanks(_ blanks: ArraySlice<UInt8>) {
    guard paragraph != nil else { return }
    if blanks.contains(where: { $0 != UInt8(ascii: " ") }) {
      hasPendingBlank = true
    } else {
      paragraph?.append(contentsOf: blanks)
    }
  }

  private mutating func addPendingBlank() {
    if paragraph == nil { startParagraph(isLoose: true) }
    let last = paragraph?.last ?? UInt8(ascii: "\n")
    if hasPendingBlank, last != UInt8(ascii: "\n") { paragraph?.append(UInt8(ascii: " ")) }
    hasPendingBlank = false
  }

  /// Adds text and resolves its references; false if one is unclear.
  private mutating func addWords(_ source: ArraySlice<UInt8>) -> Bool {
    var rest = source
    while !rest.isEmpty {
      let text = rest.prefix { $0 != UInt8(ascii: "&") }
      paragraph?.append(contentsOf: text)
      rest = rest[text.endIndex...]
      guard !rest.isEmpty else { break }
      switch HTMLReference(rest) {
      case .character(let scalar, let length):
        paragraph?.append(contentsOf: String(scalar).utf8)
        rest = rest.dropFirst(length)
      case .text:
        paragraph?.append(UInt8(ascii: "&"))
        rest = rest.dropFirst()
      case .unclear: return false
      }
    }
    return true
  }

  // MARK: Paragraphs

  private mutating func startParagraph(isLoose: Bool) {
    paragraph = []
    self.isLoose = isLoose
  }

  private mutating func breakLine() {
    if paragraph == nil { startParagraph(isLoose: true) }
    paragraph?.append(UInt8(ascii: "\n"))
    hasPendingBlank = false
  }

  private mutating func endParagraph() {
    hasPendingBlank = false
    guard var text = paragraph else { return }
    while isLoose, text.last == UInt8(ascii: " ") { text.removeLast() }
    paragraphs.append(text)
    paragraph = nil
  }

  private consuming func finish() -> String {
    endParagraph()
    // A line break at the end of a paragraph is not visible, but in the last one it may be typed.
    for index in paragraphs.indices.dropLast() where paragraphs[index].last == UInt8(ascii: "\n") {
      paragraphs[index].removeLast()
    }
    let text = Array(paragraphs.joined(separator: "\n\n".utf8))
    return String(decoding: text, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isWhiteSpace: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\t")
  }
}
