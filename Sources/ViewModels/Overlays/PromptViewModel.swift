// The input line at the bottom: for a command, a filter, a search, or a word that confirms
// something.

public import VitallyModel

/// The state of a prompt.
public struct PromptViewModel: Equatable, Sendable {
  /// The purposes of a prompt.
  public enum Purpose: Hashable, Sendable {
    case command
    case filter
    case search
    /// The name of a saved view.
    case viewName
    /// A value for a field in conflict.
    case value
    /// The name and the day of a task.
    case taskName
    case taskDay
    /// The day on which a record is due.
    case dueDay
    /// The day on which a record comes back.
    case waitDay
    /// Tags that many records get and lose.
    case tagChanges
    /// The address of a link.
    case address
    /// A word that confirms what is asked above the line.
    case agreement

    /// What stands in front of the line.
    var sign: String {
      switch self {
      case .command: ":"
      case .filter, .search: "/"
      case .viewName: "name: "
      case .taskName: "task: "
      case .taskDay, .dueDay: "due day: "
      case .waitDay: "wait until: "
      case .tagChanges: #"tags (+new -old +"two words"): "#
      case .address: "address: "
      case .value, .agreement: ">"
      }
    }
  }

  /// The purpose of the prompt.
  public let purpose: Purpose
  /// The text being typed.
  public var editor: LineEditor
  /// Why what is typed was not taken, until it is mended; nil for nothing.
  public internal(set) var problem: String?

  /// What is wrong with the filter as it is; nil for nothing.
  public var filterError: FilterError? { filter?.error }
  /// How a filter is read while it is typed; nil for any other prompt.
  private var filter: FilterInput?

  /// The line whose end is being completed by values; nil for none.
  private var completing: String?

  /// What can be completed on the command line.
  var completion = PromptCompletion()
  /// By what the list below can be sorted on the command line; nil where there is none.
  var sorting: SortReader?
  /// Whether the files with templates were read, or are being read.
  private var hasTemplates = false

  /// What stands in front of the line.
  public var sign: String { filter?.marks == true ? "mark: " : purpose.sign }

  /// The text when the prompt was opened.
  public let initial: String

  /// What is confirmed by typing a word; nil for any other prompt.
  private var agreement: Agreement?

  /// A question that is answered by typing a word.
  struct Agreement: Hashable, Sendable {
    /// The question above the line.
    let question: String
    /// The word, in lowercase.
    let word: String
    /// What the word does.
    let confirmation: Confirmation
  }

  /// The name of the view that is renamed; nil for a new view, and any other prompt.
  private var renamed: String?

  private let history: [String]
  private var historyIndex: Int?
  private var typed = ""

  /// A prompt with what was typed in earlier ones, oldest first. Its text is selected.
  public init(_ purpose: Purpose, text: String = "", history: [String] = []) {
    self.purpose = purpose
    self.history = history
    initial = text
    editor = LineEditor(text)
    editor.selectAll()
  }

  /// A prompt for a word that confirms something.
  init(_ agreement: Agreement) {
    self.init(.agreement)
    self.agreement = agreement
  }

  /// A prompt for a filter; with a text that is not the one in force.
  init(_ filter: FilterInput, text: String? = nil, history: [String]) {
    self.init(.filter, text: filter.filter.line, history: history)
    self.filter = filter
    guard let text else { return }
    editor = LineEditor(text)
    _ = self.filter?.read(text)
  }

  /// A prompt for another name of a view.
  init(renaming view: SavedView) {
    self.init(.viewName, text: view.name)
    renamed = view.name
  }

  /// Why a view can't have the name that is typed; nil if it can.
  private func objection(to name: String, in library: ViewLibrary) -> String? {
    if name.isEmpty { return "a view needs a name" }
    if name.count > Self.longestName { return "\(name.count) letters: \(Self.longestName) at most" }
    guard let other = library.view(name), other.name != renamed else { return nil }
    if other.isReadOnly { return "this name is in use by a view that only its file can change" }
    return renamed == nil ? nil : "another view has this name"
  }

  /// Why a day is not taken; nil if it is.
  private func objection(toDay text: String, now: Now) -> String? {
    switch DayReader.read(text, now: now) {
    case .failure(let error): error.sentence
    case .success(let day): purpose == .waitDay && day <= now.today ? "name a day after today" : nil
    }
  }

  /// The most characters of a view's name.
  private static let longestName = 60

