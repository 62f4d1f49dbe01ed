// Parses the command line: a list by name, `open` with an id, a short word, or the full name of any
// command.

import VitallyModel

enum PromptLine {
  /// The meaning of a line.
  enum Meaning: Equatable {
    case nothing
    case run(Command)
    case incomplete(Command)
    case find(String)
    case unknown(String)
    /// A command without arguments was given one.
    case tooMuch(Command)
    /// `open` without a record.
    case openWhat
  }

  /// Short words for common commands.
  private static let short: [String: Command] = destinations.merging([
    "quit": .app(.quit), "q": .screen(.close), "help": .app(.help), "refresh": .screen(.refresh),
    "send": .app(.sendOutbox), "sort": .list(.sort(nil)), "reverse": .list(.reverse),
    "hidden": .list(.hidden), "archive": .record(.archive), "delete": .record(.destroy),
    "search": .app(.search(nil)), "back": .app(.back), "forward": .app(.forward),
    "redraw": .app(.redraw),
  ]) { first, _ in first }

  private static let destinations = Dictionary(
    Destination.allCases.map { ($0.words.title, Command.app(.show($0))) },
    uniquingKeysWith: { first, _ in first })

  /// The names of lists, long and short: `conversations` and `convos`, `custom-objects`.
  private static let views = names { [$0.plural, $0.tabTitle] }
  /// The singular names: `task` opens the tasks as well.
  private static let singular = names { [$0.singular] }

  private static func names(_ titles: (Schema) -> [String]) -> [String: Resource] {
    Dictionary(
      Resource.browsable.flatMap { resource in
        titles(resource.schema).map { (lineName($0), resource) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func lineName(_ title: String) -> String {
    title.lowercased().split(separator: " ").joined(separator: "-")
  }

  /// Everything that can be completed with what it does, of commands those that would do something.
  static func completions(where isAvailable: (Command) -> Bool) -> [PickerViewModel.Item] {
    let lists = Resource.browsable.map {
      (lineName($0.schema.plural), Command.app(.openView($0)))
    }
    // The full name of what has a short one would only be in the way.
    let named = Set(short.values.map(\.words.name))
    let commands =
      Command.all.filter { $0 != .app(.prompt) && Command($0.words.name) != nil }
      .map { ($0.words.name, $0) }.filter { !named.contains($0.0) }
      + short.map { ($0, $1) }
    let words = (lists + commands.filter { isAvailable($0.1) }).map { name, command in
      item(name, command.words.sentence)
    }
    let open = item("open", "Opens what has this name, ID or email address.")
    return ([open] + words).sorted { $0.title < $1.title }
  }

  private static func item(_ word: String, _ sentence: String) -> PickerViewModel.Item {
    PickerViewModel.Item(word, detail: sentence, choice: .word(word))
  }

  /// Parses a line.
  static func read(_ line: String) -> Meaning {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return .nothing }
    let argument = words.count > 1 ? words[1].trimmed : ""
    if name == "open" || name == "o" { return argument.isEmpty ? .openWhat : .find(argument) }
    if let resource = views[name] ?? singular[name] {
      let command = Command.app(.openView(resource))
      return argument.isEmpty ? .run(command) : .tooMuch(command)
    }
    let fullName = short[name]?.words.name ?? name
    if let command = Command(fullName + " " + argument) { return .run(command) }
    guard let known = Command.all.first(where: { $0.words.name == fullName }) else {
      return .unknown(name)
    }
    return argument.isEmpty || known.takesArgument ? .incomplete(known) : .tooMuch(known)
  }
}
