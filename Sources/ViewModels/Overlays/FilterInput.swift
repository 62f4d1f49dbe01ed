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

  /// An input for the records of a list that has a filter.
  init(_ scope: FilterScope, _ filter: ListFilter) {
    self.scope = scope
    self.filter = filter
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

  /// What can stand in place of the name at the cursor: the part that is typed, and the names.
  func names(before cursor: String) -> (typed: String, items: [PickerViewModel.Item]) {
    let quote = cursor.lastIndex(of: "\"")
    let isQuoted = cursor.count { $0 == "\"" } % 2 == 1
    let typed =
      isQuoted
      ? cursor[(quote ?? cursor.startIndex)...]
      : cursor.suffix(while: { !($0.isWhitespace || "()-:<>=!,\"".contains($0)) })
    let typedKey = String(typed).folded
    let names = scope.fields(of: scope.resource).map { field in
      PickerViewModel.Item(
        field.label.filterText + ":", detail: detail(field),
        choice: .word(field.label.filterText + ":"))
    }
    let keywords = Self.keywords.map { name, detail in
      PickerViewModel.Item(name, detail: detail, choice: .word(name))
    }
    let known = (names + keywords).filter { $0.title.folded.holds(typedKey) }
    return (String(typed), known.sorted { $0.title < $1.title })
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
    ("sort:", "the order, such as sort:-name"), ("cols:", "the columns"),
  ]
}

extension String {
  /// The longest end of the text whose characters all meet a condition.
  fileprivate func suffix(while meets: (Character) -> Bool) -> Substring {
    let start = lastIndex { !meets($0) }.map { index(after: $0) } ?? startIndex
    return self[start...]
  }
}
