// Divides the HTML of a body into lines, so that two versions of it can be compared and joined. No
// tag is cut, and all lines one after the other are the body again, to the byte.

/// The lines of an HTML body.
public enum BodyLines {
  /// How a body is divided.
  public enum Size: CaseIterable, Sendable {
    /// Each line that a reader sees, and each tag between two of them.
    case lines
    /// Whole paragraphs and list items, with those in them.
    case items
    /// Whole paragraphs and lists.
    case blocks
  }

  /// The lines of a body.
  public static func lines(of html: String, by size: Size) -> [String] {
    let bytes = Array(html.utf8)
    var divider = Divider(size)
    forEachTag(in: bytes) { divider.add($0) }
    return pieces(of: bytes, at: divider.cuts)
  }

  /// Whether every element of a body is closed where it should be, list items are in lists, and
  /// paragraphs contain nothing but text.
  public static func isSound(_ html: String) -> Bool {
    let nesting = nesting(of: html)
    return nesting.isClosed && !nesting.wasBroken && !nesting.wasMisplaced
  }

  /// Whether every element in a part of a body is closed where it should be.
  public static func isClosed(_ html: String) -> Bool {
    let nesting = nesting(of: html)
    return nesting.isClosed && !nesting.wasBroken
  }

  private static func nesting(of html: String) -> Nesting {
    var nesting = Nesting()
    forEachTag(in: Array(html.utf8)) { nesting.take($0) }
    return nesting
  }

  private static func forEachTag(in bytes: [UInt8], _ take: (HTMLTag) -> Void) {
    var scanner = TagScanner(bytes, isWhole: true)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), scanner.isTag(at: index) else {
        index += 1
        continue
      }
      let token = HTMLToken.markup(bytes[index...])
      if case .tag(let tag) = token { take(tag) }
      index = token.source.endIndex
    }
  }

  /// What a line says, for comparing: blanks don't count as they don't show, nor does how a tag is
  /// spelled. That of a line without text or image begins with a blank.
  public static func key(of line: String) -> String {
    let bytes = Array(line.utf8)
    var scanner = TagScanner(bytes, isWhole: true)
    var key: [UInt8] = []
    var saysNothing = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<"), scanner.isTag(at: index) {
        let token = HTMLToken.markup(bytes[index...])
        if case .tag(let tag) = token {
          key += tag.spelling
          if tag.name == "img" { saysNothing = false }
        } else {
          key += token.source
        }
        index = token.source.endIndex
        continue
      }
      let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
      if !isBlank {
        key.append(byte)
        saysNothing = false
      } else if let last = key.last, last != UInt8(ascii: " ") {
        key.append(UInt8(ascii: " "))
      }
      index += 1
    }
    if key.last == UInt8(ascii: " ") { key.removeLast() }
    return (saysNothing ? " " : "") + String(decoding: key, as: UTF8.self)
  }

  /// The bytes between cuts. What is only white space belongs to the line before it.
  private static func pieces(of bytes: [UInt8], at cuts: [Int]) -> [String] {
    var pieces: [String] = []
    var start = 0
    for end in cuts + [bytes.count] where end > start {
      let piece = bytes[start..<end]
      let text = String(decoding: piece, as: UTF8.self)
      if let last = pieces.indices.last, piece.allSatisfy({ $0 <= 0x20 }) {
        pieces[last] += text
      } else {
        pieces.append(text)
      }
      start = end
    }
    return pieces
  }
}

/// Finds where a body is divided.
private struct Divider {
  /// Where a line ends and the next one begins, from the start on; the same place may be there
  /// more than once.
  private(set) var cuts: [Int] = []

  private let size: BodyLines.Size
  private var nesting = Nesting()

  init(_ size: BodyLines.Size) { self.size = size }

  mutating func add(_ tag: HTMLTag) {
    let (isOutside, isInLists) = (nesting.isClosed, nesting.isInListsOnly)
    nesting.take(tag)
    let isDivider = tag.name == "br" || Nesting.blocks.contains(tag.name)
    guard isDivider else { return }
    switch size {
    case .lines:
      cuts += [tag.source.startIndex, tag.source.endIndex]
    case .items:
      if isInLists { cuts.append(tag.source.startIndex) }
      if nesting.isInListsOnly { cuts.append(tag.source.endIndex) }
    case .blocks:
      if isOutside { cuts.append(tag.source.startIndex) }
      if nesting.isClosed { cuts.append(tag.source.endIndex) }
    }
  }
}

/// The elements that are open.
private struct Nesting {
  /// Elements that begin and end lines.
  static let blocks = Set(
    """
    p div ul ol nl li h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption blockquote pre hr \
    section article header footer main nav aside address center form fieldset figure figcaption \
    dl dt dd details summary
    """.split(separator: " ").map(String.init))
  private static let lists: Set = ["ul", "ol", "nl", "menu", "dir"]
  private static let empty: Set = [
    "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "wbr",
  ]

  private var open: [String] = []
  /// How many elements of each name are open.
  private var counts: [String: Int] = [:]

  /// Whether nothing is open.
  var isClosed: Bool { open.isEmpty }

  /// Whether nothing is open but lists.
  var isInListsOnly: Bool { otherCount == 0 }

  /// How many elements are open that are no lists.
  private var otherCount = 0

  /// Whether a tag was not complete, or an element ended that was not the last one opened.
  private(set) var wasBroken = false
  /// Whether an element began where it should not be.
  private(set) var wasMisplaced = false

  /// Takes a tag.
  mutating func take(_ tag: HTMLTag) {
    if !tag.isComplete { wasBroken = true }
    if Self.empty.contains(tag.name) {
      if tag.isEnd { wasBroken = true }
    } else if tag.isEnd {
      close(tag.name)
    } else {
      let isInList = open.last.map(Self.lists.contains) ?? false
      let isInParagraph = counts["p", default: 0] > 0
      if tag.name == "li" ? !isInList : Self.blocks.contains(tag.name) && isInParagraph {
        wasMisplaced = true
      }
      open.append(tag.name)
      counts[tag.name, default: 0] += 1
      if !Self.lists.contains(tag.name) { otherCount += 1 }
    }
  }

  private mutating func close(_ name: String) {
    if open.last != name { wasBroken = true }
    guard counts[name, default: 0] > 0 else { return }
    while let last = open.popLast() {
      counts[last, default: 1] -= 1
      if !Self.lists.contains(last) { otherCount -= 1 }
      if last == name { break }
    }
  }
}

extension HTMLTag {
  /// The tag as one would write it: without blanks that need not be there.
  fileprivate var spelling: [UInt8] {
    var bytes = Array((isEnd ? "</" : "<").utf8) + Array(name.utf8)
    for attribute in attributes {
      bytes += Array(" \(attribute.name)=\"".utf8) + attribute.value + Array("\"".utf8)
    }
    return bytes + [UInt8(ascii: ">")]
  }
}
