// The keys that work in a place, from the live key map, by what one wants to do. Typing narrows it;
// Enter runs one. Below them stands what the marks mean.

import Markup
import VitallyModel

/// The state of the help.
struct HelpViewModel: Equatable, Sendable {
  /// One line: a heading, keys with what they do, or a mark with its meaning.
  enum Entry: Equatable, Sendable {
    case heading(String)
    case binding(Binding)
    case mark(MarkLegend)
  }

  /// The text that filters the list.
  var editor = LineEditor()
  /// The index of the selected entry among those that match; never a heading.
  private(set) var selected = 0

  private var area = Area(width: 80, height: 21)
  private let bindings: [Binding]
  private let marks: [MarkLegend]
  /// Why commands can't be run now.
  private var reasons: [Command: String] = [:]

  /// Help for the keys of a place, innermost first: what has no meaning there is left out.
  init(
    _ bindings: [Binding], marks: [MarkLegend] = [], availability: (Command) -> Availability
  ) {
    var reasons: [Command: String] = [:]
    var known: [Binding] = []
    for binding in bindings where !known.contains(where: { $0.keys == binding.keys }) {
      let availability = availability(binding.command)
      if case .no(let reason) = availability { reasons[binding.command] = reason }
      if availability != .hidden { known.append(binding) }
    }
    self.bindings = Self.merged(known)
    self.marks = marks
    self.reasons = reasons
    move(by: 0)
  }

  /// Keys that do the same share a line, and so do those that do it with one number after the other.
  static func merged(_ bindings: [Binding]) -> [Binding] {
    var merged: [Binding] = []
    for binding in bindings {
      if let index = merged.firstIndex(where: { $0.command == binding.command }) {
        merged[index].keys += " " + binding.keys
      } else if let last = merged.last, last.command.isNumbered, binding.command.isNumbered,
        last.command.words.name == binding.command.words.name
      {
        let first = last.keys.prefix { $0 != "…" }
        merged[merged.count - 1] = Binding(keys: "\(first)…\(binding.keys)", command: last.command)
      } else {
        merged.append(binding)
      }
    }
    return merged
  }

  /// The entries that match the text.
  var entries: [Entry] {
    let words = editor.text.searchWords
    let topics = CommandTopic.allCases.map { topic in
      let matches = bindings.filter { binding in
        binding.command.topic == topic
          && "\(binding.keys) \(binding.title) \(binding.command.words.sentence)".holds(all: words)
      }
      return (topic.title, matches.map(Entry.binding))
    }
    let meanings = MarkLegend.Topic.allCases.map { topic in
      let matches = marks.filter { mark in
        mark.topic == topic
          && "\(topic.rawValue) \(mark.mark.text) \(mark.meaning)".holds(all: words)
      }
      return (topic.rawValue, matches.map(Entry.mark))
    }
    return (topics + meanings)
      .filter { !$0.1.isEmpty }
      .flatMap { [.heading($0.0)] + $0.1 }
  }

  /// The command of the selected entry.
  var command: Command? {
    guard case .binding(let binding)? = entries.dropFirst(selected).first else { return nil }
    return binding.command
  }

  /// Types text.
  mutating func insert(_ text: String) {
    editor.insert(text)
    selected = 0
    move(by: 0)
  }

  /// Runs an editing command. With nothing typed, Home and End go to the first and the last entry.
  mutating func run(_ command: EditorCommand) {
    let before = editor.text
    editor.run(command)
    switch command {
    case .home where before.isEmpty: move(by: -entries.count)
    case .end where before.isEmpty: move(by: entries.count)
    default:
      guard editor.text != before else { return }
      selected = 0
      move(by: 0)
    }
  }

  /// Selects another entry, skipping headings.
  mutating func move(by distance: Int) {
    let entries = entries
    var target = max(0, min(selected + distance, entries.count - 1))
    let step = distance < 0 ? -1 : 1
    while entries.indices.contains(target), case .heading = entries[target] { target += step }
    // Above the first entry there is only its heading.
    selected = entries.indices.contains(target) ? target : min(1, max(0, entries.count - 1))
  }

  /// How many rows are in sight below the line in which one types.
  private var height: Int { max(1, area.height - 3) }
}

