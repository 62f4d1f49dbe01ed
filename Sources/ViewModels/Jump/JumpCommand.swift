// What else than records one can jump to: lists, screens and all other commands, each with its key
// and, where it can't be run now, the reason.

import VitallyModel

/// A command as one finds it by its name.
struct JumpCommand: Equatable, Sendable {
  /// What it is to the user.
  enum Kind: String, Sendable {
    case list
    case view
    case screen
    case command
  }

  /// What it is.
  let kind: Kind
  /// Its name on screen.
  let title: String
  /// What it does, in one sentence.
  let sentence: String
  /// Its key, or what to type on the command line.
  let keys: String
  /// The command.
  let command: Command
  /// Why it can't be run now; nil if it can.
  let reason: String?
  /// What it is found by, folded: its title and other names.
  private let names: [String]

  init(
    _ kind: Kind, _ title: String, _ sentence: String, keys: String, command: Command,
    reason: String? = nil, otherNames: [String] = []
  ) {
    self.kind = kind
    self.title = title
    self.sentence = sentence
    self.keys = keys
    self.command = command
    self.reason = reason
    names = ([title] + otherNames).map(\.folded)
  }

  /// How well it answers to what is typed; nil if it doesn't. What it does is read as well, but less
  /// is meant by that.
  func rank(_ match: NameMatch) -> NameRank? {
    let named = names.compactMap { match.rank(of: $0) }.min()
    if let named, named < .letters { return named }
    let isSaid = match.rank(of: sentence.folded).map { $0 < .inside } ?? false
    return isSaid ? .inside : named
  }
}

extension JumpCommand {
  /// Everything that can be run from a place with these contexts. A further kind of place to go to,
  /// with a name, a sentence and a command, is one more part of this sum.
  static func all(
    in contexts: [Context], _ shared: Shared, availability: (Command) -> Availability
  ) -> [JumpCommand] {
    (lists + views(shared.views) + screens + commands).compactMap { entry in
      let reason: String?
      switch availability(entry.command) {
      case .yes: reason = nil
      case .no(let sentence): reason = sentence
      case .hidden: return nil
      }
      return JumpCommand(
        entry.kind, entry.title, entry.sentence, keys: shared.key(entry.command, in: contexts),
        command: entry.command, reason: reason, otherNames: entry.names)
    }
  }

  private typealias Entry = (
    kind: Kind, title: String, sentence: String, command: Command, names: [String]
  )

  private static let lists: [Entry] = Resource.browsable.map { resource in
    let (schema, command) = (resource.schema, Command.app(.openView(resource)))
    return (
      .list, schema.pluralInSentence, command.words.sentence, command,
      [schema.singular, schema.tabTitle]
    )
  }

  private static func views(_ library: ViewLibrary) -> [Entry] {
    library.views.enumerated().map { index, view in
      // The first nine go by their number, which has a key.
      let command = Command.app(.openSaved(index < 9 ? "\(index + 1)" : view.name))
      let list = view.resource.schema.pluralInSentence
      return (.view, view.name, "Lists \(list): \(view.line).", command, [])
    }
  }

  private static let screens: [Entry] =
    (Destination.allCases.map { Command.app(.show($0)) } + [.app(.search(nil))]).map { command in
      (.screen, command.words.title, command.words.sentence, command, [command.words.name])
    }

  /// All others. Tabs, links and views have numbers, which say nothing away from them.
  private static let commands: [Entry] = Command.all.flatMap { command -> [Entry] in
    switch command {
    case .app(.openView), .app(.openSaved), .app(.show), .app(.search), .app(.jump), .app(.waiting),
      .app(.today),
      .pane(.showTab),
      .text(.openLink):
      []
    case .record(.add):
      Resource.allCases.filter { $0.schema.allows(.create) }.map { resource in
        let command = Command.record(.add(resource))
        return (
          .command, "add \(resource.schema.singular)", command.words.sentence, command,
          ["new \(resource.schema.singular)", command.words.name]
        )
      }
    default:
      [(.command, command.words.title, command.words.sentence, command, [command.words.name])]
    }
  }
}
