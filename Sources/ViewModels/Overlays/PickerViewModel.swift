// A list of choices in a box: typing filters it, Enter takes one.

import Markup
import VitallyModel

/// What a choice does.
enum PickerChoice: Hashable, Sendable {
  /// Sorts the list by a field.
  case sort(FieldPath)
  /// Opens a link.
  case target(Target)
  /// Puts a value into the form.
  case value(JSONValue)
  /// Puts a record into the form.
  case record(Ref)
  /// Puts something into the text at the cursor.
  case insert(InsertMenu.Piece)
  /// Does this with a body that the server would not keep as it is.
  case body(LockedBody.Choice)
  /// Edits one field of the current record.
  case field(FieldPath)
  /// Edits one field down the list.
  case column(FieldPath)
  /// Puts a term into the filter, or takes it out.
  case term(String)
  /// Puts a word into the command line.
  case word(String)
  /// Puts a template into the text with the cursor.
  case template(String)
}

/// The state of a picker.
struct PickerViewModel: Equatable, Sendable {
  /// One choice.
  struct Item: Hashable, Sendable {
    /// Its title.
    var title: String
    /// The text beside it.
    var detail: String
    /// What it does.
    var choice: PickerChoice

    /// Creates a choice.
    init(_ title: String, detail: String = "", choice: PickerChoice) {
      self.title = title
      self.detail = detail
      self.choice = choice
    }

    /// How well the title answers to what is typed, best first: it is that, begins so, holds it, or
    /// only what stands beside it does.
    fileprivate func rank(of name: String, _ words: [String]) -> Int {
      let title = title.folded
      return title == name ? 0 : title.hasPrefix(name) ? 1 : self.title.holds(all: words) ? 2 : 3
    }

    /// Whether a name means this field: by its label, or by the key of its trait.
    fileprivate func isCalled(_ name: String) -> Bool {
      let key: String? =
        switch choice {
        case .field(let path), .column(let path): path.traitKey
        default: nil
        }
      return title.folded == name.folded || key?.folded == name.folded
    }
  }

  /// The title of the picker.
  let title: String
  /// Whether a name that is none of the choices may be chosen as a new trait.
  var offersTrait = false
  /// Whether it asks who the user is.
  private(set) var identifies = false
  /// What is typed to narrow the list.
  var editor = LineEditor()
  /// The selection among the matches.
  private(set) var selection = Selection()

  /// The store query that runs while the user types; nil if all choices are known.
  private(set) var search: MatchQuery?
  /// The number of the last search: answers to older ones are ignored.
  private(set) var generation = 0
  /// Whether the last search is still unanswered.
  private(set) var isSearching = false

  /// Whether to take the first match when it arrives: Enter was faster than the search. Any other
  /// key cancels that.
  var takesMatch = false
  /// The text last sent to the server, so that it is sent only once.
  var askedFor = ""

  private var items: [Item]
  private var area = Area(width: 80, height: 21)

  /// Creates a picker with these choices.
  init(_ title: String, _ items: [Item], selected: Int = 0) {
    self.title = title
    self.items = items
    selection.select(selected, of: items.count)
  }

  /// Creates a picker of records that are searched while the user types.
  init(_ title: String, search: MatchQuery) {
    self.init(title, [])
    self.search = search
    editor.insert(search.words)
  }

  /// A picker that asks who of the team the user is.
  static let identity: PickerViewModel = {
    var picker = PickerViewModel(
      "Who are you? A name or an email address finds you.", search: MatchQuery(.admin))
    picker.identifies = true
    return picker
  }()

  /// Starts the next search; nil if all choices are known.
  mutating func nextSearch() -> (query: MatchQuery, generation: Int)? {
    guard var query = search else { return nil }
    query.words = editor.text
    search = query
    generation += 1
    isSearching = true
    takesMatch = false
    return (query, generation)
  }

  /// Takes the result of a search; older ones are dropped.
  mutating func receive(_ matches: [Match], generation: Int) {
    guard generation == self.generation else { return }
    isSearching = false
    let isMixed = (search?.resources.count ?? 1) > 1
    items = matches.map { match in
      let kind = isMixed ? [match.ref.resource.schema.singular] : []
      let detail = ([match.detail] + kind).filter { !$0.isEmpty }.joined(separator: " · ")
      return Item(match.title, detail: detail, choice: .record(match.ref))
    }
    selection.follow(to: nil, of: items.count)
  }

  /// The choices that hold all the typed words, and below them what the words may name anew.
  var matches: [Item] {
    if search != nil { return items }
    let words = editor.text.searchWords
    guard !words.isEmpty else { return items }
    let name = editor.text.trimmed
    let found = items.filter { "\($0.title) \($0.detail)".holds(all: words) }
      .map { (item: $0, rank: $0.rank(of: name.folded, words)) }
    let known = (0...3).flatMap { rank in found.filter { $0.rank == rank }.map(\.item) }
    guard offersTrait, !name.isEmpty, !items.contains(where: { $0.isCalled(name) }) else {
      return known
    }
    return known + [Item("New trait “\(name)”", choice: .field(.trait(name)))]
  }

