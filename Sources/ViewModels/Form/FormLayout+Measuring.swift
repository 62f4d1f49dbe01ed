// Text cut, padded and wrapped to columns.

import Markup

extension FormLayout {
  func columns(_ text: String) -> Int { form.measure.columns(text[...]) }

  func cut(_ text: String, to width: Int) -> String {
    if columns(text) <= width { return text }
    var text = String(text.prefix(width))
    while columns(text) > max(0, width - 1), !text.isEmpty { text.removeLast() }
    return text + "…"
  }

  func padded(_ text: String, to width: Int) -> String {
    let fitting = cut(text, to: width)
    return fitting + String(repeating: " ", count: max(0, width - columns(fitting)))
  }

  func indented(_ line: StyledLine, by count: Int) -> StyledLine {
    StyledLine([Span(String(repeating: " ", count: count))] + line.spans)
  }

  func wrapped(_ text: String, _ role: TextRole, width: Int) -> [StyledLine] {
    StyledText(blocks: [Block(spans: [Span(text, role)])])
      .lines(width: max(8, width), columns: form.measure.columns)
  }
}
