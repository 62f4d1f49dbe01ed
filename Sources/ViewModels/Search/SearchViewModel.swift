// The search in the texts of all records as a screen: one types, and the newest records with these
// words stand below.

import VitallyModel

/// The state of a search.
struct SearchViewModel: Equatable, Sendable {
  /// What is typed.
  private(set) var editor: LineEditor
  /// What was found last, possibly for what was typed before; nil until the first answer.
  private(set) var found: TextHits?
  private(set) var selection = Selection()
  /// Whether the last search is still unanswered.
  private(set) var isSearching = false
  private(set) var area = Area(width: 80, height: 21)

  /// The number of the last search: answers to older ones are ignored.
  private var generation = 0
  /// How many records are wanted.
  private var limit = Self.firstLimit
  /// Whether to open the first record when it arrives: Enter was faster than the search.
  private var opensHit = false

  /// More are read when the selection comes near the last one.
  private static let (firstLimit, moreEach, margin) = (50, 100, 20)

  /// A search for these words.
  init(_ words: String = "") { editor = LineEditor(words) }

  /// The records that were found.
  var hits: [TextHit] { found?.hits ?? [] }

  /// The selected record, nil when nothing was found.
  var selected: TextHit? { hits.dropFirst(selection.row).first }

  /// How many records fit on the page: each has two lines.
  var pageHeight: Int { max(1, (area.height - 3) / 2) }

  /// Searches for what is typed.
  private mutating func search() -> Outcome {
    generation += 1
    isSearching = true
    return [.read(.matches, generation: generation, .texts(editor.text, limit: limit))]
  }

  /// Searches anew if something else is typed.
  private mutating func follow(_ before: String) -> Outcome {
    opensHit = false
    guard editor.text != before else { return [] }
    selection = Selection()
    limit = Self.firstLimit
    return search()
  }

  /// Takes what was found. The selection stays on its record.
  private mutating func receive(_ new: TextHits, in shared: Shared) -> Outcome {
    let ref = found?.words == new.words ? selected?.ref : nil
    isSearching = false
    found = new
    selection.follow(to: new.hits.firstIndex { $0.ref == ref }, of: new.hits.count)
    return opensHit ? open(in: shared) : []
  }

  private mutating func move(by distance: Int) -> Outcome {
    selection.move(by: distance, of: hits.count)
    let isNearEnd = selection.row + Self.margin >= hits.count
    guard isNearEnd, found?.hasMore == true, !isSearching else { return [] }
    limit = hits.count + Self.moreEach
    return search()
  }

  /// Opens the selected record over this screen.
  private mutating func open(in shared: Shared) -> Outcome {
    opensHit = false
    guard let ref = selected?.ref else { return [.dropKeys] }
    return Outcome(
      [.visit(ref), .fetch(ref, first: nil, isForced: false)],
      .push(.browse(BrowseViewModel(showing: ref, trail: hits.map(\.ref), in: shared))))
  }
}

extension SearchViewModel: Layer {
  func face(in shared: Shared) -> Face {
    let own: [Command] =
      selected == nil ? [] : [.dialog(.accept), .dialog(.next), .dialog(.previous)]
    return Face(
      contexts: [.search, .editor], hints: own + [.dialog(.cancel), .app(.help)],
      title: "Search" + position,
      readiness: isSearching ? (opensHit ? .opening : .awaitsRows) : .ready)
  }

  private var position: String {
    guard let found, !found.hits.isEmpty else { return "" }
    return "  \(selection.row + 1)/\(found.hits.count)\(found.hasMore ? "+" : "")"
  }

  func drawing(in shared: Shared) -> Drawing { .page(SearchPage(self, shared).page) }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    let before = editor.text
    switch event {
    case .appeared, .uncovered, .news(.changed, isInSight: true), .news(.merged, _):
      return search()
    case .arranged(let area): self.area = area
    case .text(let text):
      editor.insert(text)
      shared.say(leftOut: editor.leftOut)
      return follow(before)
    case .command(.editor(let command)):
      editor.run(command)
      return follow(before)
    case .command(.dialog(let command)): return run(command, in: &shared)
    case .command(.move(.pageDown)): return move(by: pageHeight)
    case .command(.move(.pageUp)): return move(by: -pageHeight)
    case .answer(.read(_, let generation, .texts(let hits))):
      guard generation == self.generation else { return [] }
      return receive(hits, in: shared)
    case .answer(.read(_, let generation, .failure)):
      if generation == self.generation { (isSearching, opensHit) = (false, false) }
      return .notHandled
    case .reply(.readLast(let ref, _)):
      selection.follow(to: hits.firstIndex { $0.ref == ref }, of: hits.count)
    case .answer, .news, .draftsChanged: return .notHandled
    case .command, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  private mutating func run(_ command: DialogCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .cancel: return .close()
    case .accept:
      guard isSearching, found?.words != editor.text else { return open(in: shared) }
      opensHit = true
    case .next: return move(by: 1)
    case .previous: return move(by: -1)
    case .complete, .yes, .no: break
    }
    return []
  }
}
