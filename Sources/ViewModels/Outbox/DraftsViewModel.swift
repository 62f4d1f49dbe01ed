// The list of drafts. It knows nothing about forms: drafts are opened elsewhere.

import Markup
import VitallyModel

/// The state of the drafts screen.
struct DraftsViewModel: Equatable, Sendable {
  /// The drafts, the last edited one first.
  private(set) var entries: [DraftEntry] = []
  /// Whether the list has arrived.
  private(set) var isLoaded = false
  /// The selection.
  private var selection = Selection()
  /// The number of the last request for the list.
  private var generation = 0
  private var area = Area(width: 80, height: 21)

  /// Creates a list that has yet to arrive.
  init() {}

  /// The selected draft, nil when there is none.
  var selected: DraftEntry? { entries.dropFirst(selection.row).first }

  /// Takes the list; the selection stays on its draft.
  mutating func receive(_ new: [DraftEntry]) {
    let id = selected?.draft.id
    entries = new
    isLoaded = true
    selection.follow(to: entries.firstIndex { $0.draft.id == id }, of: entries.count)
  }

  /// Selects another draft.
  mutating func move(by distance: Int) {
    selection.move(by: distance, of: entries.count)
  }
}

extension DraftEntry {
  /// What the draft is for: `edit of account Northwind`, `new note for Northwind`. A new record
  /// that the server has refused already has a title.
  var what: String {
    let noun = draft.ref.resource.schema.singular
    let name = title.map { " \($0)" }
    if draft.ref.serverID != nil { return "edit of \(noun)" + (name ?? "") }
    return "new \(noun)" + (name ?? parentTitle.map { " for \($0)" } ?? "")
  }

  /// When it was last edited, in words.
  func age(now: Now) -> String { DateText(now: now).ago(draft.updatedAt) }

  /// The first typed words: those of the title if it has some.
  var firstWords: String {
    let schema = draft.ref.resource.schema
    let titles = schema.titlePaths.compactMap { draft.texts[$0.text] }
    let typed = draft.texts.members.filter { member in
      schema.field(FieldPath(member.key))?.kind.isTyped ?? false
    }.map(\.value)
    let added = (draft.texts[FormViewModel.newTraits]?.array ?? []).compactMap {
      $0.object?["value"] ?? $0.object?["key"]
    }
    return (titles + typed + added).lazy.compactMap(Self.words).first { !$0.isEmpty } ?? ""
  }

  private static func words(_ value: JSONValue) -> String? {
    let object = value.object
    let text = object?["value"]?.text ?? object?[FormCell.markdownKey]?.text ?? value.text
    return text?.prefix(200).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension FieldKind {
  /// Whether its values are typed rather than chosen.
  fileprivate var isTyped: Bool {
    switch self {
    case .text, .email, .url, .longText, .number, .day, .moment, .date, .tags, .json: true
    case .yesNo, .choice, .lookUp, .lookUps, .participants, .traits, .objects: false
    }
  }
}

extension DraftsViewModel: Layer {
  func face(in shared: Shared) -> Face {
    let own: [Command] = selected == nil ? [] : [.drafts(.open), .drafts(.discard)]
    return Face(
      contexts: [.drafts, .global], hints: own + [.screen(.close), .app(.help)],
      title: "Drafts", readiness: isLoaded ? .ready : .awaitsRows)
  }

  func drawing(in shared: Shared) -> Drawing {
    guard isLoaded else { return .page(Page()) }
    guard !entries.isEmpty else {
      let key = shared.keys[.form(.leave)]
      return .page(
        .saying(
          "No drafts. A form you leave with \(key) waits here.", width: area.width,
          shared.measure))
    }
    var page = Page()
    page.lines = entries.enumerated().map { index, entry in
      line(entry, isSelected: index == selection.row, shared)
    }
    page.select(selection.row, height: area.height)
    return .page(page)
  }

  private func line(_ entry: DraftEntry, isSelected: Bool, _ shared: Shared) -> StyledLine {
    let measure = shared.measure
    let half = area.width / 2
    let room = max(0, area.width - half - 18)
    return StyledLine([
      Span(isSelected ? "> " : "  "), Span(measure.padded(entry.what, to: half - 3) + " "),
      Span(measure.padded(entry.age(now: shared.now), to: 17), .dim),
      Span(measure.cut(entry.firstWords, to: room), .value),
    ])
  }

  func availability(of command: Command, in shared: Shared) -> Availability {
    guard case .drafts = command else { return .yes }
    return selected == nil ? .no("There is no draft here.") : shared.allowsChanges
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared, .draftsChanged, .news(.merged, _): return request()
    case .arranged(let area): self.area = area
    case .command(let command): return run(command, in: &shared)
    case .answer(.read(_, let generation, .drafts(let entries))):
      guard generation == self.generation else { return [] }
      receive(entries)
      shared.drafts = Set(entries.map(\.draft.id))
    case .reply(.confirmed(.discardDraft(let id))):
      return [.forget(Draft.End(id), saying: "Thrown away.")]
    case .answer, .news: return .notHandled
    case .text, .uncovered, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  private mutating func request() -> Outcome {
    generation += 1
    return [.read(.entries, generation: generation, .drafts)]
  }

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .move(let command): move(by: command.distance(page: area.height))
    case .screen(.close), .screen(.stepBack): return .close()
    case .screen(.refresh): return request()
    case .drafts(let command):
      guard let entry = selected else { return [] }
      return run(command, on: entry)
    default:
      return .notHandled
    }
    return []
  }

  private func run(_ command: DraftsCommand, on entry: DraftEntry) -> Outcome {
    let draft = entry.draft
    switch command {
    case .open:
      let origin: FormViewModel.Origin =
        draft.ref.serverID == nil ? .new(parent: draft.parent) : .edit
      return Outcome(
        [],
        .replace(
          .opening(
            FormOpening(
              of: draft.ref, origin, as: .form(.whole), draft: draft.id, returnsTo: .drafts))))
    case .discard:
      return .ask("Throw away what you typed: \(entry.what)?", to: .discardDraft(draft.id))
    }
  }
}

/// Commands about a draft.
public enum DraftsCommand: CaseIterable, CommandGroup {
  case open
  case discard

  var topic: CommandTopic {
    switch self {
    case .open: .open
    case .discard: .change
    }
  }

  var words: CommandWords {
    switch self {
    case .open: .init("draft.open", "continue", "Opens the form as you left it.", .drafts)
    case .discard:
      .init("draft.discard", "throw away", "Throws away what you typed, after asking.", .drafts)
    }
  }
}