extension HelpViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.help, .editor],
      hints: [
        .dialog(.accept), .dialog(.next), .dialog(.previous), .move(.pageDown), .dialog(.cancel),
      ],
      place: .box)
  }

  /// Help is already open.
  func availability(of command: Command, in shared: Shared) -> Availability {
    command == .app(.help) ? .hidden : .yes
  }

  func drawing(in shared: Shared) -> Drawing {
    let entries = entries
    // As many columns for the keys as the longest need, so that nothing runs into what they do.
    let keyWidth = entries.map { shared.measure.columns(of: $0.keys) }.max() ?? 0
    var page = Page()
    page.title = "Keys that work here" + position(in: entries)
    page.input = Page.Input(
      editor: editor, placeholder: "type to search, \(shared.keys[.dialog(.accept)]) runs")
    (page.width, page.height) = (area.width, area.height)
    page.lines = entries.enumerated().map { index, entry in
      line(entry, isSelected: index == selected, keyWidth: keyWidth, shared.measure)
    }
    if entries.isEmpty { page.lines = [StyledLine("  No key does that here.", .placeholder)] }
    page.selected = entries.isEmpty ? nil : selected
    page.foot = rest(of: entries, keyWidth: keyWidth, shared.measure)
    let height = max(1, height - page.foot.count)
    page.top = max(0, min(selected - height / 2, entries.count - height))
    return .page(page)
  }

  /// The sentence of the selected entry in full, where its line has no room for it.
  private func rest(
    of entries: [Entry], keyWidth: Int, _ measure: TextMeasure
  ) -> [StyledLine] {
    guard entries.indices.contains(selected) else { return [] }
    var room = area.width - 6 - keyWidth
    let sentence: String
    switch entries[selected] {
    case .heading: return []
    case .mark(let legend): sentence = legend.meaning
    case .binding(let binding):
      let isWide = sentenceWidth(in: room) < room
      room = sentenceWidth(in: room)
      sentence =
        reasons[binding.command].map { isWide ? $0 : "\(binding.title): \($0)" }
        ?? binding.command.words.sentence
    }
    guard measure.columns(of: sentence) > room else { return [] }
    return measure.wrapped([Span(sentence, .plain)], to: max(8, area.width - 4))
      .map { $0.indented(by: 1) }
  }

  /// Which of how many is selected, headings left out.
  private func position(in entries: [Entry]) -> String {
    guard !entries.isEmpty else { return "" }
    let number = entries.prefix(selected + 1).count { !$0.isHeading }
    return " · \(number) of \(entries.count { !$0.isHeading })"
  }

  private func line(
    _ entry: Entry, isSelected: Bool, keyWidth: Int, _ measure: TextMeasure
  ) -> StyledLine {
    let lead = Span(isSelected ? "> " : "  ")
    let keys = measure.padded(entry.keys, to: keyWidth + 2)
    let room = area.width - 2 - 2 - keyWidth - 2
    switch entry {
    case .heading(let title): return StyledLine(" " + title, .heading)
    case .mark(let legend):
      return StyledLine([
        lead, Span(keys, legend.mark.role), Span(measure.cut(legend.meaning, to: room), .dim),
      ])
    case .binding(let binding):
      let words = words(of: binding, room: room, measure)
      return StyledLine([lead, Span(keys, .key)] + words)
    }
  }

  /// The columns of a sentence: less where there is room for a name before it.
  private func sentenceWidth(in room: Int) -> Int { room >= 76 ? room - 18 : room }

  /// What keys do, with the name of it where there is room, or why they can't do it now.
  private func words(of binding: Binding, room: Int, _ measure: TextMeasure) -> [Span] {
    let rest = sentenceWidth(in: room)
    let isWide = rest < room
    let title = isWide ? [Span(measure.padded(binding.title, to: room - rest))] : []
    guard let reason = reasons[binding.command] else {
      return title + [Span(measure.cut(binding.command.words.sentence, to: rest), .dim)]
    }
    let what = isWide ? "" : binding.title + ": "
    return title + [Span(measure.cut(what + reason, to: rest), .warning)]
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .arranged(let area): self.area = area
    case .text(let text):
      insert(text)
      shared.say(leftOut: editor.leftOut)
    case .command(.editor(let command)): run(command)
    case .command(.dialog(.next)): move(by: 1)
    case .command(.dialog(.previous)): move(by: -1)
    case .command(.move(.pageDown)): move(by: height)
    case .command(.move(.pageUp)): move(by: -height)
    case .command(.dialog(.cancel)): return .close()
    case .command(.dialog(.accept)): return command.map { .close(.run($0)) } ?? []
    case .news, .draftsChanged: return .notHandled
    case .command, .appeared, .uncovered, .keysWait, .answer, .reply, .row, .keepTyped:
      break
    }
    return []
  }
}

extension HelpViewModel.Entry {
  fileprivate var isHeading: Bool { if case .heading = self { true } else { false } }

  /// What stands in the column of the keys.
  fileprivate var keys: String {
    switch self {
    case .heading: ""
    case .binding(let binding): binding.keys
    case .mark(let legend): legend.mark.text
    }
  }
}

extension Command {
  /// Whether it is one of several that differ by a number: tabs, links.
  fileprivate var isNumbered: Bool {
    switch self {
    case .pane(.showTab), .text(.openLink): true
    default: false
    }
  }
}
