// Styles a line of Markdown while it is being written: bold looks bold, and the marks are dim.

/// A part of a line with one role.
public struct HighlightedPart: Hashable, Sendable {
  /// UTF-8 offsets in the line.
  public var range: Range<Int>
  /// The role of the text.
  public var role: TextRole
}

/// Finds the marks of a line.
///
/// It reads the line alone, so that a key press costs one line, and takes marks that begin and end
/// in it for what they most probably are.
public struct MarkdownHighlight {
  /// Longer lines are left as they are.
  private static let longest = 4_000

  private let bytes: [UInt8]
  private var roles: [TextRole]
  /// Where a sign stands next, and from where on it was looked for: looking for it again from each
  /// bracket would take quadratic time.
  private var found: [UInt8: (from: Int, at: Int)] = [:]
  /// The marks that nothing closes up to an offset, for the same reason.
  private var unclosed: [Mark: Int] = [:]

  private struct Mark: Hashable {
    var sign: UInt8
    var length: Int
  }

  /// The parts of a line from its start to its end, without gaps.
  public static func parts(of line: String) -> [HighlightedPart] {
    guard !line.isEmpty else { return [] }
    guard line.utf8.count <= longest else {
      return [HighlightedPart(range: 0..<line.utf8.count, role: .plain)]
    }
    var highlight = MarkdownHighlight(line)
    highlight.readLine()
    return highlight.parts
  }

  private init(_ line: String) {
    bytes = Array(line.utf8)
    roles = Array(repeating: .plain, count: bytes.count)
  }

  private var parts: [HighlightedPart] {
    var parts: [HighlightedPart] = []
    for (offset, role) in roles.enumerated() {
      if let last = parts.indices.last, parts[last].role == role {
        parts[last].range = parts[last].range.lowerBound..<offset + 1
      } else {
        parts.append(HighlightedPart(range: offset..<offset + 1, role: role))
      }
    }
    return parts
  }

  // MARK: The line

  private mutating func readLine() {
    var start = bytes.prefix { $0 == UInt8(ascii: " ") }.count
    while start < bytes.count, bytes[start] == UInt8(ascii: ">") {
      mark(start..<start + 1)
      start += 1
      if start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
    }
    if let marker = markerEnd(from: start) {
      mark(start..<marker)
      return readText(marker..<bytes.count, .plain)
    }
    let signs = bytes[start...].prefix { $0 == UInt8(ascii: "#") }.count
    if (1...6).contains(signs), start + signs < bytes.count,
      bytes[start + signs] == UInt8(ascii: " ")
    {
      mark(start..<start + signs)
      return readText(start + signs..<bytes.count, .heading)
    }
    readText(start..<bytes.count, .plain)
  }

