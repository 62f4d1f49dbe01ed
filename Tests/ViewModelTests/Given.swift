// What the tests of this folder start from: a fixed morning, a few records, an app with answers.

import VitallyModel

@testable import ViewModels

enum Given {
  /// Tuesday, 24 November 2026, 09:02 UTC.
  static let now = Now(
    moment: Moment("2026-11-24T09:02:00Z") ?? Moment(milliseconds: 0), me: .server(.admin, "me"))

  static func record(_ resource: Resource, _ id: String, _ body: JSONObject = [:]) -> Record {
    var body = body
    body["id"] = .string(id)
    return Record(ref: .server(resource, id), body: body)
  }

  /// So many accounts, named "Account 1" and on.
  static func accounts(_ count: Int) -> [Record] {
    (1...count).map { record(.account, "a\($0)", ["name": .string("Account \($0)")]) }
  }

  /// An app of a size, with the default contexts and no keys.
  static func app(width: Int = 80, height: Int = 24, isReadOnly: Bool = false) -> AppViewModel {
    AppViewModel(
      now: now, width: width, height: height, workspace: "acme", isReadOnly: isReadOnly,
      bindings: [:], measure: TextMeasure { $0.count })
  }
}

/// Answers effects from records, as the store would.
struct Answering {
  var app: AppViewModel
  var records: [Record]
  /// Effects that went out of the program.
  var effects: [Effect] = []
  /// The traits that records have.
  var traits: [Field] = []
  /// Changes that the server does not have.
  var changes: [Change] = []
  /// Unfinished forms, as the program has them kept.
  var drafts: [Draft] = []
  /// Whether reads are answered; held back, they are answered by `answerAll`.
  var holdsBack = false
  private var waiting: [Effect] = []

  init(_ app: AppViewModel, _ records: [Record]) {
    self.app = app
    self.records = records
  }

  mutating func start() { handle(app.start()) }

  mutating func run(_ command: Command) { handle(app.update(.command(command))) }

  mutating func send(_ message: Message) { handle(app.update(message)) }

  mutating func type(_ text: String) {
    for character in text { send(.text(String(character))) }
  }

  /// Answers the reads that were held back.
  mutating func answerAll() {
    holdsBack = false
    let effects = waiting
    waiting = []
    handle(effects)
  }

  /// The changes that were handed in.
  var submitted: [NewChange] { submissions.map(\.change) }

  /// The same with their names.
  var submissions: [Submission] {
    effects.compactMap { if case .submit(let submission) = $0 { submission } else { nil } }
  }

  private mutating func handle(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .read where holdsBack: waiting.append(effect)
      case .read(let slot, let generation, let read):
        send(.answer(slot, generation: generation, answer(read)))
      case .keep(let draft):
        drafts.removeAll { $0.ref == draft.ref }
        drafts.append(draft)
        self.effects.append(effect)
      case .forget(let ref):
        drafts.removeAll { $0.ref == ref }
        self.effects.append(effect)
      default: self.effects.append(effect)
      }
    }
  }

  private func answer(_ read: Read) -> Answer {
    switch read {
    case .window(let request): .window(window(request))
    case .dossier(let ref):
      .dossier(
        Dossier(
          row: records.first { $0.ref == ref }.map { ListingRow($0) },
          links: ref.resource.schema.links.map { link in
            Dossier.LinkCount(
              count: records.filter { $0.resource == link.child }.count, status: SyncStatus())
          }))
    case .material(let ref, let parent): .material(material(ref, parent: parent))
    case .matches(let query):
      .matches(
        records.filter {
          $0.resource == query.resource
            && (query.words.isEmpty
              || $0.title.lowercased().contains(query.words.lowercased()))
        }.map { Match($0.ref, title: $0.title) })
    case .outbox: .outbox(changes.map { OutboxEntry($0, title: title(of: $0.ref)) })
    case .drafts:
      .drafts(drafts.map { DraftEntry($0, parentTitle: $0.parent.map { title(of: $0) }) })
    }
  }

  func record(_ ref: Ref) -> Record? { records.first { $0.ref == ref } }

  private func title(of ref: Ref) -> String { record(ref)?.title ?? "new" }

  private func material(_ ref: Ref, parent: Ref?) -> FormMaterial {
    FormMaterial(
      ref, row: record(ref).map { ListingRow($0) }, body: record(ref)?.body, traits: traits,
      names: Dictionary(records.map { ($0.ref, $0.title) }, uniquingKeysWith: { $1 }),
      changes: changes.filter { $0.ref == ref }, draft: drafts.first { $0.ref == ref },
      parent: parent.flatMap(record).map { ListingRow($0) })
  }

  func window(_ request: WindowRequest) -> ListingWindow {
    let words = request.query.words.lowercased()
    let found = records.filter {
      $0.resource == request.query.resource
        && (words.isEmpty || $0.title.lowercased().contains(words))
    }
    let range = request.rows.clamped(to: 0..<found.count)
    let anchor = found.firstIndex { $0.ref == request.anchor }
    return ListingWindow(
      query: request.query, first: range.lowerBound, rows: found[range].map { ListingRow($0) },
      total: found.count, anchor: anchor)
  }
}
