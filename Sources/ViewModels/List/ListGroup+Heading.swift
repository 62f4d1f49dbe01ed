// How the heading of a group looks, in lists and in texts: whether it is open, its words, and a rule
// to the edge.

public import Markup
public import VitallyModel

extension ListGroup {
  /// Its title, how many of its rows are open, and how many are done. Lines of text are only counted
  /// where they are folded.
  var words: String { title + note }

  private var note: String {
    let parts = isText ? lineCount : rowCounts
    return (parts + (isFolded ? ["folded"] : [])).map { " · \($0)" }.joined()
  }

  private var lineCount: [String] { isFolded ? [count.counted("line")] : [] }

  private var rowCounts: [String] {
    let done = done ?? 0
    let open = count - done
    return (open > 0 || done == 0 ? [NumberText.grouped(open)] : [])
      + (done > 0 ? ["\(NumberText.grouped(done)) done"] : [])
  }

  /// Its heading, as wide as that. The title is cut rather than what is said after it.
  public func heading(width: Int, _ measure: TextMeasure) -> StyledLine {
    let mark = isFolded ? "▸ " : "▾ "
    let room = max(1, width - measure.columns(of: mark) - 1)
    let title = measure.cut(title, to: max(min(8, room), room - measure.columns(of: note)))
    let text = measure.cut(title + note, to: room)
    let rest = width - measure.columns(of: mark) - measure.columns(of: text) - 1
    return StyledLine([
      Span(mark, .border), Span(text, .group), Span(" "),
      Span(String(repeating: "─", count: max(0, rest)), .border),
    ])
  }
}
