// Splits HTML into tags and text exactly as written; a parsed tree would repair or omit parts.

/// A piece of HTML source.
enum HTMLToken {
  /// Text, including references (`&amp;`) and brackets that begin no tag.
  case text(ArraySlice<UInt8>)
  /// A start tag or an end tag.
  case tag(HTMLTag)
  case comment(ArraySlice<UInt8>)
  /// A document type or a processing instruction.
  case declaration(ArraySlice<UInt8>)

  /// The bytes of the piece.
  var source: ArraySlice<UInt8> {
    switch self {
    case .text(let source), .comment(let source), .declaration(let source): source
    case .tag(let tag): tag.source
    }
  }

  /// All pieces of a text in order, with line ends normalized.
  static func tokens(of html: String) -> [HTMLToken] {
    let bytes = [UInt8](normalizingLineEndsOf: html)
    var scanner = TagScanner(bytes, isWhole: true)
    var tokens: [HTMLToken] = []
    let byteOrderMark = Array("\u{FEFF}".utf8)
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    var index = start
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), scanner.isTag(at: index) else {
        index += 1
        continue
      }
      if start < index { tokens.append(.text(bytes[start..<index])) }
      let token = markup(bytes[index...])
      tokens.append(token)
      index = token.source.endIndex
      start = index
    }
    if start < index { tokens.append(.text(bytes[start..<index])) }
    return tokens
  }

  /// The markup at the start of `bytes`.
  static func markup(_ bytes: ArraySlice<UInt8>) -> HTMLToken {
    if bytes.starts(with: "<!--".utf8) { return .comment(comment(bytes)) }
    switch bytes.dropFirst().first {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      let end = bytes.firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex - 1
      return .declaration(bytes[...end])
    default: return .tag(HTMLTag(bytes))
    }
  }

  private static func comment(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = Array("-->".utf8)
    var rest = bytes.dropFirst("<!--".utf8.count)
    while !rest.isEmpty, !rest.starts(with: end) { rest.removeFirst() }
    return bytes[..<rest.dropFirst(end.count).startIndex]
  }
}

extension [UInt8] {
  /// The bytes of a text, with all line ends converted to "\n".
  init(normalizingLineEndsOf text: String) {
    self = []
    reserveCapacity(text.utf8.count)
    var wasReturn = false
    for byte in text.utf8 {
      let isReturn = byte == UInt8(ascii: "\r")
      let isSecondHalf = wasReturn && byte == UInt8(ascii: "\n")
      if !isSecondHalf { append(isReturn ? UInt8(ascii: "\n") : byte) }
      wasReturn = isReturn
    }
  }
}
