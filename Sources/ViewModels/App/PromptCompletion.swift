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
    if line.contains(" ") {
      // An argument may have several words, of which each has its own choices.
      let blanks = line.indices.filter { line[$0] == " " }
      guard
        let blank = blanks.last(where: { arguments[Self.key(line[..<$0])] != nil })
          ?? blanks.first
      else { return Candidates(head: line, start: "", items: []) }
      let head = String(line[...blank])
      // An argument may have blanks itself.
      let start = String(line[line.index(after: blank)...].drop { $0 == " " })
      let items = arguments[Self.key(line[..<blank])] ?? []
      return Candidates(head: head, start: start, items: items)
    }
    let known = Candidates(head: "", start: line, items: words)
    let other = Candidates(head: "", start: line, items: otherNames)
    return known.beginning.isEmpty && !other.beginning.isEmpty ? other : known
  }

  /// The words before an argument, with one blank between.
  private static func key(_ head: Substring) -> String {
    head.split(separator: " ").joined(separator: " ")
  }

  /// Whether the name of a template can follow on a line.
  func takesTemplate(after line: String) -> Bool {
    let words = line.split(separator: " ")
    guard words.count > 1, line.dropFirst(words[0].count + 1).contains(" ") else { return false }
    return PromptLine.templateHeads.contains { $0.command == words[0] && $0.resource == words[1] }
  }

  /// Takes the names of the templates.
  mutating func take(_ library: TemplateLibrary) {
    let templates = library.templates.map { template in
      PickerViewModel.Item(
        template.name, detail: template.firstWords, choice: .word(template.name))
    }
    for (command, resource) in PromptLine.templateHeads {
      arguments["\(command) \(resource)"] = templates
    }
  }
}
