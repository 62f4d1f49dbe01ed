// Keeps docs/OPERATIONS.md what the schemas, the key map and the client say. `make screens` writes
// it anew.

import Foundation
import Testing
import VitallyModel

import struct VitallyModel.Operation

@testable import Console
@testable import ViewModels
@testable import VitallyAPI

@Suite struct OperationReferenceTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("..")

  @Test func `the reference of operations says what is sent, shown and tested`() throws {
    // Given the page made from the schemas, the shipped key map and the client
    let page = try Self.page()
    let file = Self.tests.appendingPathComponent("../docs/OPERATIONS.md")

    // Then it is the page in docs
    if ProcessInfo.processInfo.environment["VITTY_RECORD_SCREENS"] != nil {
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == page)
  }

  @Test func `every test that the reference names exists`() throws {
    for story in Self.stories.map(\.story) + [Self.all] {
      let file = Self.tests.appendingPathComponent("EndToEndTests/\(story.file).swift")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("func `\(story.name)`("), "\(story.file): \(story.name)")
    }
  }

  // MARK: The tests

  /// A test of the whole program.
  struct Story {
    var file: String
    var name: String
  }

  /// The test of all operations.
  private static let all = Story(
    file: "OperationTests",
    name: "Every operation is sent all that it takes, and all that it returns is on screen")

  /// The tests that tell of single operations.
  private static let stories: [(kind: Operation.Kind, resources: [Resource], story: Story)] = [
    story(
      .list, Resource.browsable, "BrowseTests", "Every resource has its list, by its letter"),
    story(
      .write(.create), [.account], "CreateTests", "An account with all that it can be given"),
    story(
      .write(.create), [.user], "CreateTests", "A user of an account and an organization"),
    story(
      .write(.create), [.organization], "CreateTests",
      "An organization with its external id and traits"),
    story(
      .write(.create), [.note], "CreateTests", "A note with two lines, tags and a date of its own"),
    story(
      .write(.create), [.task], "CreateTests",
      "A task with a description, an assignee and a due day"),
    story(
      .write(.create), [.npsResponse], "CreateTests",
      "An NPS response, with its band while its score is typed"),
    story(
      .write(.create), [.project], "CreateTests", "A project from a template, for one customer"),
    story(
      .write(.create), [.conversation], "ConversationTests",
      "A conversation of two messages, both sides named"),
    story(
      .write(.create), [.instance], "InstanceTests",
      "An instance is made from its object, with its traits"),
    story(
      .write(.update), [.account], "EditTests",
      "An account changes its name, its organization and its traits"),
    story(.write(.update), [.user], "EditTests", "A user is renamed, and links are only added"),
    story(
      .write(.update), [.note], "EditTests", "A note is edited, and keeps the tag that it has"),
    story(
      .write(.update), [.task], "EditTests",
      "A task is edited, then cleared of all that it can do without"),
    story(
      .write(.update), [.conversation], "ConversationTests",
      "A message is added to a thread once, though its answer is lost"),
    story(
      .write(.update), [.instance], "InstanceTests",
      "An instance is edited, and its other accounts stay"),
    story(
      .write(.archive), [.note, .task, .project], "RemovalTests",
      "A note, a task and a project are archived, each after a question that names it"),
    story(
      .write(.destroy), [.account], "RemovalTests",
      "An account is taken back offline, and deleted with its notes once that is meant"),
    story(
      .write(.destroy), [.conversation], "RemovalTests",
      "A conversation is deleted by typing its name, and by nothing else"),
  ]

  private static func story(
    _ kind: Operation.Kind, _ resources: [Resource], _ file: String, _ name: String
  ) -> (Operation.Kind, [Resource], Story) {
    (kind, resources, Story(file: file, name: name))
  }

  // MARK: The page

  private static func page() throws -> String {
    let bindings = try KeyMapReader.standard().bindings.values.joined()
    let head = """
      # Operations

      What can be done with each resource of Vitally: by which keys, by which request, and which test shows it. `ID` is
      the id of the record at hand. A list is fetched page by page: `limit` is `page_size` in `config.toml`, `from` is
      the `next` of the page before, and all `results` end up in one list.

      `Tests/EndToEndTests/\(all.file).swift` carries out all of them with all their parameters, and looks for all their
      returned fields on screen. The tables name the test that tells of an operation alone, if there is one.

      """
    return try Resource.allCases.map(\.schema).filter { !$0.operations.isEmpty }.reduce(head) {
      try $0 + section($1, Array(bindings))
    }
  }

  private static func section(_ schema: Schema, _ bindings: [Binding]) throws -> String {
    let operations = try schema.operations.map { operation in
      let cells = [
        name(operation), keys(operation, schema, bindings), try request(operation, schema),
        shown(operation, schema),
      ]
      return "| \(cells.joined(separator: " | ")) |\n"
    }
    let items = rows(schema).map { "| \($0.joined(separator: " | ")) |\n" }
    return """

      ## \(schema.plural)

      | Operation | Keys | Request | Shown by |
      | --- | --- | --- | --- |
      \(operations.joined())
      | Field | On screen | In requests | Given to | Returned by |
      | --- | --- | --- | --- | --- |
      \(items.joined())
      """
  }

  private static func name(_ operation: Operation) -> String {
    switch operation.kind {
    case .list: "list"
    case .get: "get"
    case .write(.destroy): "delete"
    case .write(let action): action.rawValue
    }
  }

  private static func shown(_ operation: Operation, _ schema: Schema) -> String {
    let own = stories.first {
      $0.kind == operation.kind && $0.resources.contains(schema.resource)
    }
    return own.map { "`\($0.story.file)`: \($0.story.name)" } ?? "`\(all.file)`"
  }

  // MARK: Keys and requests

  private static func keys(
    _ operation: Operation, _ schema: Schema, _ bindings: [Binding]
  ) -> String {
    let commands: [Command] =
      switch operation.kind {
      case .list: [.app(.openView(schema.resource))]
      case .get: [.record(.open)]
      case .write(.create): [.record(.add(schema.resource))]
      case .write(.update):
        [.record(.edit), .record(.setField(nil)), .list(.editColumn(nil))]
          + (schema.growingList == nil ? [] : [.record(.addObject)])
          + (schema.completion == nil ? [] : [.decision(.done)])
      case .write(.archive): [.record(.archive)]
      case .write(.destroy): [.record(.destroy)]
      }
    let keys = commands.compactMap { command in
      bindings.first { $0.command == command }?.keys
    }
    return keys.map { "`\($0)`" }.joined(separator: " ")
  }

  private static func request(_ operation: Operation, _ schema: Schema) throws -> String {
    let holder = schema.holderPath.flatMap { path -> Ref? in
      guard case .lookUp(let resource)? = schema.field(path)?.kind else { return nil }
      return .server(resource, "OBJECT")
    }
    let request =
      switch operation.kind {
      case .list: try Request.list(ListQuery(schema.resource, cursor: "…"))
      case .get: try Request.record(schema.resource, id: "ID", parent: holder)
      case .write(let action):
        try Request.write(
          Write(action, schema.resource, id: action == .create ? nil : "ID", parent: holder))
      }
    let query = operation.parameters.filter { $0.name != "id" && $0.path == nil }
    let suffix = query.isEmpty ? "" : "?" + query.map { "\($0.name)=…" }.joined(separator: "&")
    return "`\(request.method) \(request.plainTarget)\(suffix)`"
  }

  // MARK: Fields

  /// A row for each parameter and returned field, in the order of their first use.
  private static func rows(_ schema: Schema) -> [[String]] {
    let items = schema.operations.flatMap { $0.parameters + $0.returns }.filter { $0.path != nil }
    var seen: Set<String> = []
    return items.filter { seen.insert($0.name).inserted }.map { item in
      let field = item.path.flatMap { self.field($0, of: schema) }
      let given = schema.operations.filter { $0.parameters.contains(item) }.map { operation in
        name(operation) + (operation.kind == .write(.create) ? need(field) : "")
      }
      let returned = schema.operations.filter { $0.returns.contains(item) }.map(name)
      return [
        "`\(item.name)`", field?.label ?? "", given.isEmpty ? "" : wire(item, schema),
        given.joined(separator: ", "), returned.joined(separator: ", "),
      ]
    }
  }

  private static func wire(_ item: Operation.Item, _ schema: Schema) -> String {
    item.path == schema.holderPath ? "in the path" : "`\(item.path?.text ?? "")`"
  }

  /// How much a new record needs a field.
  private static func need(_ field: Field?) -> String {
    switch field?.requirement {
    case .always?:
      field?.isFilledIn == true ? " (required, filled in if left empty)" : " (required)"
    case .oneOf(let group)?: " (\(group))"
    case .eitherOf(let group)?: " (either \(group))"
    case .never?, nil: ""
    }
  }

  /// A field, or a field of the objects in a list.
  private static func field(_ path: FieldPath, of schema: Schema) -> Field? {
    if let field = schema.field(path) { return field }
    let steps = path.text.split(separator: ".").map(String.init)
    guard steps.count == 2, let list = schema.fields.first(where: { $0.path.text == steps[0] }),
      case .objects(let one, let fields) = list.kind,
      var field = fields.first(where: { $0.path.text == steps[1] })
    else { return nil }
    field.label = "\(one.prefix(1).uppercased() + one.dropFirst()): \(field.label)"
    return field
  }
}
