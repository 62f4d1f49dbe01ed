// Prepares HTML for the parser, so that no text is lost and parsing takes linear time.

/// HTML prepared for the parser.
///
/// Escapes brackets that begin no tag, limits the length, and removes what would take the parser
/// more than linear time: attributes, and end tags that close nothing.
struct HTMLSource {
  /// Stays below 10,000,000 bytes, where the parser silently truncates a text node.
  static let maximumBytes = 8_000_000

  private static let byteOrderMark = Array("\u{FEFF}".utf8)

  /// The bytes for the parser.
  private(set) var bytes: [UInt8] = []
  /// Whether there was no tag at all, so that newlines count.
  private(set) var isPlain = true
  /// Whether there is a table.
  private(set) var hasTables = false
  /// How many bytes were omitted from a text that should be read as a whole.
  let omittedBytes: Int

  /// Prepares a whole text, up to `maximumBytes`.
  init(_ html: String, keeping attributes: Set<String> = Self.shownAttributes) {
    self.init(html, limit: Self.maximumBytes, isWhole: true, keeping: attributes)
  }

  /// Prepares the start of a text. The parser drops a tag that is cut in two at the end.
  init(startOf html: String, bytes limit: Int) {
    let limit = min(limit, Self.maximumBytes)
    self.init(html, limit: limit, isWhole: html.utf8.count <= limit)
  }

  private init(
    _ html: String, limit: Int, isWhole: Bool, keeping attributes: Set<String> = shownAttributes
  ) {
    keptAttributes = attributes
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

  /// The attributes that affect what is shown or opened.
  static let shownAttributes: Set<String> = [
    "href", "alt", "start", "value", "type", "checked",
  ]
  /// Elements that are never shown and contain no tags.
  private static let scripts: Set<String> = ["script", "style"]
  /// After this many unclosed tags, all brackets count as text: searching the whole text for the
  /// end of each would take quadratic time.
  private static let endlessLimit = 16

  private let keptAttributes: Set<String>
  private var open = OpenElements()
  private var endless = 0
  private var isOfficeDataEndless = false

  /// Adds the markup at the start of `rest` and returns where it ends; nil if it has no end, so
  /// that it is text.
  private mutating func add(markup rest: ArraySlice<UInt8>, isWhole: Bool) -> Int? {
    guard endless < Self.endlessLimit else { return nil }
    let token = HTMLToken.markup(rest)
    guard case .tag(let tag) = token else { return token.source.endIndex }
    guard tag.isComplete else {
      endless += 1
      return isWhole ? nil : rest.endIndex
    }
    if !tag.isEnd, let end = endOfOfficeData(tag, in: rest) { return end }
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
    where keptAttributes.contains(attribute.name) && seen.insert(attribute.name).inserted {
      bytes += " \(attribute.name)=\"".utf8
      for byte in attribute.value {
        if byte == UInt8(ascii: "\"") { bytes += "&quot;".utf8 } else { bytes.append(byte) }
      }
      bytes.append(UInt8(ascii: "\""))
    }
    if let mark = HTMLMark(tag) { add(HTMLMark.attribute, mark.rawValue) }
    if name == "table" { hasTables = true }
    if name == "img", let source = tag.attributes.first(where: { $0.name == "src" }),
      let size = DataImage.size(of: source.value)
    {
      add(DataImage.attribute, size)
    }
    bytes += (tag.isClosed ? "/>" : ">").utf8
    if !tag.isClosed { open.open(name) }
  }

  private mutating func add(_ attribute: String, _ value: String) {
    bytes += " \(attribute)=\"\(value)\"".utf8
  }

  /// Where the data ends that Word and Outlook leave in a text: `<xml><o:…`; nil for other tags.
  private mutating func endOfOfficeData(_ tag: HTMLTag, in rest: ArraySlice<UInt8>) -> Int? {
    guard tag.name == "xml", !isOfficeDataEndless else { return nil }
    let content = rest[tag.source.endIndex...].drop { $0 <= UInt8(ascii: " ") }
    let name = content.dropFirst().prefix {
      $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")
    }
    guard content.first == UInt8(ascii: "<"), !name.isEmpty,
      content[name.endIndex...].first == UInt8(ascii: ":")
    else { return nil }
    guard let end = TagScanner.end(of: tag.name, in: content) else {
      // It is not looked for again: each time all of the text would be searched.
      isOfficeDataEndless = true
      return nil
    }
    return HTMLTag(rest[end...]).source.endIndex
  }

  /// Adds an end tag. The end of a paragraph that is not open becomes an empty paragraph.
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
  /// The name for the parser, which would read Outlook's `<o:p>` as `<p>`.
  fileprivate var parsedName: String {
    name.utf8.contains(UInt8(ascii: ":")) ? String(name.map { $0 == ":" ? "-" : $0 }) : name
  }

  /// Whether it is self-closing, as `<x/>` is. A slash may also belong to the last value.
  fileprivate var isClosed: Bool {
    guard source.count > 2, source[source.endIndex - 2] == UInt8(ascii: "/") else { return false }
    return attributes.last.map { $0.value.isEmpty || $0.value.endIndex < source.endIndex - 1 }
      ?? true
  }
}
