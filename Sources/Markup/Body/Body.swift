// A body as the server can keep it: blocks of text with marks. Markdown and HTML are two ways to
// write it down.

/// The contents of a note, a description or a message, independent of Markdown and HTML.
struct Body: Equatable {
  /// The blocks from top to bottom.
  var blocks: [BodyBlock]

  /// The same body in the form in which two of them are compared.
  ///
  /// What no reader sees is left out: empty paragraphs at either end, marks of blanks, and links of
  /// bare addresses, which every reader shows as links.
  var normalized: Body { Body(blocks: BodyBlock.normalized(blocks, in: .body)) }
}

/// A part of a body that begins on its own line.
indirect enum BodyBlock: Equatable {
  /// Text with space around it. Without runs it is an empty line.
  case paragraph([BodyRun])
  /// Text on lines of its own, without space around it: a `<div>` with text, or the text of a list
  /// item.
  case line([BodyRun])
  /// A heading of a level from 1 to 6.
  case heading(Int, [BodyRun])
  case list(BodyList)
  case quote([BodyBlock])
  /// Text whose lines and blanks all count.
  case code(String)
  case rule
  /// Blocks with a `<div>` around them.
  case division([BodyBlock])
}

/// A list.
struct BodyList: Equatable {
  enum Kind: Equatable {
    case bullets
    case numbers
    /// The server also keeps `<nl>`.
    case other
  }

  var kind: Kind
  /// The blocks of each item.
  var items: [[BodyBlock]]
}

extension BodyBlock {
  /// What blocks are part of.
  enum Place {
    case body
    case item
    case other
  }

  /// The runs of a block that is only text; nil for others.
  var runs: [BodyRun]? {
    switch self {
    case .paragraph(let runs), .line(let runs), .heading(_, let runs): runs
    case .list, .quote, .code, .rule, .division: nil
    }
  }

  /// Whether it shows nothing but an empty line.
  var isEmptyLine: Bool {
    switch self {
    case .paragraph(let runs), .line(let runs): runs.isEmpty
    case .heading, .list, .quote, .code, .rule, .division: false
    }
  }

  static func normalized(_ blocks: [BodyBlock], in place: Place) -> [BodyBlock] {
    var blocks = blocks.map(\.normalized)[...]
    if place == .item {
      blocks.removeAll(where: \.isEmptyLine)
      return joiningLines(Array(blocks))
    }
    while blocks.first?.isEmptyLine == true { blocks.removeFirst() }
    while blocks.last?.isEmptyLine == true { blocks.removeLast() }
    return Array(blocks)
  }

  /// Lines that follow each other in an item as one text with line breaks, which looks the same.
  static func joiningLines(_ blocks: [BodyBlock]) -> [BodyBlock] {
    var joined: [BodyBlock] = []
    for block in blocks {
      if case .line(let runs) = block, case .line(let before)? = joined.last {
        joined[joined.count - 1] = .line(before + [.lineBreak] + runs)
      } else {
        joined.append(block)
      }
    }
    return joined
  }

  private var normalized: BodyBlock {
    switch self {
    case .line(let runs) where runs.isEmpty: .paragraph([])
    case .paragraph(let runs): .paragraph(BodyRun.normalized(runs))
    case .line(let runs): .line(BodyRun.normalized(runs))
    case .heading(let level, let runs): .heading(level, BodyRun.normalized(runs))
    case .list(let list): .list(list.normalized)
    case .quote(let blocks): .quote(Self.normalized(blocks, in: .other))
    case .division(let blocks): .division(Self.normalized(blocks, in: .other))
    case .code, .rule: self
    }
  }
}

extension BodyList {
  /// A list with space between some of its items has it between all of them.
  var evened: BodyList {
    guard items.contains(where: { $0.contains(where: \.isParagraph) }) else { return self }
    return BodyList(kind: kind, items: items.map { $0.map(\.asParagraph) })
  }

  /// A list for comparing: that of a single text has no space between anything.
  var normalized: BodyList {
    let items = items.map { BodyBlock.normalized($0, in: .item) }
    let canBeLoose = items.count > 1 || items.contains { $0.count > 1 }
    let list = BodyList(kind: kind, items: items).evened
    return canBeLoose ? list : BodyList(kind: kind, items: items.map { $0.map(\.asLine) })
  }
}

extension BodyBlock {
  var isParagraph: Bool { if case .paragraph = self { true } else { false } }

  /// A line as a paragraph.
  var asParagraph: BodyBlock { if case .line(let runs) = self { .paragraph(runs) } else { self } }

  /// A paragraph as a line.
  var asLine: BodyBlock { if case .paragraph(let runs) = self { .line(runs) } else { self } }
}