  /// The question above the line; nil for none.
  public var question: String? { agreement?.question }

  /// Types text.
  public mutating func insert(_ text: String) {
    editor.insert(text)
    forget()
  }

  /// Runs an editing command.
  public mutating func run(_ command: EditorCommand) {
    editor.run(command)
    forget()
  }

  /// Completes to what all matches have in common. Where that adds nothing, all words that hold what
  /// is typed are there to choose from.
  private mutating func complete() -> Outcome {
    if let filter { return complete(filter) }
    let known = completion.candidates(for: editor.text)
    let matches = known.beginning
    let common = matches.dropFirst().reduce(matches.first ?? "") { $0.commonPrefix(with: $1) }
    if matches.count == 1 {
      fill(known.head + common)
    } else if common.count > known.start.count {
      editor.replace(with: known.head + common)
      forget()
    } else if known.items.contains(where: { $0.title.holds(all: known.start.searchWords) }) {
      let items = known.items.map { item in
        PickerViewModel.Item(
          item.title, detail: item.detail, choice: .word(known.head + item.title))
      }
      var picker = PickerViewModel(known.head.isEmpty ? "Commands" : ":\(known.head)…", items)
      picker.insert(known.start)
      return .push(.picker(picker))
    }
    return []
  }

  /// Takes the traits that the line may speak of: it may be right with them.
  private mutating func take(_ traits: [Resource: [Field]]) -> Outcome {
    filter?.scope.traits.merge(traits) { known, found in found.isEmpty ? known : found }
    let isOther = filter?.read(editor.text) ?? false
    return isOther ? Outcome(reply: filter.map { .filtered($0.filter) }) : []
  }

  /// Reads the templates once a name of one may follow.
  private mutating func readTemplates() -> [Effect] {
    guard purpose == .command, !hasTemplates, completion.takesTemplate(after: editor.text)
    else { return [] }
    hasTemplates = true
    return [.read(.templates, generation: 0, .templates(about: []))]
  }

  /// Completes the name or the value at the cursor.
  private mutating func complete(_ filter: FilterInput) -> Outcome {
    switch FilterCompletion(before: editor.textBeforeCursor) {
    case .name(let typed):
      // What combines is whole.
      if ["or", "and", "not"].contains(typed.lowercased()) { return [] }
      return offer(filter.names(holding: typed), "Filter by", typed: typed)
    case .value(let name, let typed):
      if let words = filter.words(behind: name) { return offer(words, "\(name):", typed: typed) }
      guard let reading = filter.reading(behind: name) else { return [] }
      completing = editor.textBeforeCursor
      return [.read(.matches, generation: 0, reading)]
    }
  }

  /// Takes the values that may stand behind a name, if the line is still the same.
  private mutating func take(_ values: [KnownValue]) -> Outcome {
    guard let filter, completing == editor.textBeforeCursor,
      case .value(let name, let typed) = FilterCompletion(before: editor.textBeforeCursor)
    else { return [] }
    completing = nil
    return offer(filter.items(values, behind: name), "\(name):", typed: typed)
  }

  /// Puts in the only word that begins as what is typed; otherwise offers all.
  private mutating func offer(
    _ items: [PickerViewModel.Item], _ title: String, typed: String
  ) -> Outcome {
    let start = typed.filter { $0 != "\"" }
    let starting = items.filter { item in
      let words = item.title.folded.filter { $0 != "\"" }.split(separator: " ")
      return words.indices.contains { words[$0...].joined(separator: " ").hasPrefix(start.folded) }
    }
    if starting.count == 1, !typed.isEmpty, case .word(let word) = starting[0].choice {
      replace(typed, with: word)
      return []
    }
    guard !items.isEmpty else { return [] }
    var picker = PickerViewModel(title, items)
    picker.insert(start)
    return .push(.picker(picker))
  }

  /// Replaces what is typed of a name or a value before the cursor.
  private mutating func replace(_ typed: String, with name: String) {
    for _ in typed { editor.run(.deleteBackward) }
    insert(name)
  }

  /// Puts a whole word into the line.
  private mutating func fill(_ word: String) {
    editor.replace(with: word + " ")
    forget()
  }

  /// Recalls the previous history entry that begins with the typed text.
  public mutating func previousEntry() { recall(from: (historyIndex ?? history.count) - 1, by: -1) }

  /// Recalls the next entry, and finally the typed text.
  public mutating func nextEntry() {
    guard let index = historyIndex else { return }
    recall(from: index + 1, by: 1)
  }

