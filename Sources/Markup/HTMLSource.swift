// The bytes of a text as the HTML parser gets them.
// It owns what the parser would lose: brackets that are no tags, and bodies that are too long.

/// HTML that has been made ready for the parser.
struct HTMLSource {
  /// The parser cuts a single text at 10,000,000 bytes, silently; this stays below.
  static let maximumBytes = 8_000_000

  private static let byteOrderMark = Array("\u{FEFF}".utf8)

  /// What the parser reads.
  private(set) var bytes: [UInt8]
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
    var tags = TagScanner(source, isWhole: isWhole)
    bytes = []
    bytes.reserveCapacity(source.count + 64)
    var index = source.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    while index < source.count {
      let isBracket = source[index] == UInt8(ascii: "<")
      let skipped = isBracket ? tags.lengthOfCondition(at: index) : 0
      if skipped == 0, isBracket, !tags.isTag(at: index) {
        bytes += "&lt;".utf8
      } else if skipped == 0 {
        bytes.append(source[index])
        isPlain = isPlain && !isBracket
        if isBracket, let colon = tags.colonInName(at: index) { source[colon] = UInt8(ascii: "-") }
      }
      index += max(1, skipped)
    }
    bytes.insert(contentsOf: (isPlain ? "<body><pre>" : "<body>").utf8, at: 0)
  }
}
