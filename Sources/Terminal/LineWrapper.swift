// Breaks one paragraph into lines that fit.
// Knows nothing of paragraphs around it.

/// Greedy wrapping: each line takes as many words as it can.
struct LineWrapper {
  private let text: Substring
  private let columns: Int
  private var result: [Substring] = []
  /// Where the line that is being filled begins, and what it holds so far.
  private var start: String.Index
  private var used = 0
  /// The last run of blanks in it: the line may end before it and go on after it.
  private var gap: (range: Range<String.Index>, columns: Int)?
  /// The line before ended at blanks, so that more of them are dropped.
  private var dropsBlanks = false

  init(_ text: Substring, columns: Int) {
    self.text = text
    self.columns = columns
    start = text.startIndex
  }

  /// The lines; one empty line for an empty paragraph.
  mutating func lines() -> [Substring] {
    for glyph in GlyphReader(text) {
      if glyph.scalar == " " { addBlank(glyph) } else { addVisible(glyph) }
    }
    if start < text.endIndex || result.isEmpty { result.append(text[start...]) }
    return result
  }

  private mutating func addBlank(_ glyph: Glyph) {
    var run = glyph.range
    if let gap, gap.range.upperBound == run.lowerBound {
      run = gap.range.lowerBound..<run.upperBound
    }
    if dropsBlanks {
      start = run.upperBound
    } else if used + glyph.width > columns {
      breakLine(at: run.lowerBound, next: run.upperBound, used: 0)
      dropsBlanks = true
    } else {
      used += glyph.width
      gap = (run, used)
    }
  }

  private mutating func addVisible(_ glyph: Glyph) {
    while used > 0, used + glyph.width > columns {
      if let gap, gap.range.lowerBound > start {
        breakLine(at: gap.range.lowerBound, next: gap.range.upperBound, used: used - gap.columns)
      } else {
        breakLine(at: glyph.range.lowerBound, next: glyph.range.lowerBound, used: 0)
      }
    }
    used += glyph.width
    dropsBlanks = false
  }

  private mutating func breakLine(at end: String.Index, next: String.Index, used: Int) {
    result.append(text[start..<end])
    start = next
    self.used = used
    gap = nil
  }
}
