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

  init(_ app: AppViewModel, _ records: [Record]) {
    self.app = app
    self.records = records
  }

  mutating func start() { handle(app.start()) }

  mutating func run(_ command: Command, _ argument: String = "") {
    handle(app.update(.command(Invocation(command, argument))))
  }

  mutating func send(_ message: Message) { handle(app.update(message)) }

  mutating func type(_ text: String) {
    for character in text { send(.text(String(character))) }
  }

  private mutating func handle(_ effects: [Effect]) {
    for effect in effects {
      guard case .read(let slot, let generation, let read) = effect else {
        self.effects.append(effect)
        continue
      }
      send(.answer(slot, generation: generation, answer(read)))
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
    }
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
