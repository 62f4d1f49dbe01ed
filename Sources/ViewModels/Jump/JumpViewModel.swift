// The box in which one jumps: one types a few letters, and records, lists and commands with that name
// stand below, best first.

import VitallyModel

/// The state of the box.
struct JumpViewModel: Equatable, Sendable {
  /// What is typed.
  private(set) var editor: LineEditor
  /// What was found last, possibly for what was typed before; nil until the first answer.
  private(set) var found: JumpHits?
  /// What stands below the line.
  private(set) var entries: [JumpEntry]
  private(set) var selection = Selection()
  /// Whether the last search is still unanswered.
  private(set) var isSearching = false
  private(set) var area = Area(width: 80, height: 21)

  private var commands: [JumpCommand]
  /// The number of the last search: answers to older ones are ignored.
  private var generation = 0
  /// What to do with the first entry when it arrives: the key was faster than the search.
  private var pending: DialogCommand?

  /// How many records stand below, and how many before anything is typed: then lists and commands
  /// should not be far.
  private static let (limit, visitLimit) = (50, 10)

  /// A box over a place where these commands are known, with something typed already.
  init(_ commands: [JumpCommand], typed: String = "") {
    self.commands = commands
    editor = LineEditor(typed)
    entries = JumpEntry.all("", [], commands)
  }

  /// The selected entry, nil when nothing matches.
  var selected: JumpEntry? { entries.dropFirst(selection.row).first }

  /// Searches for what is typed.
  private mutating func search(_ shared: Shared) -> Outcome {
    generation += 1
    isSearching = true
    let isEmpty = NameMatch(editor.text).isEmpty
    let query = JumpQuery(
      editor.text, openSince: shared.openSince, limit: isEmpty ? Self.visitLimit : Self.limit)
    return [.read(.matches, generation: generation, .jump(query))]
  }

  /// Searches anew if something else is typed.
  private mutating func follow(_ before: String, _ shared: Shared) -> Outcome {
    pending = nil
    guard editor.text != before else { return [] }
    selection = Selection()
    return search(shared)
  }

  /// Takes what was found. The selection stays on its entry.
  private mutating func receive(_ new: JumpHits, in shared: inout Shared) -> Outcome {
    let kept = found?.words == new.words ? selected : nil
    isSearching = false
    found = new
    list(keeping: kept)
    return pending.map { act($0, in: &shared) } ?? []
  }

  /// Takes the commands anew: what lies below the box has changed.
  mutating func take(_ commands: [JumpCommand]) {
    guard commands != self.commands else { return }
    self.commands = commands
    list(keeping: selected)
  }

  /// Lists all that answers.
  private mutating func list(keeping kept: JumpEntry?) {
    entries = JumpEntry.all(found?.words ?? "", found?.hits ?? [], commands)
    let place = kept.flatMap { kept in entries.firstIndex { $0.isSame(as: kept) } }
    selection.follow(to: place, of: entries.count)
  }

  /// The records could not be searched: lists and commands are still there.
  private mutating func fail() {
    (isSearching, pending) = (false, nil)
    found = JumpHits(words: editor.text)
    list(keeping: nil)
  }

  // MARK: What keys do

  private mutating func act(_ command: DialogCommand, in shared: inout Shared) -> Outcome {
    pending = nil
    switch (command, selected) {
    case (_, nil):
      shared.hint("Nothing matches what you typed.")
      return [.dropKeys]
    case (.complete, .record(let hit)?): return show(hit, in: &shared)
    case (.complete, .command(let command)?):
      let before = editor.text
      editor.replace(with: command.title)
      return follow(before, shared)
    case (_, .record(let hit)?): return open(hit.ref, in: shared)
    case (_, .command(let command)?):
      guard let reason = command.reason else { return .close(.run(command.command)) }
      shared.say(reason, .warning)
      return [.dropKeys]
    case (.complete, .ask?): return []
    case (_, .ask(let text)?):
      return Outcome([.dropKeys], .close, reply: .entered(.command, "open \(text)"))
    }
  }

  /// Opens a record in place of the box, so that going back leads to where the user was.
  private func open(_ ref: Ref, in shared: Shared) -> Outcome {
    Outcome(
      [.visit(ref), .fetch(ref, first: nil, isForced: false)],
      .replace(.browse(BrowseViewModel(showing: ref, in: shared))))
  }

  /// Shows a record in the list of its resource.
  private func show(_ hit: JumpHit, in shared: inout Shared) -> Outcome {
    guard Resource.browsable.contains(hit.ref.resource) else {
      let schema = hit.ref.resource.schema
      let key = shared.key(.dialog(.accept), in: [.jump])
      shared.hint("\(schema.plural) have no list of their own. \(key) opens this one.")
      return [.dropKeys]
    }
    return Outcome([.visit(hit.ref)], .close, reply: .reveal(hit.ref, isHidden: hit.isHidden))
  }
}

extension JumpViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.jump, .editor],
      hints: [
        .dialog(.accept), .dialog(.complete), .dialog(.next), .dialog(.previous), .dialog(.cancel),
      ],
      place: .box,
      // Once a key has opened something, further ones are for that.
      readiness: !isSearching ? .ready : pending == nil ? .awaitsRows : .opening)
  }

  func drawing(in shared: Shared) -> Drawing { .page(JumpPage(self, shared).page) }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    let before = editor.text
    switch event {
    case .appeared, .news(.changed, isInSight: true), .news(.merged, _): return search(shared)
    case .arranged(let area): self.area = area
    case .text(let text):
      editor.insert(text)
      shared.say(leftOut: editor.leftOut)
      return follow(before, shared)
    case .command(.editor(let command)):
      editor.run(command)
      return follow(before, shared)
    case .command(.dialog(let command)): return run(command, in: &shared)
    case .command(.move(.pageDown)): move(by: JumpPage(self, shared).height)
    case .command(.move(.pageUp)): move(by: -JumpPage(self, shared).height)
    case .answer(.read(_, let generation, .jump(let hits))):
      guard generation == self.generation else { return [] }
      return receive(hits, in: &shared)
    case .answer(.read(_, let generation, .failure)):
      if generation == self.generation { fail() }
      return .notHandled
    case .answer, .news, .draftsChanged: return .notHandled
    case .command, .uncovered, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  private mutating func move(by distance: Int) {
    selection.move(by: distance, of: entries.count)
  }

  private mutating func run(_ command: DialogCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .cancel: return .close()
    case .accept, .complete:
      guard isSearching, found?.words != editor.text else { return act(command, in: &shared) }
      pending = command
    case .next: move(by: 1)
    case .previous: move(by: -1)
    case .yes, .no: break
    }
    return []
  }
}
