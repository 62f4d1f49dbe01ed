// The bytes of a text as the HTML parser gets them.
// It owns what the parser would lose: brackets that are no tags, and bodies that are too long. And
// what would cost it more time than the text is long: attributes, and end tags that end nothing.

/// HTML that has been made ready for the parser.
struct HTMLSource {
  /// The parser cuts a single text at 10,000,000 bytes, silently; this stays below.
  static let maximumBytes = 8_000_000

  private static let byteOrderMark = Array("\u{FEFF}".utf8)

  /// What the parser reads.
  private(set) var bytes: [UInt8] = []
  /// Whether there was no tag at all: then newlines count.
  private(set) var isPlain = true
  /// How many bytes of a text that was to be read as a whole are not in `bytes`.
  let omittedBytes: Int

  /// Takes all of a text, unless it is longer than `maximumBytes`.
  init(_ html: String) {
    self.init(html, limit: Self.maximumBytes, isWhole: true)
  }

  /// Takes the start of a text. What its end cuts in two is left to the parser, which drops it.
  init(startOf html: String, bytes limit: Int) {
    let limit = min(limit, Self.maximumBytes)
    self.init(html, limit: limit, isWhole: html.utf8.count <= limit)
  }

  private init(_ html: String, limit: Int, isWhole: Bool) {
    var source = Array(html.utf8.prefix(limit))
    if source.count < html.utf8.count {
      let start = source.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
      source.removeSubrange(start...)
    }
    omittedBytes = isWhole ? html.utf8.count - source.count : 0
    bytes.reserveCapacity(source.count + 64)
    bytes += "<body>".utf8
    open.open("body")
    var tags = TagScanner(source, isWhole: isWhole)
    var index = source.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    while index < source.count {
      guard source[index] == UInt8(ascii: "<") else {
        let end = source[index...].firstIndex(of: UInt8(ascii: "<")) ?? source.count
        bytes += source[index..<end]
        index = end
        continue
      }
      let skipped = tags.lengthOfCondition(at: index)
      if skipped > 0 {
        index += skipped
      } else if tags.isTag(at: index), let end = add(markup: source[index...], isWhole: isWhole) {
        isPlain = false
        index = end
      } else {
        bytes += "&lt;".utf8
        index += 1
      }
    }
    if isPlain { bytes.insert(contentsOf: "<pre>".utf8, at: "<body>".utf8.count) }
  }

  // MARK: Tags

  /// The attributes that are shown, or followed, in one way or another.
  private static let shownAttributes: Set<String> = [
    "href", "alt", "start", "value", "type", "checked",
  ]
  /// What is never shown, and holds no tags.
  private static let scripts: Set<String> = ["script", "style"]
  /// After so many tags without an end all brackets are text: each of them was searched for its end
  /// through all of the text.
  private static let endlessLimit = 16

  private var open = OpenElements()
  private var endless = 0

  /// Takes a tag or the like from the start of `rest`; gives where it ends, nil for one without an
  /// end, which is text.
  private mutating func add(markup rest: ArraySlice<UInt8>, isWhole: Bool) -> Int? {
    guard endless < Self.endlessLimit else { return nil }
    let token = HTMLToken.markup(rest)
    guard case .tag(let tag) = token else { return token.source.endIndex }
    guard tag.isComplete else {
      endless += 1
      return isWhole ? nil : rest.endIndex
    }
    if tag.isEnd { addEnd(tag) } else { addStart(tag) }
    guard !tag.isEnd, Self.scripts.contains(tag.name) else { return tag.source.endIndex }
    return TagScanner.end(of: tag.name, in: rest[tag.source.endIndex...])
      ?? (isWhole ? tag.source.endIndex : rest.endIndex)
  }

  private mutating func addStart(_ tag: HTMLTag) {
    let name = tag.parsedName
    bytes.append(UInt8(ascii: "<"))
    bytes += name.utf8
    var seen: Set<String> = []
    for attribute in tag.attributes
    where Self.shownAttributes.contains(attribute.name) && seen.insert(attribute.name).inserted {
      bytes += " \(attribute.name)=\"".utf8
      for byte in attribute.value {
        if byte == UInt8(ascii: "\"") { bytes += "&quot;".utf8 } else { bytes.append(byte) }
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes += (tag.isClosed ? "/>" : ">").utf8
    if !tag.isClosed { open.open(name) }
  }

  /// The end of a paragraph that is not open is an empty one.
  private mutating func addEnd(_ tag: HTMLTag) {
    let name = tag.parsedName
    if open.close(name) {
      bytes += "</".utf8
      bytes += name.utf8
      bytes.append(UInt8(ascii: ">"))
    } else if tag.name == "p" {
      bytes += "<p></p>".utf8
    }
  }
}

extension HTMLTag {
  /// The name for the parser, which takes Outlook's `<o:p>` for `<p>`.
  fileprivate var parsedName: String {
    name.utf8.contains(UInt8(ascii: ":")) ? String(name.map { $0 == ":" ? "-" : $0 }) : name
  }

  /// Whether it ends in itself, as `<x/>` does. A slash may also belong to the last value.
  fileprivate var isClosed: Bool {
    guard source.count > 2, source[source.endIndex - 2] == UInt8(ascii: "/") else { return false }
    return attributes.last.map { $0.value.isEmpty || $0.value.endIndex < source.endIndex - 1 }
      ?? true
  }
}
