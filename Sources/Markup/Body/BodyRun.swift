// A piece of the text of a body: words with the same marks, a line break or an image.

/// The marks of a piece of text. The server keeps two tags for bold and two for italic text, which
/// are told apart so that a body keeps its own.
struct BodyMarks: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let strong = BodyMarks(rawValue: 1)
  static let bold = BodyMarks(rawValue: 2)
  static let emphasis = BodyMarks(rawValue: 4)
  static let italic = BodyMarks(rawValue: 8)
  static let underline = BodyMarks(rawValue: 16)
  static let code = BodyMarks(rawValue: 32)

  /// The marks that don't show on a blank.
  static let invisible: BodyMarks = [.strong, .bold, .emphasis, .italic]

  /// Each mark alone, with the name of its tag.
  static let tags: [(mark: BodyMarks, name: String)] = [
    (.underline, "u"), (.strong, "strong"), (.bold, "b"), (.emphasis, "em"), (.italic, "i"),
    (.code, "code"),
  ]

  /// The mark of a tag; nil for others.
  static func named(_ name: String) -> BodyMarks? {
    switch name {
    case "strong": .strong
    case "b": .bold
    case "em": .emphasis
    case "i": .italic
    case "u": .underline
    case "code": .code
    default: nil
    }
  }
}

/// A tag with its attributes: of a link or an image.
struct BodyTag: Hashable {
  struct Attribute: Hashable {
    var name: String
    var value: String
  }

  var name: String
  var attributes: [Attribute]

  /// The value of an attribute; nil if it has none.
  subscript(_ name: String) -> String? {
    get { attributes.first { $0.name == name }?.value }
    set {
      attributes.removeAll { $0.name == name }
      if let newValue { attributes.append(Attribute(name: name, value: newValue)) }
    }
  }
}

/// A piece of text with the same marks.
struct BodyRun: Equatable {
  enum Content: Equatable {
    /// Text without line breaks; empty only in a link without text.
    case text(String)
    case lineBreak
    case image(BodyTag)
  }

  var content: Content
  var marks: BodyMarks = []
  /// The link that it is part of, if any.
  var link: BodyTag?

  /// A line break, which has no marks.
  static let lineBreak = BodyRun(content: .lineBreak)

  /// The text; nil for breaks and images.
  var text: String? { if case .text(let text) = content { text } else { nil } }

  /// Whether it is text that consists of blanks alone.
  var isBlank: Bool {
    guard let text, let first = text.utf8.first, first <= 0x20 || first >= 0x80 else {
      return false
    }
    return text.allSatisfy(\.isBlank)
  }
}

extension BodyRun {
  /// Runs for comparing: blanks without marks that don't show, equal neighbours joined, and bare
  /// addresses without their links.
  static func normalized(_ runs: [BodyRun]) -> [BodyRun] {
    joined(withPlainBlanks(runs).map(\.withoutBareLink))
  }

  /// Joins neighbours of the same kind.
  static func joined(_ runs: [BodyRun]) -> [BodyRun] {
    var joined: [BodyRun] = []
    joined.reserveCapacity(runs.count)
    for run in runs {
      if let last = joined.indices.last, let text = run.text,
        case .text(var whole) = joined[last].content,
        joined[last].marks == run.marks, joined[last].link == run.link
      {
        // Taken out first, so that a long text is not copied for each piece.
        joined[last].content = .lineBreak
        whole += text
        joined[last].content = .text(whole)
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  /// Takes marks that don't show from the blanks at the ends of marked text.
  static func withPlainBlanks(_ runs: [BodyRun]) -> [BodyRun] {
    guard runs.contains(where: \.mayHaveMarkedBlanks) else { return runs }
    var pieces = runs.flatMap(\.splitAtBlanks)
    var around: BodyMarks = []
    // What stands before each blank, and on the way back what stands after it.
    for index in pieces.indices {
      if pieces[index].isBlank {
        pieces[index].marks.formIntersection(around.union([.underline, .code]))
      } else {
        around = pieces[index].marks
      }
    }
    around = []
    for index in pieces.indices.reversed() {
      if pieces[index].isBlank {
        pieces[index].marks.formIntersection(around.union([.underline, .code]))
      } else {
        around = pieces[index].marks
      }
    }
    return pieces
  }

  /// A fast check whether there may be marked blanks at an end.
  private var mayHaveMarkedBlanks: Bool {
    guard !marks.isDisjoint(with: .invisible), let text else { return false }
    return [text.utf8.first, text.utf8.last].contains { byte in
      byte.map { $0 <= 0x20 || $0 >= 0x80 } ?? false
    }
  }

  /// The blanks before the text, the text, and the blanks after it.
  private var splitAtBlanks: [BodyRun] {
    guard let text, !marks.contains(.code), !marks.isDisjoint(with: .invisible) else {
      return [self]
    }
    let head = text.prefix(while: \.isBlank)
    var core = text[head.endIndex...]
    while core.last?.isBlank == true { core.removeLast() }
    return [head, core, text[core.endIndex...]].filter { !$0.isEmpty }.map {
      var run = self
      run.content = .text(String($0))
      return run
    }
  }

  private var withoutBareLink: BodyRun {
    guard let link, let text, let href = link["href"], link.attributes.count == 1,
      href == text || href == "https://" + text
    else { return self }
    var run = self
    run.link = nil
    return run
  }
}
