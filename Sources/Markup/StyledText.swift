// A parsed text that can be laid out for any width.

/// A text of blocks and links, independent of any width.
public struct StyledText: Hashable, Sendable {
  /// The blocks from top to bottom.
  public var blocks: [Block]
  /// The links, ordered by number.
  public var links: [Link]

  /// Makes a text.
  public init(blocks: [Block] = [], links: [Link] = []) {
    self.blocks = blocks
    self.links = links
  }

  /// The text as lines of at most `width` columns, wrapped between words; a longer word is broken
  /// anywhere. Only a character wider than `width` exceeds it.
  ///
  /// - Parameters:
  ///   - width: columns; less than 1 counts as 1.
  ///   - limit: stops before the next block after this many lines.
  ///   - columns: returns the width of a piece of text in columns.
  public func lines(
    width: Int, limit: Int = .max, columns: @escaping (Substring) -> Int
  ) -> [StyledLine] {
    var wrapper = LineWrapper(width: max(1, width), columns: columns)
    for block in blocks {
      if wrapper.lines.count >= limit { break }
      wrapper.add(block)
    }
    return wrapper.lines
  }

  /// The same lines, with those of each quoted mail for themselves. The limit counts a quoted mail
  /// as one line.
  public func parts(
    width: Int, limit: Int = .max, columns: @escaping (Substring) -> Int
  ) -> [TextPart] {
    var wrapper = LineWrapper(width: max(1, width), columns: columns)
    var parts: [TextPart] = []
    var count = 0
    for block in blocks {
      let isNew = parts.last.map { $0.quote != block.quote } ?? true
      if count >= limit, isNew || block.quote == nil { break }
      let lines = wrapper.lines(of: block)
      if isNew { parts.append(TextPart(quote: block.quote, lines: [])) }
      parts[parts.count - 1].lines += lines
      count += block.quote == nil ? lines.count : isNew ? 1 : 0
    }
    return parts
  }
}

/// Lines of a text, either of a quoted mail or of none.
public struct TextPart: Equatable, Sendable {
  /// The number of the quoted mail; nil for none.
  public var quote: Int?
  /// The lines.
  public var lines: [StyledLine]
}
