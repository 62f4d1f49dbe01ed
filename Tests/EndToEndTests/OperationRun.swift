// Carries out the operations of one resource from the keyboard. What to type and what to look for
// is taken from the schema, so that whatever is added to it is tried out here as well.

import Foundation
import Testing
import VitallyDemo
import VitallyModel

import struct VitallyModel.Operation

/// A server with one telling record of a resource, and the program.
final class OperationRun {
  let schema: Schema
  let world: World
  let given: TellingRecord
  private var vitty: Tmux?
  /// The id of the telling record.
  private let subject: String

  /// The key after `a` that adds a record.
  private static let adding: [Resource: String] = [
    .account: "a", .organization: "o", .user: "u", .note: "n", .task: "t", .conversation: "c",
    .project: "p", .npsResponse: "s", .instance: "x",
  ]
  /// How many records a page has.
  private static let limit = 2

  init(_ resource: Resource) throws {
    schema = resource.schema
    world = try World(accounts: 3, largeAccountUsers: 3)
    try world.configure(
      """
      [profiles.work]
      me = "dana@vitty.example"
      page_size = \(Self.limit)
      allow_delete = true

      """)
    given = try TellingRecord(resource, in: Harbour(world))
    subject = try given.add()
  }

  /// The operations in an order in which each finds what it needs.
  var operations: [Operation] { schema.operations.sorted { Self.turn($0) < Self.turn($1) } }

  private static func turn(_ operation: Operation) -> Int {
    switch operation.kind {
    case .list: 0
    case .get: 1
    case .write(.create): 2
    case .write(.update): 3
    case .write(.archive), .write(.destroy): 4
    }
  }

  func carryOut(_ operation: Operation) throws {
    switch operation.kind {
    case .list: try list(operation)
    case .get: try get(operation)
    case .write(.create): try create(operation)
    case .write(.update): try update(operation)
    case .write(.archive): try archive()
    case .write(.destroy): try destroy()
    }
  }

  // MARK: Reading

  /// Opens the record while the server does not tell about it alone, so that all that is on screen
  /// comes from the list.
  private func list(_ operation: Operation) throws {
    let path = "/resources/" + schema.path
    world.server.set(.fail(.slow(milliseconds: 300_000), matching: "GET \(path)/"))
    let vitty = try opened()
    let key = try #require(Journeys.lists.first { $0.1 == schema.plural }?.0)
    try vitty.press("g", key)
    try vitty.see(" \(schema.plural)  1/")
    try vitty.press("/")
    try vitty.type("\"\(given.title)\"")
    try vitty.press("Enter")
    try vitty.seeSelected(given.title)
    try vitty.press("Enter")
    try vitty.see(" > \(schema.singular): ")
    try see(operation.returns, of: subject)

    let hits = world.server.hits().filter { $0.method == "GET" && $0.path == path }
    let queries = hits.map { $0.query.split(separator: "&") }
    #expect(hits.allSatisfy { $0.status == 200 })
    for parameter in operation.parameters {
      switch parameter.name {
      case "limit": #expect(queries.contains { $0.contains("limit=\(Self.limit)") })
      case "from":
        #expect(queries.contains { $0.contains { $0.hasPrefix("from=") && $0.count > 5 } })
      default: Issue.record("nothing is known about “\(parameter.name)”")
      }
    }
    world.server.clearScenarios()
    try close()
  }

  /// Changes the record on the server, so that only a look at this one record shows how it is now.
  private func get(_ operation: Operation) throws {
    let vitty = try opened()
    try given.change(subject)
    try vitty.show(subject)
    try see(operation.returns, of: subject)
    #expect(operation.parameters.map(\.name) == ["id"])
    let path = "/resources/\(schema.path)/\(subject)"
    #expect(world.server.hits().contains { $0.method == "GET" && $0.path == path })
  }

  // MARK: Writing

  /// Adds a record with all that it can be given; where only one of several fields can be given, one
  /// record for each of them.
  private func create(_ operation: Operation) throws {
    let vitty = try opened()
    let fields = fields(of: operation)
    let choices = fields.filter { if case .eitherOf = $0.requirement { true } else { false } }
    let key = try #require(Self.adding[schema.resource], "no key adds a \(schema.singular)")
    let path = "POST " + given.writingPath
    for choice in choices.isEmpty ? [nil] : choices.map(Optional.some) {
      let known = world.known(schema.path)
      let isForGroup = choice?.kind == .lookUp(.organization)
      try look(at: isForGroup ? given.harbour.group : given.harbour.account)
      try vitty.press("a", key)
      try vitty.see("New \(schema.singular)")
      for field in fields where !choices.contains(field) || field == choice {
        try given.enter(field, of: operation, "Made", into: vitty)
      }
      try vitty.save()
      try vitty.seeNothingWaiting()
      let made = try world.waitForNew(schema.path, since: known, screen: vitty.screen)
      try look(at: made)
      let others = choices.filter { $0 != choice }.map(\.path)
      try see(operation.returns.filter { !others.contains($0.path ?? "") }, of: made)
    }
    let bodies = bodies(path)
    #expect(bodies.count == max(1, choices.count))
    expect(operation, in: bodies)
  }

