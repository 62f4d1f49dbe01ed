// What is typed as a filter: read at every key, completed by the names of fields.

import VitallyModel

/// The reading of a filter line while it is typed.
struct FilterInput: Equatable, Sendable {
  /// What the line may speak of.
  var scope: FilterScope
  /// The last line that could be read: the list shows it meanwhile.
  private(set) var filter: ListFilter
  /// What is wrong with the line as it is; nil for nothing.
  private(set) var error: FilterError?
  /// Whether what it finds is marked, and the list stays as it is.
  let marks: Bool

  /// An input for the records of a list that has a filter.
  init(_ scope: FilterScope, _ filter: ListFilter, marks: Bool = false) {
    self.scope = scope
    self.filter = filter
    self.marks = marks
  }

  /// Reads the line. Returns whether it asks for something else than before.
  mutating func read(_ line: String) -> Bool {
    let before = filter
    do {
      filter = try ListFilter.read(line, in: scope)
      error = nil
    } catch {
      self.error = error
    }
    return filter != before
  }

  // MARK: Completing

  /// The names that hold what is typed of one.
  func names(holding typed: String) -> [PickerViewModel.Item] {
    let typed = typed.filter { $0 != "\"" }
    let typedKey = typed.folded
    let names = scope.fields.map { field in
      PickerViewModel.Item(
        field.label.filterText + ":", detail: detail(field),
        choice: .word(field.label.filterText + ":"))
    }
    let known = scope.kinds.isEmpty ? Self.keywords + Self.settings : Self.keywords
    let keywords = known.map { name, detail in
      PickerViewModel.Item(name, detail: detail, choice: .word(name))
    }
    let held = (names + keywords).filter { $0.title.folded.holds(typedKey) }
    // Several kinds may have a field of one name.
    return held.reduce(into: [String: PickerViewModel.Item]()) { $0[$1.title] = $0[$1.title] ?? $1 }
      .values.sorted { $0.title < $1.title }
  }

  /// The words that may stand behind a name, where they are known without the store.
  func words(behind name: String) -> [PickerViewModel.Item]? {
    if scope.kinds.isEmpty, ["sort", "cols", "columns"].contains(name.lowercased()) {
      let why = name.lowercased() == "sort" ? [] : ["why"]
      let labels = scope.fields.map(\.label.filterText).sorted()
      return (labels + why).map { PickerViewModel.Item($0, choice: .word($0)) }
    }
    return scope.words(behind: name)?.map { PickerViewModel.Item($0, choice: .word($0)) }
  }

  /// What to read for the values behind a name; nil if there is nothing to choose from.
  func reading(behind name: String) -> Read? {
    guard let (field, resource) = scope.field(called: name) else { return nil }
    switch field.kind {
    case .longText, .traits, .objects: return nil
    default:
      return field.path == resource.schema.titlePaths.first ? nil : .values(field.path, resource)
    }
  }

  /// Values to choose from, with how many records have them.
  func items(_ values: [KnownValue], behind name: String) -> [PickerViewModel.Item] {
    guard let (field, resource) = scope.field(called: name) else { return [] }
    let known = values.map { value in
      let schema = resource.schema
      let noun = value.count == 1 ? schema.singular : schema.pluralInSentence
      return PickerViewModel.Item(
        value.text, detail: "\(NumberText.grouped(value.count)) \(noun)",
        choice: .word(value.text.filterValue))
    }
    let own = field.kind.resources.contains(.admin) && scope.now.me != nil ? ["me"] : []
    let words = (own + ["none", "any"]).map { PickerViewModel.Item($0, choice: .word($0)) }
    return known + words
  }

  private func detail(_ field: Field) -> String {
    let kind =
      switch field.kind {
      case .number: "number"
      case .yesNo: "yes or no"
      case .day, .moment, .date: "date"
      case .lookUp, .lookUps, .participants: "name or me"
      default: "text"
      }
    return field.path.traitKey == nil ? kind : "trait, \(kind)"
  }

  private static let keywords = [
    ("is:", "a state, such as is:open"), ("has:", "what belongs to it, such as has:note"),
    ("text:", "words of notes, messages and descriptions"),
    ("moved:", "what has changed, such as moved:health>=fri"),
    ("fell:", "what is less or earlier than it was"),
    ("rose:", "what is more or later than it was"),
  ]

  private static let settings = [
    ("sort:", "the order, such as sort:-name"), ("cols:", "the columns"),
  ]
}