  private mutating func recall(from start: Int, by step: Int) {
    problem = nil
    if historyIndex == nil { typed = editor.text }
    var index = start
    while history.indices.contains(index) {
      if history[index].hasPrefix(typed) {
        historyIndex = index
        editor.replace(with: history[index])
        return
      }
      index += step
    }
    if step > 0 {
      historyIndex = nil
      editor.replace(with: typed)
    }
  }

  private mutating func forget() {
    problem = nil
    historyIndex = nil
  }
}

extension PromptViewModel.Agreement {
  /// Whether a text is the word. Case, accents and blanks don't matter.
  fileprivate func isGiven(by text: String) -> Bool { text.searchWords == word.searchWords }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

extension PromptViewModel: Layer {
  func face(in shared: Shared) -> Face {
    let own: [Command] =
      switch purpose {
      case .command: [.dialog(.complete), .dialog(.previous)]
      case .filter: [.dialog(.complete), .dialog(.previous)]
      case .search, .value, .taskName, .taskDay, .dueDay, .waitDay, .tagChanges, .address:
        [.dialog(.previous)]
      case .agreement, .viewName: []
      }
    return Face(
      contexts: [.prompt, .editor], hints: [.dialog(.accept)] + own + [.dialog(.cancel)],
      place: .line)
  }

  func drawing(in shared: Shared) -> Drawing { .prompt(self) }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    let before = editor.text
    switch event {
    case .text(let text):
      insert(text)
      shared.say(leftOut: editor.leftOut)
    case .command(.editor(let command)): run(command)
    case .command(.dialog(.previous)): previousEntry()
    case .command(.dialog(.next)): nextEntry()
    case .command(.dialog(.complete)):
      let outcome = complete()
      if outcome != [] { return outcome }
    case .appeared:
      guard let filter else { return [] }
      return [.read(.traits, generation: 0, .traits(filter.scope.each.map(\.resource)))]
    case .answer(.read(.traits, _, .traits(let traits))):
      return take(traits)
    case .answer(.read(.templates, _, .templates(let kit))):
      completion.take(kit.library)
      return []
    case .answer(.read(.matches, _, .values(let values))):
      let outcome = take(values)
      if outcome != [] { return outcome }
    case .reply(.picked(.word(let word), _)):
      if filter != nil {
        switch FilterCompletion(before: editor.textBeforeCursor) {
        case .name(let typed), .value(_, let typed): replace(typed, with: word)
        }
      } else {
        fill(word)
      }
    case .command(.dialog(.cancel)):
      guard var filter else { return .close(.typing(purpose, initial)) }
      _ = filter.read(initial)
      return .close(.filtered(filter.filter))
    case .command(.dialog(.accept)):
      if let agreement {
        if agreement.isGiven(by: editor.text) { return .close(.confirmed(agreement.confirmation)) }
        problem = "not “\(agreement.word)”: nothing is deleted"
        return []
      }
      if filter?.error != nil { return [] }
      if purpose == .command {
        problem = PromptLine.problem(in: editor.text, sorting: sorting, shared.keys)
        if problem != nil { return [] }
      }
      if purpose == .viewName {
        let name = editor.text.trimmed
        problem = objection(to: name, in: shared.views)
        return problem == nil ? .close(.entered(purpose, name)) : []
      }
      if purpose == .dueDay || purpose == .waitDay {
        let text = editor.text.trimmed
        if text.isEmpty { return .close() }
        problem = objection(toDay: text, now: shared.now)
        if problem != nil { return [] }
      }
      shared.remember(editor.text, for: purpose)
      if let filter { return .close(.filtered(filter.filter)) }
      return .close(.entered(purpose, editor.text))
    case .command, .uncovered, .arranged, .keysWait, .answer, .reply, .row, .keepTyped:
      break
    case .news(.changed, _):
      // What was unknown may be known by now.
      guard let filter, filter.error != nil else { return .notHandled }
      return [.read(.traits, generation: 0, .traits(filter.scope.each.map(\.resource)))]
    case .news, .draftsChanged: return .notHandled
    }
    guard editor.text != before else { return [] }
    guard filter != nil else {
      return Outcome(readTemplates(), reply: .typing(purpose, editor.text))
    }
    let isOther = filter?.read(editor.text) ?? false
    return isOther ? Outcome(reply: filter.map { .filtered($0.filter) }) : []
  }
}
