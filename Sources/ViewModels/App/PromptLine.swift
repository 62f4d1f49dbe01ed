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
    /// A list with a filter.
    case filter(Resource, String)
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
    "search": .app(.search(nil)), "view": .app(.openSaved("1")), "jump": .app(.jump),
    "back": .app(.back), "me": .app(.identify),
    "forward": .app(.forward),
    "redraw": .app(.redraw), "add": .record(.add(.note)),
  ]) { first, _ in first }

  private static let destinations = Dictionary(
    Destination.allCases.map { ($0.words.title, Command.app(.show($0))) },
    uniquingKeysWith: { first, _ in first })

  /// The resources by all their names, long and short, plural and singular: `conversations` and
  /// `convo`, `custom-objects`.
  private static let resources = Dictionary(
    (Resource.browsable + [.instance]).flatMap { resource in
      names(of: resource).map { ($0, resource) }
    }, uniquingKeysWith: { first, _ in first })

  /// All words that a line can begin with; of several that are as near, the first is meant.
  static var names: [String] {
    short.keys.sorted() + resources.keys.sorted() + ["open"] + Command.all.map(\.words.name)
  }

  private static func names(of resource: Resource) -> [String] {
    let schema = resource.schema
    let short = lineName(schema.tabTitle)
    // NPS and the like have no plural.
    let one = short.hasSuffix("s") && short.count > 3 ? [String(short.dropLast())] : []
    return [lineName(schema.plural), lineName(schema.singular), short] + one
  }

  private static func lineName(_ title: String) -> String {
    title.lowercased().split(separator: " ").joined(separator: "-")
  }

  /// The resource with a name, which may be the one that it has in key maps.
  private static func resource(_ name: String) -> Resource? {
    resources[name.lowercased()] ?? Resource(rawValue: name)
  }

  /// The name of the command that adds a record.
  private static let adding = Command.record(.add(.note)).words.name

  // MARK: Completing

  /// The commands and resources after which the name of a template can stand.
  static let templateHeads: [(command: String, resource: String)] = Resource.allCases
    .filter { $0.schema.allows(.create) && $0.schema.hasLongText }
    .flatMap { resource in
      [adding, "add"].map { ($0, lineName(resource.schema.singular)) }
    }

  /// Everything that can be completed with what it does, of commands those that would do something.
  /// Lists can be sorted by `columns`; `fields` can be set one by one.
  static func completion(
    columns: [Field], fields: [Field], views: [SavedView], where isAvailable: (Command) -> Bool
  ) -> PromptCompletion {
    let others = Resource.browsable.flatMap { resource in
      let names = names(of: resource)
      return names.dropFirst().filter { name in !names.contains { $0 != name && $0.hasPrefix(name) }
      }
      .map { item($0, Command.app(.openView(resource)).words.sentence) }
    }
    let added = Resource.allCases.filter { $0.schema.allows(.create) }.map { resource in
      item(lineName(resource.schema.singular), Command.record(.add(resource)).words.sentence)
    }
    let saved = views.map { item($0.name, $0.line) }
    let sorts = columns.map { item($0.label, $0.path.traitKey == nil ? "" : "trait") }
    let sets = fields.map { item($0.path.text, $0.label) }
    let lists = Resource.browsable.map {
      item(lineName($0.schema.plural), Command.app(.openView($0)).words.sentence)
    }
    var completion = PromptCompletion(
      words: completions(where: isAvailable), otherNames: others,
      arguments: [
        "view.open": lists, "record.add": added, "add": added, "list.sort": sorts, "sort": sorts,
        "view": saved, "saved-view.open": saved, "record.set-field": sets, "list.edit-column": sets,
      ])
    completion.take(TemplateLibrary())
    return completion
  }

  private static func completions(
    where isAvailable: (Command) -> Bool
  ) -> [PickerViewModel.Item] {
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
    if let resource = resources[name.lowercased()], Resource.browsable.contains(resource) {
      return argument.isEmpty
        ? .run(.app(.openView(resource))) : .filter(resource, argument)
    }
    let fullName = short[name]?.words.name ?? name
    if let resource = resource(argument) {
      if fullName == Command.app(.openView(resource)).words.name {
        return .run(.app(.openView(resource)))
      }
      if fullName == adding { return .run(.record(.add(resource))) }
    }
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    if fullName == adding, parts.count > 1, let resource = resource(parts[0]) {
      return .run(.record(.add(resource, template: parts[1].trimmed)))
    }
    if let command = Command(fullName + " " + argument) { return .run(command) }
    guard let known = Command.all.first(where: { $0.words.name == fullName }) else {
      return .unknown(name)
    }
    return argument.isEmpty || known.takesArgument ? .incomplete(known) : .tooMuch(known)
  }
}

extension Schema {
  /// Whether new records have a text in Markdown, which a template can begin.
  fileprivate var hasLongText: Bool {
    fields.contains { field in
      if case .objects(_, let parts) = field.kind { return parts.contains(where: \.isLongText) }
      return field.isLongText
    }
  }
}

extension Field {
  fileprivate var isLongText: Bool { kind == .longText(isHTML: true) && writing.onCreate }
}
