// The part of a line that fits around its cursor.

extension LineEditor {
  /// The part of the line around the cursor that fits, and the column of the cursor in it. A
  /// selected line, which is still to be read, is shown from its start.
  func visible(columns width: Int, _ measure: TextMeasure) -> (text: String, column: Int) {
    if isSelected {
      return (measure.cut(text, to: width), min(measure.columns(of: text), max(0, width - 1)))
    }
    let before = textBeforeCursor
    var start = before.endIndex
    var column = 0
    while start > before.startIndex {
      let previous = before.index(before: start)
      let columns = measure.columns(before[previous..<start])
      if column + columns >= max(1, width) { break }
      column += columns
      start = previous
    }
    var shown = String(before[start...])
    if start > before.startIndex, column > 3, let first = shown.first {
      // What is missing is told by an ellipsis, which is as wide as what it stands for.
      let blanks = max(0, measure.columns(of: String(first)) - 1)
      shown = "…" + String(repeating: " ", count: blanks) + shown.dropFirst()
    }
    var used = column
    for character in textAfterCursor {
      used += measure.columns(String(character)[...])
      if used > width { break }
      shown.append(character)
    }
    return (shown, column)
  }
}
