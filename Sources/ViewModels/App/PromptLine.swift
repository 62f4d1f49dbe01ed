// What may be typed after the colon: a list by name, `open` with an id, a short word, or the full
// name of any command.

import VitallyModel

enum PromptLine {
  /// What a line means.
  enum Meaning: Equatable {
    case nothing
    case run(Invocation)
    case find(String)
    case unknown(String)
  }

  /// Short words for commands that are typed often.
  private static let short: [String: Command] = [
    "quit": .quit, "q": .close, "help": .help, "messages": .messages, "refresh": .refresh,
    "send": .sendOutbox, "outbox": .outbox, "drafts": .drafts, "sort": .sort, "reverse": .reverse,
    "hidden": .hidden, "back": .back,
    "forward": .forward, "redraw": .redraw,
  ]

  /// The names of lists, long and short: `conversations` and `convos`, `custom-objects`.
  private static let views: [String: Resource] = Dictionary(
    Resource.browsable.flatMap { resource in
      [resource.schema.plural, resource.schema.tabTitle].map { (lineName($0), resource) }
    }, uniquingKeysWith: { first, _ in first })

  private static func lineName(_ title: String) -> String {
    title.lowercased().split(separator: " ").joined(separator: "-")
  }

  /// Everything that can be completed.
  static let words: [String] =
    (["open"] + Array(short.keys) + Array(views.keys) + commands).sorted()

  /// The commands that do something when they are typed: not those of editors and boxes.
  private static let commands = Command.allCases.filter { command in
    !Set(command.description.contexts).isDisjoint(with: [
      .global, .record, .list, .tasks, .detail, .reader,
    ])
  }.map(\.rawValue)

  /// Reads a line.
  static func read(_ line: String) -> Meaning {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return .nothing }
    let argument = words.count > 1 ? words[1].trimmed : ""
    if name == "open" || name == "o" { return argument.isEmpty ? .nothing : .find(argument) }
    if let resource = views[name] { return .run(Invocation(.openView, resource.rawValue)) }
    if let command = short[name] ?? Command(rawValue: name) {
      return .run(Invocation(command, argument))
    }
    return .unknown(name)
  }
}
