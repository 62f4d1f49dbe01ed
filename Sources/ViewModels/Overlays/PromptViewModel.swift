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
    /// A value for a field in conflict.
    case value
    /// A word that confirms what is asked above the line.
    case agreement

    /// The character in front of the line.
    public var sign: String {
      switch self {
      case .command: ":"
      case .filter, .search: "/"
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

  /// What can be completed on the command line.
  var completion = PromptCompletion()

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

  /// A prompt for a filter.
  init(_ filter: FilterInput, history: [String]) {
    self.init(.filter, text: filter.filter.line, history: history)
    self.filter = filter
  }

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
    filter?.scope.traits.merge(traits) { known, found in known.isEmpty ? found : known }
    let isOther = filter?.read(editor.text) ?? false
    return isOther ? Outcome(reply: filter.map { .filtered($0.filter) }) : []
  }

  /// Completes the name of a field at the cursor.
  private mutating func complete(_ filter: FilterInput) -> Outcome {
    let (typed, items) = filter.names(before: editor.textBeforeCursor)
    let starting = items.filter { $0.title.folded.hasPrefix(typed.folded) }
    if starting.count == 1, !typed.isEmpty {
      replace(typed, with: starting[0].title)
      return []
    }
    guard !items.isEmpty else { return [] }
    var picker = PickerViewModel("Filter by", items)
    picker.insert(typed.filter { $0 != "\"" })
    return .push(.picker(picker))
  }

  /// Replaces what is typed of a name before the cursor.
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
      case .search, .value: [.dialog(.previous)]
      case .agreement: []
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
      return [.read(.traits, generation: 0, .traits(filter.scope.resource))]
    case .answer(.read(.traits, _, .traits(let traits))):
      return take(traits)
    case .reply(.picked(.word(let word), _)):
      if let filter {
        replace(filter.names(before: editor.textBeforeCursor).typed, with: word)
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
      shared.remember(editor.text, for: purpose)
      if let filter { return .close(.filtered(filter.filter)) }
      return .close(.entered(purpose, editor.text))
    case .command, .uncovered, .arranged, .keysWait, .answer, .reply, .row, .keepTyped:
      break
    case .news, .draftsChanged: return .notHandled
    }
    guard editor.text != before else { return [] }
    guard filter != nil else { return Outcome(reply: .typing(purpose, editor.text)) }
    let isOther = filter?.read(editor.text) ?? false
    return isOther ? Outcome(reply: filter.map { .filtered($0.filter) }) : []
  }
}
