// Traits in a form: rows of key, kind and value.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TraitFieldTests {
  static let traits: JSONObject = [
    "plan": "Scale", "seats": .number("120"), "isLive": true, "since": "2026-03-01",
    "seen": 1_795_510_953_123, "regions": ["EU", "US"], "raw": ["a": 1], "memo": "one\ntwo",
    "sfdc.owner": "lee", "nothing": .null,
  ]
  static let account = Given.record(
    .account, "a1", ["name": "Northwind", "traits": .object(traits)])
  static let definitions = [
    Field.trait("tier", label: "Tier", type: "select", options: [Choice("g", "Gold")]),
    Field.trait("seen", label: "Last seen", type: "datetime"),
    Field.trait("since", label: "Customer since", type: "date"),
    Field.trait("plan", label: "Plan", type: "select", options: [Choice("Free"), Choice("Scale")]),
    Field.trait("isLive", label: "Live", type: "boolean"),
    Field.trait("seats", label: "Seats", type: "number"),
  ]

  func program() -> Answering { .editing(Self.account, traits: Self.definitions) }

  func kind(_ key: String, _ program: Answering) throws -> String? {
    try program.row(.trait(key)).cells[1].typed.text
  }

  // MARK: What is there

  @Test func `each trait is a row with its label, its kind and its value`() throws {
    let program = program()
    let rows = try #require(program.app.form).rows.filter(\.isTrait)
    #expect(rows.map(\.field.label).filter { !$0.isEmpty }.count == 9)
    #expect(rows.last?.isBlankTrait == true)
    for (key, kind, shown) in [
      ("plan", "choice", "Scale"), ("seats", "number", "120"), ("isLive", "yes/no", "yes"),
      ("since", "date", "2026-03-01"), ("seen", "date, time", "2026-11-24 09:02"),
      ("regions", "list", "EU, US"), ("raw", "JSON", #"{"a":1}"#), ("sfdc.owner", "text", "lee"),
      ("memo", "long text", "one\ntwo"),
    ] {
      #expect(try self.kind(key, program) == kind)
      #expect(try program.shown(.trait(key)) == shown)
    }
    #expect(rows.contains { $0.field.label == "Last seen" })
  }

  @Test func `only traits that were changed are sent`() throws {
    var program = program()
    try program.enter("121", in: "traits.seats")
    let change = try program.save()
    #expect(change.fields == ["traits": ["seats": 121]])
    #expect(change.base == ["traits": ["seats": .number("120")]])
  }

  @Test func `values are changed in the kind that they have`() throws {
    var program = program()
    try program.go(to: "traits.plan")
    program.pick("Free")
    try program.go(to: "traits.isLive")
    program.run(.form(.toggle))
    try program.enter("2026-3-2", in: "traits.since")
    try program.enter("2026-11-24 9:00", in: "traits.seen")
    try program.enter("EU, US, APAC", in: "traits.regions")
    try program.enter(#"{"a":2}"#, in: "traits.raw")
    #expect(
      try program.save().fields == [
        "traits": [
          "plan": "Free", "isLive": false, "since": "2026-03-02", "seen": 1_795_510_800_000,
          "regions": ["EU", "US", "APAC"], "raw": ["a": 2],
        ]
      ])
  }

  @Test func `a value that is none of its kind is said when it is left, until it is one`() throws {
    var program = program()
    try program.enter("many", in: "traits.seats")
    #expect(try program.problem("traits.seats") == nil)
    program.run(.form(.next))
    #expect(try program.problem("traits.seats") == "not a number")
    program.run(.form(.save))
    #expect(program.said == "Not saved yet, 1 to fix. Seats: not a number")
    try program.enter("5", in: "traits.seats")
    #expect(try program.problem("traits.seats") == nil)
    #expect(try program.save().fields == ["traits": ["seats": 5]])
  }

  @Test func `whose trait it is stands below one that an integration owns`() throws {
    var program = program()
    #expect(try program.row("traits.sfdc.owner").owner == "sfdc")
    #expect(try program.row("traits.plan").owner == nil)
    let warning = "comes from sfdc"
    #expect(program.app.form?.content.lines.contains { $0.text.contains(warning) } == false)
    try program.go(to: "traits.sfdc.owner")
    #expect(program.app.form?.content.lines.contains { $0.text.contains(warning) } == true)
  }

  @Test(
    arguments: [
      ("2026-12-06", "2026-12-07"), ("2026-12-06T00:00:00.000Z", "2026-12-07T00:00:00.000Z"),
      (1_796_515_200_000, 1_796_601_600_000), (1_796_515_200, 1_796_601_600),
    ] as [(JSONValue, JSONValue)])
  func `a date without a time is a day in the form, and stays in the form in which it came`(
    base: JSONValue, sent: JSONValue
  ) throws {
    // Given a trait whose type says nothing of the time, west of Greenwich
    let now = Now(moment: Given.now.moment, zone: Zone(firstOffset: -8 * 3600))
    let record = Given.record(.account, "a1", ["name": "x", "traits": ["d": base]])
    for type in ["date", "datetime"] {
      let trait = Field.trait("d", label: "D", type: type)
      var program = Answering.editing(record, traits: [trait], now: now)
      #expect(try kind("d", program) == "date")
      #expect(try program.shown("traits.d") == "2026-12-06")

      // When the next day is typed
      try program.enter("2026-12-7", in: "traits.d")

      // Then it's that day which is sent
      #expect(try program.save().fields == ["traits": ["d": sent]])
    }
  }

  @Test func `a number that counts something is no date when it becomes one`() throws {
    let record = Given.record(.account, "a1", ["name": "x", "traits": ["n": 0]])
    var program = Answering.editing(record)
    try program.go(to: "traits.n", cell: 1)
    program.pick("date")
    try program.enter("2026-12-6", in: "traits.n")
    #expect(try program.save().fields == ["traits": ["n": "2026-12-06"]])
  }

  // MARK: Lists and numbers

  @Test(
    arguments: [
      (["a", "b"], "list"), ([], "list"), (["a", "a"], "JSON"), (["a", ""], "JSON"),
      (["a", 7], "JSON"), (["a", " b"], "JSON"), ([["a": 1]], "JSON"), ([.null], "JSON"),
    ] as [(JSONValue, String)])
  func `a list is one only where it can be typed without losing anything`(
    value: JSONValue, kind: String
  ) throws {
    let record = Given.record(.account, "a1", ["name": "x", "traits": ["l": value]])
    #expect(try self.kind("l", Answering.editing(record)) == kind)
  }

  @Test func `the order of a list counts`() throws {
    var program = program()
    try program.enter("US, EU", in: "traits.regions")
    #expect(try program.save().fields == ["traits": ["regions": ["US", "EU"]]])
  }

  @Test(
    arguments: [
      (.number("1e20"), "100000000000000000000", false), (1, "1.0", false),
      (.number("0.10"), "0.1", false), (0, "-0", false),
      (.number("9007199254740992"), "9007199254740993", true),
      (.number("0.1"), "0.10000000000000000001", true), (5, "-5", true),
    ] as [(JSONValue, String, Bool)])
  func `numbers are told apart digit by digit`(base: JSONValue, typed: String, isChange: Bool)
    throws
  {
    let record = Given.record(.account, "a1", ["name": "x", "traits": ["n": base]])
    var program = Answering.editing(record)
    try program.enter(typed, in: "traits.n")
    program.run(.form(.save))
    let sent: JSONObject? = isChange ? ["traits": ["n": .number(typed)]] : nil
    #expect(program.submitted.last?.fields == sent)
  }

  // MARK: The cells of a trait

  @Test func `Tab goes for the value, S-Tab from there to the kind`() throws {
    var program = program()
    try program.go(to: "traits.plan")
    program.run(.form(.next))
    #expect(program.app.form?.focusedRow?.path == "traits.seats")
    #expect(program.app.form?.isAtKind == false)
    program.run(.form(.previous))
    #expect(program.app.form?.focusedRow?.path == "traits.seats")
    #expect(program.app.form?.isAtKind == true)
    program.run(.form(.next))
    #expect(program.app.form?.focusedRow?.path == "traits.seats")
    #expect(program.app.form?.isAtKind == false)
  }

  @Test(arguments: [EditorCommand.deleteBackward, .deleteForward, .killToStart])
  func `a kind can't be emptied`(command: EditorCommand) throws {
    var program = program()
    try program.go(to: "traits.seats", cell: 1)
    program.run(.editor(command))
    #expect(try kind("seats", program) == "number")
    #expect(program.app.form?.isTouched == false)
    // Neither can that of a new trait
    try program.addTrait("extra", "number", "7")
    program.run(.form(.previous))
    program.run(.editor(command))
    #expect(try kind("extra", program) == "number")
    #expect(try program.save().fields == ["traits": ["extra": 7]])
  }

  // MARK: Another kind

  @Test(
    arguments: [
      ("seats", "text", "120"), ("seats", "list", ["120"]), ("plan", "list", ["Scale"]),
      ("isLive", "text", "true"), ("regions", "JSON", .null),
    ] as [(String, String, JSONValue)])
  func `another kind alone is a change, where the value is another one in it`(
    key: String, kind: String, sent: JSONValue
  ) throws {
    var program = program()
    try program.go(to: .trait(key), cell: 1)
    program.pick(kind)
    guard !sent.isNull else {
      #expect(program.willSend == ["Nothing to send yet."])
      program.run(.form(.save))
      #expect(program.submitted.isEmpty)
      return
    }
    #expect(program.willSend.count == 2)
    let change = try program.save()
    #expect(change.fields == ["traits": .object([key: sent])])
  }

  @Test func `a text that is no number must be mended before its kind can be number`() throws {
    var program = program()
    try program.go(to: "traits.sfdc.owner", cell: 1)
    program.pick("number")
    program.run(.form(.save))
    #expect(try program.problem("traits.sfdc.owner") == "not a number")
    #expect(program.submitted.isEmpty)
    try program.enter("7", in: "traits.sfdc.owner")
    #expect(try program.save().fields == ["traits": ["sfdc.owner": 7]])
  }

  @Test func `what was typed is still there after going through all the kinds`() throws {
    var program = program()
    try program.enter("21 seats", in: "traits.seats")
    program.run(.form(.previous))
    // Space goes from kind to kind, yes/no among them, and around
    repeat { program.run(.form(.toggle)) } while try kind("seats", program) != "text"
    #expect(try program.shown("traits.seats") == "21 seats")
    #expect(try program.save().fields == ["traits": ["seats": "21 seats"]])
  }

  @Test func `a yes/no must be chosen where a text has become one`() throws {
    var program = program()
    try program.go(to: "traits.sfdc.owner", cell: 1)
    program.pick("yes/no")
    program.run(.form(.save))
    #expect(try program.problem("traits.sfdc.owner") == "a trait needs a value")
    try program.go(to: "traits.sfdc.owner")
    program.run(.form(.toggle))
    #expect(try program.save().fields == ["traits": ["sfdc.owner": true]])
  }
}
