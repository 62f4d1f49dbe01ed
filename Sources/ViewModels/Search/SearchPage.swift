// How a search is drawn: a line to type in, and two lines for each record that was found.

import Markup
import VitallyModel

/// Writes the page of a search.
struct SearchPage {
  private let search: SearchViewModel
  private let shared: Shared

  init(_ search: SearchViewModel, _ shared: Shared) {
    self.search = search
    self.shared = shared
  }

  var page: Page {
    var page = Page()
    page.input = Page.Input(
      editor: search.editor, placeholder: "type words from notes, messages, tasks, names …")
    page.head = [StyledLine(String(repeating: "─", count: width), .border)]
    page.foot = missing.map { [StyledLine(measure.cut(" " + $0, to: width), .warning)] } ?? []
    guard let found = search.found else { return page }
    if found.hits.isEmpty {
      page.lines = nothing(found).map { $0.indented(by: 1) }
      return page
    }
    page.lines = found.hits.enumerated().flatMap { index, hit in
      lines(hit, isSelected: index == search.selection.row)
    }
    page.selected = search.selection.row * 2
    page.focused = search.selection.row * 2..<search.selection.row * 2 + 2
    page.keepInSight(height: max(2, search.area.height - 2 - page.foot.count))
    return page
  }

  private var width: Int { search.area.width }
  private var measure: TextMeasure { shared.measure }

  /// What to do where nothing stands.
  private func nothing(_ found: TextHits) -> [StyledLine] {
    let sentence =
      TextQuery(found.words).isEmpty
      ? "All words must be there; “quotes” keep them together. The newest come first."
      : "Nothing has “\(found.words.trimmed)”. Try fewer words, or only how one begins."
    return measure.wrapped([Span(sentence, .placeholder)], to: max(1, width - 2))
  }

  /// Why there may be more than what was found; nil if there is not.
  private var missing: String? {
    guard let found = search.found else { return nil }
    if let part = found.readSoFar {
      return "Still reading: \(Int(part * 100))% can be searched so far. There may be more."
    }
    guard !found.unfetched.isEmpty else { return nil }
    let names = found.unfetched.map(\.schema.pluralInSentence)
    let all = names.count > 2 ? "all records" : names.joined(separator: " and ")
    return "Still fetching \(all). There may be more."
  }

  // MARK: One record

  private static let (kindWidth, dateWidth) = (13, 11)

  private func lines(_ hit: TextHit, isSelected: Bool) -> [StyledLine] {
    let customerWidth = min(28, width / 4)
    let kind = measure.padded(hit.ref.resource.schema.singular, to: Self.kindWidth)
    let day = hit.date.map { DateText(now: shared.now).day(shared.now.zone.local($0).day) } ?? ""
    let note = hit.isHidden ? "  hidden in lists" : ""
    let used = 2 + Self.kindWidth + 1 + Self.dateWidth + 1 + customerWidth + 2
    let title = hit.title.parts.isEmpty ? MarkedText("(no name)") : hit.title
    return [
      StyledLine(
        [
          Span(isSelected ? "> " : "  "), Span(kind + " ", .label),
          Span(measure.padded(day, to: Self.dateWidth) + " ", .dim),
          Span(measure.padded(hit.customer, to: customerWidth) + "  "),
        ] + spans(title, in: max(0, width - used - note.count), .strong)
          + (note.isEmpty ? [] : [Span(note, .dim)])),
      StyledLine([Span("    ")] + spans(hit.line, in: max(0, width - 5), .dim)),
    ]
  }

  /// A text in a few columns, with as much before the first hit as leaves room for it.
  private func spans(_ marked: MarkedText, in room: Int, _ role: TextRole) -> [Span] {
    var parts = marked.parts
    if measure.columns(of: marked.text) > room, parts.count > 1, !parts[0].isFound {
      parts[0].text = end(of: parts[0].text, in: room / 3)
    }
    var left = room
    var spans: [Span] = []
    for part in parts where left > 0 {
      let text = measure.cut(part.text, to: left)
      left -= measure.columns(of: text)
      spans.append(Span(text, part.isFound ? .match : role))
    }
    return spans
  }

  /// The end of a text in a few columns.
  private func end(of text: String, in room: Int) -> String {
    guard measure.columns(of: text) > room else { return text }
    var rest = text[...]
    while !rest.isEmpty, measure.columns(rest) > room - 1 { rest.removeFirst() }
    // Half a word before the hit would not help to read it.
    if let blank = rest.firstIndex(of: " ") { rest = rest[rest.index(after: blank)...] }
    return "…" + rest
  }
}
