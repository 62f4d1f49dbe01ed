// The keys that work in a place, from the live key map. Typing narrows it; Enter runs one.

import Markup
import VitallyModel

/// The state of the help.
struct HelpViewModel: Equatable, Sendable {
  /// One line: a heading, or keys with what they do.
  enum Entry: Hashable, Sendable {
    case heading(String)
    case binding(Binding)
  }

  /// What is typed to narrow the list.
  var editor = LineEditor()
  /// The number of the selected entry among those that match; never a heading.
  private(set) var selected = 0

  private var area = Area(width: 80, height: 21)
  private let sections: [(context: Context, bindings: [Binding])]
  /// Why commands can't be run now.
  private var reasons: [Command: String] = [:]

  /// Help for the contexts of a place, innermost first: what has no meaning there is left out.
  init(
    _ sections: [(context: Context, bindings: [Binding])],
    availability: (Command) -> Availability
  ) {
    var reasons: [Command: String] = [:]
    self.sections = sections.map { section in
      let known = section.bindings.filter { binding in
        let availability = availability(binding.command)
        if case .no(let reason) = availability { reasons[binding.command] = reason }
        return availability != .hidden
      }
      return (section.context, Self.merged(known))
    }.filter { !$0.bindings.isEmpty }
    self.reasons = reasons
    move(by: 0)
  }

  /// Keys that do the same share a line.
  private static func merged(_ bindings: [Binding]) -> [Binding] {
    var merged: [Binding] = []
    for binding in bindings {
      if let index = merged.firstIndex(where: { $0.command == binding.command }) {
        merged[index].keys += " " + binding.keys
      } else {
        merged.append(binding)
      }
    }
    return merged
  }

  /// The entries that match what is typed.
  var entries: [Entry] {
    let words = editor.text.searchWords
    return sections.flatMap { section in
      let bindings = section.bindings.filter { binding in
        "\(binding.keys) \(binding.title) \(binding.command.words.sentence)".holds(all: words)
      }
      return bindings.isEmpty ? [] : [.heading(section.context.title)] + bindings.map(Entry.binding)
    }
  }

  /// What the selected entry runs.
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

  /// Runs an editing command.
  mutating func run(_ command: EditorCommand) {
    editor.run(command)
    selected = 0
    move(by: 0)
  }

  /// Selects another entry, past headings.
  mutating func move(by distance: Int) {
    let entries = entries
    var target = max(0, min(selected + distance, entries.count - 1))
    let step = distance < 0 ? -1 : 1
    while entries.indices.contains(target), case .heading = entries[target] { target += step }
    if entries.indices.contains(target) { selected = target }
  }

  /// Two helps are equal when they show the same.
  static func == (left: HelpViewModel, right: HelpViewModel) -> Bool {
    left.editor == right.editor && left.selected == right.selected
      && left.reasons == right.reasons
      && left.sections.elementsEqual(right.sections) {
        $0.context == $1.context && $0.bindings == $1.bindings
      }
  }
}

extension HelpViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.help, .editor],
      hints: [.dialog(.accept), .dialog(.next), .dialog(.previous), .dialog(.cancel)], place: .box)
  }

  /// Help is there already.
  func availability(of command: Command, in shared: Shared) -> Availability {
    command == .app(.help) ? .hidden : .yes
  }

  func drawing(in shared: Shared) -> Drawing {
    let entries = entries
    // As many columns for the keys as the longest need, so that nothing runs into what they do.
    let widths = entries.map { entry in
      if case .binding(let binding) = entry { shared.measure.columns(of: binding.keys) } else { 0 }
    }
    let keyWidth = max(16, widths.max() ?? 0)
    var page = Page()
    page.title = "Keys that work here"
    page.input = Page.Input(
      editor: editor, placeholder: "type to search, \(shared.keys[.dialog(.accept)]) runs")
    (page.width, page.height) = (area.width, area.height)
    page.lines = entries.enumerated().map { index, entry in
      line(entry, isSelected: index == selected, keyWidth: keyWidth, shared.measure)
    }
    if entries.isEmpty { page.lines = [StyledLine("  No key does that here.", .placeholder)] }
    let height = max(1, area.height - 3)
    page.selected = entries.isEmpty ? nil : selected
    page.top = max(0, min(selected - height / 2, entries.count - height))
    return .page(page)
  }

  private func line(
    _ entry: Entry, isSelected: Bool, keyWidth: Int, _ measure: TextMeasure
  ) -> StyledLine {
    switch entry {
    case .heading(let title): return StyledLine(" " + title, .heading)
    case .binding(let binding):
      return StyledLine([
        Span(isSelected ? "> " : "  "),
        Span(measure.padded(binding.keys, to: keyWidth + 1), .key),
        Span(measure.padded(binding.title, to: 16) + " "),
        reasons[binding.command].map { Span($0, .warning) }
          ?? Span(binding.command.words.sentence, .dim),
      ])
    }
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .arranged(let area): self.area = area
    case .text(let text): insert(text)
    case .command(.editor(let command)): run(command)
    case .command(.dialog(.next)): move(by: 1)
    case .command(.dialog(.previous)): move(by: -1)
    case .command(.dialog(.cancel)): return .close()
    case .command(.dialog(.accept)): return .close(command.map { .run($0) })
    case .news, .draftsChanged: return .notHandled
    case .command, .appeared, .uncovered, .keysWait, .answer, .reply, .row, .keepTyped:
      break
    }
    return []
  }
}
