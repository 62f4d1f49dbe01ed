// How the box in which one jumps is drawn: a line to type in, one line for each entry, and below them
// what is to say of the selected one.

import Markup
import VitallyModel

/// Writes the page of the box.
struct JumpPage {
  private let jump: JumpViewModel
  private let shared: Shared

  init(_ jump: JumpViewModel, _ shared: Shared) {
    self.jump = jump
    self.shared = shared
  }

  /// How many entries are in sight.
  var height: Int { max(1, boxHeight - 2 - foot.count) }

  var page: Page {
    var page = Page()
    page.title = "Jump" + position
    (page.width, page.height) = (width, boxHeight)
    page.input = Page.Input(
      editor: jump.editor, placeholder: "type a name, an email, an ID or a command")
    page.head = [StyledLine(String(repeating: "─", count: width), .border)]
    page.foot = foot
    guard !jump.entries.isEmpty else {
      page.lines = nothing
      return page
    }
    // Of many entries only those in sight are written.
    let row = jump.selection.row
    let top = Selection.top(row - height / 2, keeping: row, height: height, of: jump.entries.count)
    let match = NameMatch(jump.found?.words ?? "")
    page.lines = jump.entries[top..<min(top + height, jump.entries.count)].enumerated().map {
      line($1, isSelected: top + $0 == row, match)
    }
    page.selected = row - top
    return page
  }

  private var measure: TextMeasure { shared.measure }
  private var width: Int { min(jump.area.width - 6, 112) }
  private var boxHeight: Int { max(3, jump.area.height - 2) }

  private var position: String {
    let more = jump.found?.hasMore == true ? "+" : ""
    return jump.entries.isEmpty
      ? "" : " · \(jump.selection.row + 1) of \(jump.entries.count)\(more)"
  }

  /// What to do where nothing stands.
  private var nothing: [StyledLine] {
    if jump.isSearching { return [] }
    let sentence = "Nothing is called “\(jump.editor.text.trimmed)”. Try fewer letters."
    return measure.wrapped([Span(sentence, .placeholder)], to: max(1, width - 2))
      .map { $0.indented(by: 1) }
  }

  // MARK: Below the entries

  private var foot: [StyledLine] {
    [remark, missing].compactMap(\.self).map {
      StyledLine([Span(measure.cut(" " + $0.text, to: width), $0.role)])
    }
  }

  /// What is to say of the selected entry.
  private var remark: (text: String, role: TextRole)? {
    let tab = shared.key(.dialog(.complete), in: [.jump])
    switch jump.selected {
    case .record(let hit)?:
      guard Resource.browsable.contains(hit.ref.resource) else { return (" ", .dim) }
      let list = hit.ref.resource.schema.pluralInSentence
      return ("\(tab) shows it in the list of \(list).", .dim)
    case .command(let command)?:
      return command.reason.map { ($0, .warning) } ?? (command.sentence, .dim)
    case .ask?:
      let enter = shared.key(.dialog(.accept), in: [.jump])
      return ("\(enter) asks Vitally for a record with this ID or email address.", .dim)
    case nil: return nil
    }
  }

  /// Why there may be more records than these; nil if there are none.
  private var missing: (text: String, role: TextRole)? {
    guard let found = jump.found, !found.words.isEmpty, !found.unfetched.isEmpty else { return nil }
    let names = found.unfetched.map(\.schema.pluralInSentence)
    let all = names.count > 2 ? "all records" : names.joined(separator: " and ")
    return ("Still fetching \(all). There may be more.", .warning)
  }

  // MARK: One entry

  private static let (kindWidth, hiddenNote) = (14, "hidden in lists")

  private func line(
    _ entry: JumpEntry, isSelected: Bool, _ match: NameMatch
  ) -> StyledLine {
    let lead = Span(isSelected ? "> " : "  ")
    switch entry {
    case .record(let hit):
      return StyledLine(
        [lead, kind(hit.ref.resource.schema.singular)]
          + cells(match.marked(hit.title), hit.detail, end: hit.isHidden ? Self.hiddenNote : ""))
    case .command(let command):
      let isOff = command.reason != nil
      return StyledLine(
        [lead, kind(command.kind.rawValue, isOff ? .dim : .label)]
          + cells(
            isOff ? MarkedText(command.title) : match.marked(command.title),
            command.reason ?? command.sentence, end: measure.cut(command.keys, to: 12),
            titleShare: 7, titleRole: isOff ? .dim : .strong,
            detailRole: isOff ? .warning : .dim, endRole: isOff ? .dim : .key))
    case .ask(let text):
      return StyledLine([lead, kind("server")] + cells(MarkedText("look for “\(text)”"), ""))
    }
  }

  private func kind(_ name: String, _ role: TextRole = .label) -> Span {
    Span(measure.padded(name, to: Self.kindWidth), role)
  }

  /// A title, what stands beside it, and what stands at the end of the line. The title has so many
  /// twentieths of the room.
  private func cells(
    _ title: MarkedText, _ detail: String, end: String = "", titleShare: Int = 11,
    titleRole: TextRole = .strong, detailRole: TextRole = .dim, endRole: TextRole = .dim
  ) -> [Span] {
    let endWidth = measure.columns(of: end)
    let all = max(0, width - 2 - Self.kindWidth - 1)
    let room = max(0, all - (endWidth == 0 ? 0 : endWidth + 2))
    // What stands beside the titles lines up.
    let titleWidth = detail.isEmpty ? room : min(room, all * titleShare / 20)
    var left = titleWidth
    var spans: [Span] = []
    for part in title.parts where left > 0 {
      let text = measure.cut(part.text, to: left)
      left -= measure.columns(of: text)
      spans.append(Span(text, part.isFound ? .match : titleRole))
    }
    let gap = max(0, room - titleWidth)
    let beside = gap > 2 ? "  " + measure.padded(detail, to: gap - 2) : ""
    let fill = String(repeating: " ", count: left + (gap > 2 ? 0 : gap))
    return spans + [Span(fill), Span(beside, detailRole)]
      + (end.isEmpty ? [] : [Span("  "), Span(end, endRole)])
  }
}
