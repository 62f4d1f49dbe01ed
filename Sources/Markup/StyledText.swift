// A text that was parsed once and can be laid out for any width.
// It must not know the language it was written in, nor the terminal it is drawn on.

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

  /// The text as lines of at most `width` columns, broken between words; a word wider than that is
  /// broken anywhere. Only a character that is itself wider than `width` stands out.
  ///
  /// - Parameters:
  ///   - width: columns; less than 1 counts as 1.
  ///   - limit: after so many lines no further block is laid out.
  ///   - columns: how many columns a piece of text takes.
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