  /// Where the text of an item begins; nil if the line is none.
  private func markerEnd(from start: Int) -> Int? {
    var end = start
    if end < bytes.count, "-*+".utf8.contains(bytes[end]) {
      end += 1
    } else {
      end += bytes[start...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      guard end > start, end < bytes.count, ".)".utf8.contains(bytes[end]) else { return nil }
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: " ") else { return nil }
    end += 1
    let box = String(decoding: bytes[end...].prefix(4), as: UTF8.self).lowercased()
    return ["[ ] ", "[x] "].contains(box) ? end + 4 : end
  }

  private mutating func mark(_ range: Range<Int>) { fill(range, .dim) }

  private mutating func fill(_ range: Range<Int>, _ role: TextRole) {
    for offset in range { roles[offset] = role }
  }

  // MARK: The text

  private mutating func readText(_ range: Range<Int>, _ role: TextRole) {
    fill(range, role)
    var offset = range.lowerBound
    while offset < range.upperBound {
      offset = read(at: offset, in: range, role)
    }
  }

  /// Reads what begins at an offset; returns where it ends.
  private mutating func read(at offset: Int, in range: Range<Int>, _ role: TextRole) -> Int {
    switch bytes[offset] {
    case UInt8(ascii: "\\") where offset + 1 < range.upperBound && bytes[offset + 1].isSign:
      mark(offset..<offset + 1)
      return offset + 2
    case UInt8(ascii: "`"): return readCode(at: offset, in: range)
    case UInt8(ascii: "*"), UInt8(ascii: "_"): return readMark(at: offset, in: range, role)
    case UInt8(ascii: "["): return readLink(at: offset, in: range)
    case UInt8(ascii: "<"): return readTag(at: offset, in: range, role)
    case UInt8(ascii: "h"), UInt8(ascii: "w"): return readAddress(at: offset, in: range)
    default: return offset + 1
    }
  }

  private mutating func readCode(at offset: Int, in range: Range<Int>) -> Int {
    let length = run(at: offset, in: range)
    let mark = Mark(sign: UInt8(ascii: "`"), length: length)
    var end = offset + length
    while unclosed[mark] != range.upperBound, end < range.upperBound {
      guard bytes[end] == UInt8(ascii: "`") else {
        end += 1
        continue
      }
      let closing = run(at: end, in: range)
      if closing == length {
        self.mark(offset..<offset + length)
        fill(offset + length..<end, .code)
        self.mark(end..<end + length)
        return end + length
      }
      end += closing
    }
    unclosed[mark] = range.upperBound
    return offset + length
  }

  /// How often the byte at an offset is repeated.
  private func run(at offset: Int, in range: Range<Int>) -> Int {
    bytes[offset..<range.upperBound].prefix { $0 == bytes[offset] }.count
  }

  private mutating func readMark(
    at offset: Int, in range: Range<Int>, _ role: TextRole
  ) -> Int {
    let length = min(run(at: offset, in: range), 3)
    let inside = offset + length
    let isWordBefore = offset > 0 && !bytes[offset - 1].isBlankOrSign
    guard inside < range.upperBound, bytes[inside] != UInt8(ascii: " "),
      bytes[offset] == UInt8(ascii: "*") || !isWordBefore,
      let end = closing(of: offset, length, in: range)
    else { return offset + run(at: offset, in: range) }
    mark(offset..<inside)
    readText(inside..<end, length == 1 ? (role == .plain ? .emphasis : role) : .strong)
    mark(end..<end + length)
    return end + length
  }

  private mutating func closing(of offset: Int, _ length: Int, in range: Range<Int>) -> Int? {
    let mark = Mark(sign: bytes[offset], length: length)
    if unclosed[mark] == range.upperBound { return nil }
    var end = offset + length + 1
    while end + length <= range.upperBound {
      if bytes[end] == UInt8(ascii: "\\") {
        end += 2
        continue
      }
      if bytes[end] == bytes[offset] {
        let count = run(at: end, in: range)
        let isBlankBefore = bytes[end - 1] == UInt8(ascii: " ")
        let isWordAfter = end + count < range.upperBound && !bytes[end + count].isBlankOrSign
        let ends = count == length || (length < 3 && count == 3)
        if ends, !isBlankBefore, bytes[offset] == UInt8(ascii: "*") || !isWordAfter {
          return end + count - length
        }
        end += count
      } else {
        end += 1
      }
    }
    unclosed[mark] = range.upperBound
    return nil
  }

  /// The place of a sign from an offset on.
  private mutating func next(_ sign: UInt8, from offset: Int, in range: Range<Int>) -> Int? {
    if let known = found[sign], known.from <= offset, known.at >= offset {
      return known.at < range.upperBound ? known.at : nil
    }
    let place = bytes[offset...].firstIndex(of: sign) ?? bytes.count
    found[sign] = (offset, place)
    return place < range.upperBound ? place : nil
  }

  private mutating func readLink(at offset: Int, in range: Range<Int>) -> Int {
    guard let middle = next(UInt8(ascii: "]"), from: offset, in: range),
      middle + 1 < range.upperBound, bytes[middle + 1] == UInt8(ascii: "("),
      let end = next(UInt8(ascii: ")"), from: middle, in: range)
    else { return offset + 1 }
    mark(offset..<offset + 1)
    fill(offset + 1..<middle, .link)
    mark(middle..<end + 1)
    return end + 1
  }

  private mutating func readTag(at offset: Int, in range: Range<Int>, _ role: TextRole) -> Int {
    // Most of what is no tag is told by its second byte.
    guard offset + 1 < range.upperBound, bytes[offset + 1].beginsTag,
      let end = next(UInt8(ascii: ">"), from: offset, in: range)
    else { return offset + 1 }
    if isUnderline(offset...end), let close = find("</u>", from: end + 1, in: range) {
      mark(offset..<end + 1)
      readText(end + 1..<close, .underline)
      mark(close..<close + 4)
      return close + 4
    }
    mark(offset..<end + 1)
    return end + 1
  }

  private func isUnderline(_ range: ClosedRange<Int>) -> Bool {
    range.count == 3 && bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "u")
  }

  private mutating func find(_ text: String, from start: Int, in range: Range<Int>) -> Int? {
    let wanted = Array(text.utf8)
    let mark = Mark(sign: wanted[0], length: wanted.count)
    guard unclosed[mark] != range.upperBound, start + wanted.count <= range.upperBound else {
      return nil
    }
    let place = (start...range.upperBound - wanted.count).first {
      bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    if place == nil { unclosed[mark] = range.upperBound }
    return place
  }

  private mutating func readAddress(at offset: Int, in range: Range<Int>) -> Int {
    let isStart = offset == range.lowerBound || bytes[offset - 1].isBlankOrSign
    guard isStart, ["http", "www."].contains(where: { bytes[offset...].starts(with: $0.utf8) })
    else { return offset + 1 }
    let word = bytes[offset..<range.upperBound].prefix { $0 != UInt8(ascii: " ") }
    guard let pieces = BareAddress.pieces(of: String(decoding: word, as: UTF8.self)),
      let first = pieces.first, first.target != nil
    else { return offset + 1 }
    fill(offset..<offset + first.text.utf8.count, .link)
    return offset + first.text.utf8.count
  }
}

extension UInt8 {
  /// Whether it is an ASCII sign, which a backslash can escape.
  var isSign: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Whether it can follow the bracket of a tag.
  fileprivate var beginsTag: Bool {
    self == UInt8(ascii: "/") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  fileprivate var isBlankOrSign: Bool { self == UInt8(ascii: " ") || isSign }
}
