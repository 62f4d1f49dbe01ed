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
}
