// What waits for the server and what needs the user, as it is drawn from changes and drafts:
// outbox, conflict, drafts and messages.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct OutboxPageTests {
  private static let moment = PageStage.now.moment

  // MARK: The outbox

  private static func entry(
    _ id: ChangeID, _ state: Change.State, _ new: NewChange, _ title: String,
    _ sentence: String = "", about fields: [VitallyError.FieldMessage] = []
  ) -> OutboxEntry {
    let isSent = state != .waiting
    return OutboxEntry(
      Change(
        id: id, new: new, state: state, createdAt: moment.adding(seconds: Double(-60 * id)),
        sentAt: isSent ? moment.adding(seconds: -30) : nil, attempts: isSent ? Int(id) : 0,
        sentence: sentence, fieldMessages: fields), title: title,
      of: new.ref.resource == .account ? "" : "Harbour Logistics")
  }

  /// Changes in all states.
  private static func entries() throws -> [OutboxEntry] {
    let (account, task) = (try GivenRecords.first(.account), try GivenRecords.first(.task))
    let done: [(FieldPath, JSONValue)] = [
      ("completedAt", "2026-11-24T09:00:00.000Z"), ("completedById", "robin"),
    ]
    return [
      entry(1, .answered, .updating(task, done), "Send the quote"),
      entry(
        2, .refused,
        .updating(
          account, [("name", "Harbour Ltd"), ("traits.vitally.custom.seats", 270)]),
        "Harbour Logistics", "Vitally does not accept this.",
        about: [.init(path: "name", message: "is taken")]),
      entry(
        3, .conflict, .updating(task, [("name", "Send the offer"), ("dueDate", "2026-12-01")]),
        "Send the quote", "Somebody else has changed the same fields: Name."),
      entry(
        4, .unknown,
        .creating(.made(.note, "n"), [("subject", "Budget"), ("note", "<p>More.</p>")]), "Budget",
        "No answer came in time."),
      entry(5, .sending, .archiving(.server(.task, "room")), "Book a room in Lyon"),
      entry(
        6, .waiting, .creating(.made(.task, "t"), [("name", "Call back")]),
        "Call back, and ask again about the price of ten more seats from January on"),
      entry(7, .waiting, .removing(account, by: .destroy), "Harbour Logistics"),
    ]
  }

  /// What is held, what is undone by another, and what was taken back.
  private static func history() throws -> [OutboxEntry] {
    let task = try GivenRecords.first(.task)
    let done: [(FieldPath, JSONValue)] = [("completedAt", "2026-11-24T09:00:00.000Z")]
    let moved: [(FieldPath, JSONValue)] = [("dueDate", "2026-12-01"), ("assignedToId", "yuki")]
    var held = entry(3, .waiting, .updating(task, moved), "Send the quote")
    held.change.heldUntil = moment.adding(seconds: 4)
    var undone = entry(1, .answered, .updating(task, done), "Call the harbour")
    undone.undoing = OutboxEntry.Undoing(at: moment.adding(seconds: -10), state: .answered)
    var inverse = entry(2, .answered, .updating(task, [("completedAt", .null)]), "Call the harbour")
    inverse.change.new.undoes = 1
    var dropped = entry(4, .dropped, .updating(task, [("name", "Moor")]), "Moor the boat")
    dropped.change.droppedAt = moment.adding(seconds: -20)
    let members = [ChangeID(5), 6].map { id in
      var member = entry(id, .dropped, .updating(task, [("name", "x")]), "Task \(id)")
      member.change.new.group = ChangeGroup(.bulk, id: "b", name: "Due date of 2 tasks")
      member.change.droppedAt = moment.adding(seconds: -10)
      return member
    }
    return [held, undone, inverse, dropped] + members
  }

  @Test(arguments: [(44, 24), (60, 24), (76, 21), (116, 37)])
  func `the history of today`(width: Int, height: Int) throws {
    try outbox(Self.history(), width: width, height: height).check("outbox-history")
  }

  private func outbox(
    _ entries: [OutboxEntry], width: Int = 76, height: Int = 30
  ) throws -> PageStage {
    var stage = try PageStage(width: width, height: height)
    stage.open(.outbox(OutboxViewModel()))
    let traits = GivenRecords.traits.mapValues { fields in
      Dictionary(fields.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    }
    stage.answer(
      .entries, .outbox(OutboxList(entries, names: GivenRecords.names, traits: traits)))
    return stage
  }

  @Test(arguments: [60, 120]) func `what needs the user, what waits, and what was sent`(
    _ width: Int
  ) throws {
    try outbox(try Self.entries(), width: width).check("outbox")
  }

  @Test func `where there is little room only the selected change is explained`() throws {
    var stage = try outbox(try Self.entries(), height: 14)
    stage.run(.move(.down))
    try stage.check("outbox-low")
  }

  /// A call with a refused task and one that is sent, an edit of many accounts that waits, and one
  /// change that was made alone.
  private static func groups() throws -> [OutboxEntry] {
    let account = try GivenRecords.first(.account)
    let call = [NewChange].call(
      note: .creating(.made(.note, "n"), [("subject", "Check-in with Harbour Logistics")]),
      tasks: ["Send the quote", "Book a room in Lyon"].map {
        .creating(.made(.task, $0), [("name", .string($0))])
      }, id: "c")
    let bulk = [NewChange].bulk(
      (1...1_200).map { number in
        .updating(
          Record(ref: .server(.account, "\(number)"), body: ["name": "Account"]),
          [("traits.vitally.custom.tier", "gold")])
      }, named: "Tier of 1,200 accounts: gold", id: "b")
    return [
      entry(1, .answered, call[0], "Check-in with Harbour Logistics"),
      entry(2, .answered, call[1], "Send the quote"),
      entry(
        3, .refused, call[2], "Book a room in Lyon", "Vitally does not accept this.",
        about: [.init(path: "dueDate", message: "is required")]),
      entry(4, .waiting, .updating(account, [("name", "Harbour Ltd")]), "Harbour Logistics"),
    ] + bulk.enumerated().map { entry(5 + ChangeID($0), .waiting, $1, "Account") }
  }

  @Test(arguments: [60, 76, 120]) func `what was changed together is one row`(_ width: Int) throws {
    try outbox(try Self.groups(), width: width, height: 16).check("outbox-group")
  }

  @Test func `a group that is unfolded shows the state of each change`() throws {
    var stage = try outbox(try Self.groups(), height: 16)
    stage.run(.outbox(.fold), .move(.down), .move(.down), .move(.down))
    try stage.check("outbox-unfolded")
  }

  @Test func `a change on its page`() throws {
    var stage = try outbox(try Self.entries())
    stage.run(.outbox(.show))
    try stage.check("outbox-refused")
    stage.run(.screen(.close), .move(.bottom), .move(.up), .outbox(.show))
    try stage.check("outbox-waiting")
  }

  @Test func `an edit of everything that a task has, field by field`() throws {
    // Given an edit of values of all kinds, a new note, and a message that is added
    let (task, talk) = (try GivenRecords.first(.task), try GivenRecords.first(.conversation))
    let values: [(FieldPath, JSONValue)] = [
      ("name", "Send the offer, and the list of what the last one left out, to both of them"),
      ("dueDate", .null), ("assignedToId", "yuki"), ("tags", ["offer"]),
      ("traits.vitally.custom.effort", 3),
      ("description", "<p>Twelve seats:</p><ul><li>ten now</li><li><b>two</b> later</li></ul>"),
    ]
    let message: JSONValue = [
      [
        "message": "<p>Here it is.</p>", "externalId": "m",
        "from": ["type": "admin", "id": "yuki"], "timestamp": "2026-11-24T09:00:00Z",
      ]
    ]
    let added: [(FieldPath, JSONValue)] = [("messages", message)]
    let note: [(FieldPath, JSONValue)] = [
      ("subject", "Budget"), ("accountId", "harbour"), ("note", "<p>More.</p>"),
    ]
    var undone = Self.entry(2, .answered, .updating(task, values), "Send the quote")
    undone.undoing = OutboxEntry.Undoing(at: Self.moment.adding(seconds: -5), state: .answered)
    var stage = try outbox(
      [
        undone,
        Self.entry(3, .answered, .creating(.made(.note, "n"), note), "Budget"),
        Self.entry(4, .answered, .updating(talk, added), "Offer"),
      ], height: 34)
    for name in ["message", "note", "edit"] {
      stage.run(.outbox(.show))
      try stage.check("change-\(name)")
      stage.run(.screen(.close), .move(.down))
    }
  }

  @Test func `an empty outbox says so`() throws {
    try outbox([], height: 8).check("outbox-empty")
  }

  // MARK: The conflict

  /// A stage with a conflict in name, due day and a trait; assignee and tags only one side has
  /// touched.
  private func conflict(
    width: Int = 76, height: Int = 24, agreed: String = ""
  ) throws -> PageStage {
    let task = try GivenRecords.first(.task)
    let mine: [(FieldPath, JSONValue)] = [
      ("name", "Send the offer"), ("dueDate", "2026-12-01"), ("assignedToId", "yuki"),
      ("traits.vitally.custom.effort", 3),
      ("description", .string("<p>\(agreed)Twelve more seats, from January on.</p>")),
    ]
    let change = Change(
      id: 3, new: .updating(task, mine), state: .conflict, createdAt: Self.moment,
      sentence: "Somebody else has changed the same fields.")
    var theirs = GivenRecords.material(task)
    theirs.changes = [change]
    theirs.body?["name"] = "Send the quote to Dana"
    theirs.body?["dueDate"] = .null
    theirs.body?["traits"] = ["vitally.custom.effort": 5]
    theirs.body?["description"] = .string(
      """
      <p>\(agreed)Ten more seats, from February on.</p><p>Ask Yuki for the discount, and the new CFO for \
      the address of the invoice, which is no longer the one that stands in the contract.</p>
      """)
    var stage = try PageStage(width: width, height: height)
    stage.open(.conflict(ConflictViewModel(OutboxEntry(change, title: task.title))))
    stage.answer(.material, .material(theirs))
    return stage
  }

  @Test(arguments: PageStage.widths) func `both sides of a conflict`(_ width: Int) throws {
    try conflict(width: width).check("conflict")
  }

  @Test func `a conflict that is settled`() throws {
    // Given mine, what was there, and theirs
    var stage = try conflict()
    stage.run(.conflict(.left), .move(.down))
    stage.run(.conflict(.left), .conflict(.left), .move(.down))
    stage.run(.conflict(.right), .move(.down), .conflict(.right))

    // Then all is chosen
    try stage.check("conflict-settled")
  }

  @Test func `a value that was typed stands beside those that were there`() throws {
    var stage = try conflict()
    stage.run(.move(.down), .conflict(.type), .editor(.killToStart))
    stage.type("2026-12-24")
    stage.run(.dialog(.accept))
    try stage.check("conflict-typed")
  }

  @Test func `long values in conflict are shown around the place where they differ`() throws {
    // Given two long texts that differ only near their ends
    let start = String(repeating: "As we agreed in spring. ", count: 60)
    var stage = try conflict(height: 16, agreed: start)
    guard case .conflict(let conflict)? = stage.top else { return }
    let row = try #require(conflict.rows.firstIndex { $0.field.path == "description" })
    for _ in 0..<row { stage.run(.move(.down)) }

    // Then what differs is in sight, both in the table and below it
    try stage.check("conflict-differing")
  }

  @Test func `a long text in conflict is shown as far as there is room`() throws {
    var stage = try conflict(height: 16)
    guard case .conflict(let conflict)? = stage.top else { return }
    let row = try #require(conflict.rows.firstIndex { $0.field.path == "description" })
    for _ in 0..<row { stage.run(.move(.down)) }
    try stage.check("conflict-long-text")
  }

  @Test(arguments: [(76, 21), (120, 37)])
  func `lines that both have changed, among the joined ones`(
    _ width: Int, _ height: Int
  ) throws {
    // Given a note of which both have changed the second line and the last one
    let note = try GivenRecords.first(.note)
    func body(_ lines: String...) -> JSONValue {
      JSONValue.string(
        "<p>They want to renew.</p><ul>" + lines.map { "<li>\($0)</li>" }.joined() + "</ul>")
    }
    var before = note
    before.body["note"] = body("twelve seats", "from January on", "ask Yuki", "call on Monday")
    let mine = body("twelve seats", "from February on", "ask Yuki", "call on Tuesday, <b>early</b>")
    let change = Change(
      id: 3, new: .updating(before, [("note", mine)] as [(FieldPath, JSONValue)]), state: .conflict,
      createdAt: Self.moment,
      sentence: "Somebody else has also changed Note.")
    var theirs = GivenRecords.material(note)
    theirs.changes = [change]
    theirs.body?["note"] = body(
      "twelve seats, or ten", "from March on", "ask Yuki", "write on Monday", "thank Dana")
    var stage = try PageStage(width: width, height: height)
    stage.open(.conflict(ConflictViewModel(OutboxEntry(change, title: note.title))))
    stage.answer(.material, .material(theirs))
    stage.run(.conflict(.left), .conflict(.right), .move(.down))

    // Then each place is chosen by itself, with what stands around it
    try stage.check("conflict-places")
  }

  // MARK: Drafts and messages

  @Test func `drafts, the one that was typed in last first`() throws {
    // Given an edit, a new note, and a new task that nobody has given a name
    let task = try GivenRecords.first(.task)
    func draft(_ ref: Ref, _ texts: JSONObject, minutes: Double) -> Draft {
      let typedAt = Self.moment.adding(seconds: -60 * minutes)
      return Draft("\(minutes)", ref: ref, texts: texts, createdAt: typedAt, updatedAt: typedAt)
    }
    var stage = try PageStage(height: 8)
    stage.open(.drafts(DraftsViewModel()))

    // When they have come in
    stage.answer(
      .entries,
      .drafts([
        DraftEntry(draft(task.ref, ["name": "Send the off"], minutes: 0.5), title: task.title),
        DraftEntry(
          draft(.made(.note, "n"), ["note": "They want a price for ten more"], minutes: 50),
          parentTitle: "Harbour Logistics"),
        DraftEntry(draft(.made(.task, "t"), ["dueDate": "next fri"], minutes: 3000)),
      ]))

    // Then each says what it is, how old it is, and how it begins
    try stage.check("drafts")
  }

  @Test func `without drafts the page says where they would come from`() throws {
    var stage = try PageStage(height: 8)
    stage.open(.drafts(DraftsViewModel()))
    stage.answer(.entries, .drafts([]))
    try stage.check("drafts-empty")
  }

  @Test func `messages, the newest first, each with its time`() throws {
    var stage = try PageStage(height: 10)
    stage.open(.messages(MessagesViewModel()))
    try stage.check("messages-empty")
    stage.setClock(Moment("2026-11-23T17:40:00Z"))
    stage.say("Nothing is waiting to be sent.")
    stage.setClock(PageStage.now.moment)
    stage.say(
      "This workspace is read-only: nothing is changed. Whoever gave you the key can give you one "
        + "that may write.", .warning)
    stage.say("Not saved: Vitally does not accept this.", .failure)
    try stage.check("messages")
  }
}