  /// The selected choice, nil when none matches.
  var choice: Item? { matches.dropFirst(selection.row).first }

  /// Types text.
  mutating func insert(_ text: String) {
    editor.insert(text)
    selection = Selection()
  }

  /// Runs an editing command.
  mutating func run(_ command: EditorCommand) {
    let before = editor.text
    editor.run(command)
    if editor.text != before { selection = Selection() }
  }

  /// Replaces the text by the title of the selected choice.
  mutating func fillIn() {
    guard let title = choice?.title else { return }
    editor.replace(with: title)
    selection = Selection()
  }

  /// How many choices are in sight at most.
  private var pageHeight: Int { max(1, area.height - 3) }

  /// Selects another one.
  mutating func move(by distance: Int) {
    selection.move(by: distance, of: matches.count)
  }
}

extension PickerViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.picker, .editor],
      hints: [.dialog(.accept), .dialog(.next), .dialog(.previous), .dialog(.cancel)], place: .box,
      // Once Enter was pressed, further keys are for the layer below.
      readiness: !isSearching ? .ready : takesMatch ? .opening : .awaitsRows)
  }

  func drawing(in shared: Shared) -> Drawing {
    let matches = matches
    var page = Page()
    page.title = title
    page.width = min(area.width - 6, 68)
    page.height = max(1, min(area.height - 2, max(3, matches.count + 1)))
    page.input = Page.Input(editor: editor, placeholder: "type to narrow")
    let measure = shared.measure
    // What stands beside the choices lines up, unless they are long.
    let column = min(page.width / 2, matches.map { measure.columns(of: $0.title) }.max() ?? 0)
    page.lines = matches.enumerated().map { index, item in
      let cut = measure.cut(item.title, to: page.width - 2)
      let title =
        item.detail.isEmpty ? cut : measure.padded(cut, to: max(column, measure.columns(of: cut)))
      let room = max(0, page.width - 5 - measure.columns(of: title))
      return StyledLine([
        Span(index == selection.row ? "> " : "  "), Span(title), Span("  "),
        Span(measure.cut(item.detail, to: room), .dim),
      ])
    }
    if matches.isEmpty {
      page.lines = [StyledLine(" Nothing matches.", .placeholder)]
    } else {
      page.select(selection.row, height: page.height - 1)
    }
    return .page(page)
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return look()
    case .arranged(let area):
      self.area = area
      return []
    case .text(let text):
      insert(text)
      shared.say(leftOut: editor.leftOut)
      return look()
    case .command(.editor(let command)):
      let before = editor.text
      run(command)
      return editor.text == before ? [] : look()
    case .command(.dialog(let command)): return run(command, in: &shared)
    case .command(.move(.pageDown)):
      move(by: pageHeight)
      return []
    case .command(.move(.pageUp)):
      move(by: -pageHeight)
      return []
    case .answer(.read(_, let generation, .matches(let matches))):
      return take(matches, generation: generation)
    case .answer: return .notHandled
    case .news(.changed(let resources), _):
      // The records that arrived may match the search.
      return search.map { !resources.isDisjoint(with: $0.resources) } == true ? look() : .notHandled
    case .news, .draftsChanged: return .notHandled
    case .command, .uncovered, .keysWait, .reply, .row, .keepTyped: return []
    }
  }

  private mutating func run(_ command: DialogCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .cancel: return .close()
    case .accept:
      if isSearching { takesMatch = true } else { return accept() }
    case .complete:
      if choice == nil, !isSearching { shared.hint("Nothing matches what you typed.") }
      fillIn()
      return look()
    case .next: move(by: 1)
    case .previous: move(by: -1)
    case .yes, .no: break
    }
    return []
  }

  private func accept() -> Outcome {
    if identifies, let choice, case .record(let me) = choice.choice {
      return Outcome([.identify(me, choice.title)], .close)
    }
    return choice.map { .close(.picked($0.choice, title: $0.title)) } ?? []
  }

  /// Searches for the typed text, unless all choices are known.
  private mutating func look() -> Outcome {
    guard let next = nextSearch() else { return [] }
    return [.read(.matches, generation: next.generation, .matches(next.query))]
  }

  /// Takes the result of a search. If nothing in the cache matches, the server is asked.
  private mutating func take(_ matches: [Match], generation: Int) -> Outcome {
    receive(matches, generation: generation)
    guard let query = search, !isSearching else { return [] }
    if takesMatch {
      takesMatch = false
      if choice != nil { return accept() }
    }
    let words = query.words.trimmed
    guard matches.isEmpty, words.count > 3, !words.contains(" "), words != askedFor
    else { return [] }
    askedFor = words
    let asked = query.resources.filter { $0.schema.reading != .inListsOnly }
    return Outcome(asked.map { .lookFor(words, $0) })
  }
}
