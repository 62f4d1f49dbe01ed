// What a browser would show of a body, for comparing two of them: a reader of its own, which shares
// nothing with the ones that are tested.

/// The lines of a body: each letter with its marks, and the lists around it.
struct ShownText {
  private var lines: [String] = []
  private var line = ""
  private var marks: [String] = []
  private var lists: [String] = []
  private var lead = ""
  private var isBlankPending = false

  static func lines(of html: String) -> [String] {
    var shown = ShownText()
    shown.read(html)
    shown.endLine()
    return shown.lines
  }

  private mutating func read(_ html: String) {
    var rest = html[...]
    while let character = rest.first {
      if character == "<", let end = rest.firstIndex(of: ">") {
        tag(String(rest[..<end].dropFirst()))
        rest = rest[end...].dropFirst()
      } else if character == "&", let end = rest.firstIndex(of: ";") {
        add(Self.references[String(rest[..<end].dropFirst())] ?? "&")
        rest = rest[end...].dropFirst()
      } else {
        add(character)
        rest = rest.dropFirst()
      }
    }
  }

  private static let references: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": "\u{A0}",
  ]

  private mutating func tag(_ tag: String) {
    let isEnd = tag.hasPrefix("/")
    let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter })
    switch name {
    case "p", "div", "br": endLine()
    case "ul", "ol", "nl":
      endLine(ofItem: true)
      if isEnd { lists.removeLast() } else { lists.append(name) }
    case "li":
      endLine(ofItem: isEnd)
      if !isEnd { lead = "•" }
    case "img":
      add("▣")
      line += tag
    default:
      if isEnd {
        if let index = marks.lastIndex(where: { $0.hasPrefix(name) }) { marks.remove(at: index) }
      } else {
        marks.append(tag)
      }
    }
  }

  /// Blanks have no marks that could be seen, but for underlines and code.
  private mutating func add(_ character: Character) {
    if character == " " || character == "\n" {
      isBlankPending = isBlankPending || !line.isEmpty
      return
    }
    if isBlankPending { line += " " }
    isBlankPending = false
    let invisible = character == "\u{A0}" ? ["b", "i", "strong", "em"] : []
    let shown = Set(marks).subtracting(invisible).sorted()
    line += shown.isEmpty ? "\(character)" : "{\(shown.joined(separator: ","))}\(character)"
  }

  private mutating func endLine(ofItem isItem: Bool = false) {
    if !line.isEmpty || (isItem && !lead.isEmpty) {
      lines.append(lists.joined() + lead + line)
      lead = ""
    }
    line = ""
    isBlankPending = false
  }
}
