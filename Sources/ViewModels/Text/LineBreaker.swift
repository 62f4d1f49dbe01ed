// Finds where a line of a paragraph ends. It looks at one line only, so that a paragraph of any
// length can be wrapped piece by piece.

/// A line of a paragraph, from the end of the line before it.
struct WrappedLine: Equatable, Sendable {
  /// Its end, as a UTF-8 offset from the start of the paragraph.
  var end: Int
  /// The width of its characters in columns, including spaces that hang over the edge.
  var columns: Int
}

/// Breaks a paragraph at white space into lines that fit a width.
struct LineBreaker: Equatable, Sendable {
  /// The width of a line in columns.
  var width: Int
  let measure: TextMeasure

  /// The line that starts at an offset. Blanks stay at the end of their line and may hang over
  /// its edge; a word that is wider than a line is split.
  ///
  /// What is `known` from the start on needn't be measured again: the search begins at its end and
  /// goes back or forth from there.
  func line(in text: String, from start: Int, known: WrappedLine? = nil) -> WrappedLine {
    let first = text.index(at: start)
    var end = text.index(at: known?.end ?? start)
    var columns = known?.columns ?? 0
    while columns > width, end > first {
      let character = character(in: text, before: end)
      end = character.start
      columns -= character.columns
    }
    while end < text.endIndex {
      let character = character(in: text, at: end)
      let isFirst = end == first
      if columns + character.columns > width && !isFirst { break }
      end = character.end
      columns += character.columns
    }
    return wholeWords(in: text, first..<end, columns: columns)
  }

  /// The width of a range, which starts and ends between characters.
  func columns(in text: String, _ range: Range<Int>) -> Int {
    columns(in: text, text.index(at: range.lowerBound)..<text.index(at: range.upperBound))
  }

  /// The end of the longest part of a line that is no wider than a number of columns.
  func offset(in text: String, line: Range<Int>, atColumn column: Int) -> Int {
    var index = text.index(at: line.lowerBound)
    let end = text.index(at: line.upperBound)
    var columns = 0
    while index < end {
      let character = character(in: text, at: index)
      columns += character.columns
      if columns > column { break }
      index = character.end
    }
    return text.offset(of: index)
  }

  /// Trims what fits to whole words: with the spaces after it, or without the word that is cut off.
  private func wholeWords(
    in text: String, _ fitting: Range<String.Index>, columns: Int
  ) -> WrappedLine {
    var end = fitting.upperBound
    var columns = columns
    while end < text.endIndex, text.isBlank(at: end) {
      columns += character(in: text, at: end).columns
      end = text.index(after: end)
    }
    let hasRoom = end == text.endIndex || end > fitting.upperBound
    if !hasRoom, let afterBlank = text.endOfLastBlank(in: fitting) {
      columns -= self.columns(in: text, afterBlank..<end)
      end = afterBlank
    }
    return WrappedLine(end: text.offset(of: end), columns: columns)
  }

  private func columns(in text: String, _ range: Range<String.Index>) -> Int {
    var columns = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let character = character(in: text, at: index)
      columns += character.columns
      index = character.end
    }
    return columns
  }

  /// Fast path: printable ASCII takes one column on every terminal, and next to ASCII it is always
  /// a character of its own.
  private func character(
    in text: String, at index: String.Index
  ) -> (end: String.Index, columns: Int) {
    let next = text.utf8.index(after: index)
    if text.utf8[index].isPrintable && (next == text.endIndex || text.utf8[next] < 0x80) {
      return (next, 1)
    }
    let end = text.index(after: index)
    return (end, measure.columns(text[index..<end]))
  }

  private func character(
    in text: String, before index: String.Index
  ) -> (start: String.Index, columns: Int) {
    let start = text.index(before: index)
    return (start, character(in: text, at: start).columns)
  }
}
