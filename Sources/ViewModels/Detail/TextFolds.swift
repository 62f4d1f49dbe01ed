// What is folded in a text: groups such as the messages of a conversation, and quoted mails.

import VitallyModel

/// What is folded in a text, and what is not.
public struct TextFolds: Hashable, Sendable {
  /// The groups of which only the heading is shown, by id.
  var folded: Set<String> = []
  /// The groups whose quoted mails are shown, by id; with an empty one those that are in no group.
  var quoting: Set<String> = []

  /// Whether all is as in a text that was not touched.
  var isEmpty: Bool { self == TextFolds() }

  /// Whether quoted mails of a group are shown; those in no group have an empty id.
  func showsQuotes(of group: String) -> Bool { quoting.contains(group) }

  /// Turns one or several groups on: what is folded opens; if nothing is, their quoted mails are
  /// shown; if those are too, all is folded. What has no heading is never folded. False if there is
  /// nothing to fold.
  mutating func turn(_ groups: [String], in content: DetailContent) -> Bool {
    let quotes = content.folds.filter { $0.isQuote && groups.contains($0.group) }
    let headed = Set(groups).intersection(content.groups.map(\.id))
    if !folded.isDisjoint(with: headed) {
      folded.subtract(headed)
      quoting.subtract(groups)
    } else if quotes.contains(where: { !$0.isOpen }) {
      quoting.formUnion(groups)
    } else {
      folded.formUnion(headed)
      quoting.subtract(groups)
      return !headed.isEmpty || !quotes.isEmpty
    }
    return true
  }

  /// Shows what is folded, with all that is folded in it.
  mutating func open(_ fold: FoldedLines) {
    folded.remove(fold.group)
    quoting.insert(fold.group)
  }
}
