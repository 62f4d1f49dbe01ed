// What the command line can complete: the first word, and the argument of commands that take one of
// known words.

import VitallyModel

/// The words that can be completed.
struct PromptCompletion: Equatable, Sendable {
  /// The first words, in alphabetical order.
  var words: [PickerViewModel.Item] = []
  /// Other names of lists. They are understood as well, but only offered where nothing else begins
  /// like what is typed.
  var otherNames: [PickerViewModel.Item] = []
  /// The arguments of commands, by the name of the command.
  var arguments: [String: [PickerViewModel.Item]] = [:]

  /// What can stand at the end of a line.
  struct Candidates {
    /// What stands before it.
    var head: String
    /// What is typed of it.
    var start: String
    /// The words.
    var items: [PickerViewModel.Item]

    /// Those that begin like what is typed.
    var beginning: [String] {
      items.map(\.title).filter { $0.folded.hasPrefix(start.folded) }
    }
  }

  /// What can stand at the end of a line.
  func candidates(for line: String) -> Candidates {
    if let blank = line.firstIndex(of: " ") {
      let head = String(line[...blank])
      // An argument may have blanks itself.
      let start = String(line[line.index(after: blank)...].drop { $0 == " " })
      let items = arguments[String(line[..<blank])] ?? []
      return Candidates(head: head, start: start, items: items)
    }
    let known = Candidates(head: "", start: line, items: words)
    let other = Candidates(head: "", start: line, items: otherNames)
    return known.beginning.isEmpty && !other.beginning.isEmpty ? other : known
  }
}