  private func update(_ operation: Operation) throws {
    let vitty = try opened()
    try look(at: subject)
    try vitty.edit()
    for field in fields(of: operation) {
      try given.enter(field, of: operation, "Changed", into: vitty)
    }
    try vitty.save()
    try vitty.seeNothingWaiting()
    try see(operation.returns, of: subject)
    #expect(operation.parameters.first?.name == "id")
    let bodies = bodies("PUT \(given.writingPath)/\(subject)")
    #expect(bodies.count == 1)
    expect(operation, in: bodies)
  }

  private func archive() throws {
    let vitty = try opened()
    try look(at: subject)
    try vitty.press("D", "a")
    try vitty.see("Archive the \(schema.singular) “")
    try vitty.press("y")
    try eventually("the archived record", screen: vitty.screen) {
      try world.record(schema.path, subject)["archivedAt"] is String
    }
    #expect(world.server.hitCount(of: "DELETE \(given.writingPath)/\(subject)") == 1)
  }

  private func destroy() throws {
    let vitty = try opened()
    try look(at: subject)
    try vitty.press("D", "x")
    try vitty.see("Delete the \(schema.singular) “")
    let path = try #require(schema.titlePaths.first)
    try vitty.type(try #require(world.record(schema.path, subject)[path.text] as? String))
    try vitty.press("Enter")
    try eventually("the end of the record", screen: vitty.screen) {
      world.server.record(schema.path, id: subject) == nil
    }
    #expect(world.server.hitCount(of: "DELETE \(given.writingPath)/\(subject)") == 1)
  }

  /// The fields that a write takes, in the order of the form: traits come last.
  private func fields(of operation: Operation) -> [Field] {
    let paths = operation.parameters.compactMap(\.path)
    let fields = schema.fields.filter { paths.contains($0.path) }
    return fields.filter { $0.kind != .traits } + fields.filter { $0.kind == .traits }
  }

  private func bodies(_ pattern: String) -> [[String: Any]] {
    world.bodies(pattern).compactMap(World.fields)
  }

  /// Each parameter has a value in one of the bodies; what holds the record is named by the path.
  private func expect(_ operation: Operation, in bodies: [[String: Any]]) {
    for path in operation.parameters.compactMap(\.path) where path != schema.holderPath {
      let steps = path.text.split(separator: ".").map(String.init)
      let values = bodies.flatMap { body -> [Any?] in
        guard steps.count > 1 else { return [body[steps[0]]] }
        return (body[steps[0]] as? [[String: Any]] ?? []).map { $0[steps[1]] }
      }
      #expect(values.contains { $0 != nil && !($0 is NSNull) }, "\(path.text) was not sent")
    }
  }
}

// MARK: - The screen

extension OperationRun {
  /// The program, with everything fetched.
  private func opened() throws -> Tmux {
    if let vitty { return vitty }
    let started = try world.open(width: 116, height: 70)
    vitty = started
    try started.see("  synced ")
    try world.waitForSweeps()
    return started
  }

  /// Ends the program, also where it waits for the server.
  private func close() throws {
    guard let ending = vitty else { return }
    let process = try ending.processID()
    kill(process, SIGKILL)
    try eventually("the end of the program") { !Shell.isRunning(process) }
    vitty = nil
  }

  /// Opens a record from the list of accounts, or from the record that holds it: only there the
  /// program hears of it.
  private func look(at id: String) throws {
    let vitty = try opened()
    try vitty.press("g", "a")
    try eventually("the list of accounts", screen: vitty.screen) {
      let header = vitty.header
      return header.contains("Accounts  ") && !header.contains(" > ")
    }
    if schema.holderPath != nil, world.known(schema.path).contains(id) {
      try vitty.show(given.object)
      try vitty.see(try #require(world.record(schema.path, id)["name"] as? String))
    }
    try vitty.show(id)
  }

  /// Waits until the record on screen shows what the server holds.
  private func see(_ items: [Operation.Item], of id: String) throws {
    let vitty = try opened()
    if schema.firstTab > 0 { try vitty.press("1") }
    let (shown, hidden) = ("Record ──", "shows IDs and dates")
    try eventually("the end of the record", screen: vitty.screen) {
      let screen = vitty.screen
      return screen.contains(shown) || screen.contains(hidden)
    }
    if !vitty.screen.contains(shown) { try vitty.press("i") }
    try vitty.see(shown)
    for path in items.compactMap(\.path) {
      let field = try #require(schema.field(path), "no field \(path.text)")
      let expected = try given.words(for: field, in: world.record(schema.path, id))
      #expect(!expected.isEmpty, "nothing tells \(path.text)")
      for words in expected { try vitty.seeLine(with: words) }
    }
  }
}
