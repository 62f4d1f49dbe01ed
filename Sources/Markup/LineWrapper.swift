// Wraps the blocks of a text into lines of a given width.

/// Lays out blocks. A function that is passed in measures columns.
struct LineWrapper {
  /// A part of a span, measured.
  private struct Piece {
    var text: Substring
    var span: Span
    var columns: Int
  }

  /// The lines so far.
  private(set) var lines: [StyledLine] = []

  private let width: Int
  private let columns: (Substring) -> Int

  private var block = Block()
  private var prefix: Substring = ""
  private var room = 0
  private var line: [Span] = []
  private var lineColumns = 0
  /// The spaces at the end of the line; then comes the word that may or may not fit.
  private var gap: [Piece] = []
  private var word: [Piece] = []

  init(width: Int, columns: @escaping (Substring) -> Int) {
    self.width = width
    self.columns = columns
  }

  /// The lines of a block alone.
  mutating func lines(of block: Block) -> [StyledLine] {
    lines = []
    add(block)
    defer { lines = [] }
    return lines
  }

  /// Adds the lines of a block.
  mutating func add(_ block: Block) {
    self.block = block
    startLine(with: block.prefix)
    let pieces = block.spans.map { piece($0.text[...], of: $0) }
    if block.kind == .rule {
      line = [Span(String(repeating: "─", count: room), .border)]
    } else if pieces.reduce(0, { $0 + $1.columns }) <= room {
      for piece in pieces { put(piece) }
    } else if block.kind == .preformatted {
      for piece in pieces { fill(piece) }
    } else {
      for piece in pieces { split(piece) }
      placeWord()
      gap = []
    }
    endLine()
  }

  // MARK: Words

  /// Splits a piece into words and spaces.
  private mutating func split(_ piece: Piece) {
    let space = UInt8(ascii: " ")
    var rest = piece.text
    while let first = rest.utf8.first {
      let end = rest.utf8.firstIndex { ($0 == space) != (first == space) } ?? rest.endIndex
      let part = self.piece(rest[..<end], of: piece.span)
      if first == space {
        placeWord()
        gap.append(part)
      } else if part.columns > part.text.unicodeScalars.count {
        splitWide(part)
      } else {
        word.append(part)
      }
      rest = rest[end...]
    }
  }

  /// Allows breaks before and after each wide character: Chinese and Japanese have no spaces.
  private mutating func splitWide(_ part: Piece) {
    for character in characters(of: part) {
      if character.columns > 1 { placeWord() }
      word.append(character)
      if character.columns > 1 { placeWord() }
    }
  }

  /// Puts the pending word on this line if it fits, otherwise on the next.
  private mutating func placeWord() {
    guard !word.isEmpty else { return }
    let wordColumns = word.reduce(0) { $0 + $1.columns }
    let gapColumns = gap.reduce(0) { $0 + $1.columns }
    if lineColumns + gapColumns + wordColumns <= room {
      for piece in gap { put(piece) }
    } else if lineColumns > 0 {
      breakLine()
    }
    for piece in word { fill(piece) }
    gap = []
    word = []
  }

  // MARK: Lines

  /// Puts a piece on the line and breaks it wherever a line is full.
  private mutating func fill(_ piece: Piece) {
    if lineColumns + piece.columns <= room {
      put(piece)
      return
    }
    for character in characters(of: piece) {
      if lineColumns > 0, lineColumns + character.columns > room { breakLine() }
      put(character)
    }
  }

  private mutating func put(_ piece: Piece) {
    let text = piece.text.replacingHardSpaces()
    line.join(Span(text, piece.span.role, link: piece.span.link))
    lineColumns += piece.columns
  }

  private mutating func breakLine() {
    endLine()
    startLine(with: block.hangingPrefix)
  }

  /// Starts a line. A prefix takes at most half the width; a longer one loses its outer end.
  private mutating func startLine(with prefix: String) {
    self.prefix = prefix[...]
    while columns(self.prefix) > width / 2 {
      self.prefix.removeFirst()
    }
    room = width - columns(self.prefix)
    line = []
    lineColumns = 0
  }

  private mutating func endLine() {
    let isBare = line.isEmpty && prefix.allSatisfy { $0 == " " }
    let lead = prefix.isEmpty || isBare ? [] : [Span(String(prefix), .dim)]
    lines.append(StyledLine(lead + line))
  }

  // MARK: Measuring

  private func piece(_ text: Substring, of span: Span) -> Piece {
    Piece(text: text, span: span, columns: columns(text))
  }

  private func characters(of piece: Piece) -> [Piece] {
    piece.text.indices.map { index in
      self.piece(piece.text[index..<piece.text.index(after: index)], of: piece.span)
    }
  }
}

extension Substring {
  /// The text with ordinary instead of non-breaking spaces, so that a search for "a b" finds both.
  fileprivate func replacingHardSpaces() -> String {
    guard utf8.contains(0xC2) else { return String(self) }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
  }
}
