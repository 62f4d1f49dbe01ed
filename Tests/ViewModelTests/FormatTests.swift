// Values as they stand on screen, at a fixed time and place.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormatTests {
  func cell(_ resource: Resource, _ path: FieldPath, _ body: JSONObject) throws -> Formatted {
    let field = try #require(resource.schema.field(path))
    return RecordFormatter(now: Given.now).cell(field, of: Given.record(resource, "x", body))
  }

  @Test(arguments: [
    (JSONValue.number("7.34"), "7.3", TextRole.good, ""), (.number("3.96"), "4.0", .bad, "!"),
    (5, "5.0", .warning, ""), (.null, "--", .dim, "?"),
  ])
  func `health is a figure with a meaning`(
    value: JSONValue, text: String, role: TextRole, mark: String
  ) throws {
    #expect(
      try cell(.account, "healthScore", ["healthScore": value])
        == Formatted(text, role, mark: mark))
  }

  @Test(arguments: [
    ("4200.5", "4,201"), ("-1234567", "-1,234,567"), ("0", "0"), ("1e400", "1e400"),
    ("123456789012345678", "123456789012345678"),
  ])
  func `money is grouped, what is too large stays as it came`(digits: String, text: String) throws {
    #expect(try cell(.account, "mrr", ["mrr": .number(digits)]).text == text)
  }

  @Test(
    arguments: [
      (10, "10 promoter", ""), (9, "9 promoter", ""), (8, "8 passive", ""), (7, "7 passive", ""),
      (6, "6 detractor", "!"), (0, "0 detractor", "!"),
    ] as [(JSONValue, String, String)])
  func `an NPS score is told with its band`(score: JSONValue, text: String, mark: String) throws {
    let shown = try cell(.npsResponse, "score", ["score": score])
    #expect(shown.text == text && shown.mark == mark)
  }

  @Test func `an NPS response without a user or a score still has a title`() {
    let formatter = RecordFormatter(now: Given.now, names: [.server(.user, "u1"): "Kim"])
    let title = { (body: JSONObject) in formatter.title(Given.record(.npsResponse, "x", body)) }
    #expect(title(["score": 9, "userId": "u1"]) == "9 · Kim")
    #expect(title(["score": 9, "userId": "u2"]) == "Score 9")
    #expect(title(["feedback": "Too slow"]) == "Too slow")
    #expect(title([:]) == "(no name)")
  }

  @Test(arguments: [
    ("950", "950"), ("13300", "13.3k"), ("1234567", "1.2M"), ("-1234567", "-1.2M"),
    ("999950", "1M"), ("250000000", "250M"), ("45000000000", "45B"), ("nan(0x12345)", "nan"),
    ("infinity", "inf"), ("1e300", "1e300"), ("123456789012345678901", "1.2345678901234568e+20"),
  ])
  func `a figure that is wider than its column is rounded, never cut`(
    digits: String, text: String
  ) throws {
    let field = try #require(Resource.account.schema.field("mrr"))
    let account = Given.record(.account, "x", ["mrr": .number(digits)])
    let formatter = RecordFormatter(now: Given.now)
    #expect(formatter.cell(field, of: account, width: 5).text == text)
  }

  @Test func `a day that is wider than its column is told by its month`() throws {
    let field = try #require(Resource.note.schema.field("noteDate"))
    let note = Given.record(.note, "x", ["noteDate": "2025-01-12T10:00:00Z"])
    let formatter = RecordFormatter(now: Given.now)
    #expect(formatter.cell(field, of: note, width: 11).text == "12 Jan 2025")
    #expect(formatter.cell(field, of: note, width: 10).text == "Jan 2025")
  }

  @Test(arguments: [
    ("2026-11-24", "today", ""), ("2026-12-06", "6 Dec (12d)", ""),
    ("2026-11-16", "16 Nov (8d past)", "!"), ("2027-06-30", "30 Jun 2027", ""),
  ])
  func `the head of a brief says a day and how far it is`(
    value: String, text: String, mark: String
  ) throws {
    let field = try #require(Resource.account.schema.field("nextRenewalDate"))
    let account = Given.record(.account, "x", ["nextRenewalDate": .string(value)])
    let figure = RecordFormatter(now: Given.now).figure(field, of: account)
    #expect(figure.text == text && figure.mark == mark)
  }

  @Test(arguments: [
    ("2026-11-24", "today", ""), ("2026-12-06T00:00:00.000Z", "in 12d", ""),
    ("2027-01-31", "in 68d", ""), ("2027-06-30", "Jun 2027", ""), ("2026-11-01", "23d ago", "!"),
    ("2022-02-O2T22:22", "2022-02-O2T22:22", ""),
  ])
  func `a renewal says how near it is`(value: String, text: String, mark: String) throws {
    let formatted = try cell(.account, "nextRenewalDate", ["nextRenewalDate": .string(value)])
    #expect(formatted.text == text && formatted.mark == mark)
  }

  @Test func `a lapsed renewal and a silent customer are risks, a near renewal is none`()
    throws
  {
    let formatter = RecordFormatter(now: Given.now)
    func mark(_ resource: Resource, _ body: JSONObject) -> String {
      formatter.marks(ListingRow(Given.record(resource, "x", body))).risk.text
    }
    let health: JSONValue = 9
    #expect(mark(.account, ["healthScore": health, "nextRenewalDate": "2026-10-15"]) == "!")
    #expect(mark(.account, ["healthScore": health, "nextRenewalDate": "2026-11-26"]) == "")
    let silent: JSONValue = "2026-09-07T10:00:00Z"
    #expect(mark(.account, ["healthScore": health, "lastSeenTimestamp": silent]) == "!")
    #expect(mark(.user, ["npsLastScore": 9, "lastSeenTimestamp": silent]) == "")
    // A health that is missing hides no risk
    #expect(mark(.account, [:]) == "?")
    #expect(mark(.account, ["lastSeenTimestamp": silent]) == "!")
  }

  @Test func `a due day is late only while the task is open`() throws {
    let late = try cell(.task, "dueDate", ["dueDate": "2026-11-20"])
    #expect(late == Formatted("20 Nov", .bad, mark: "!"))
    let done = try cell(.task, "dueDate", ["dueDate": "2026-11-20", "completedAt": "2026-11-21"])
    #expect(done == Formatted("20 Nov"))
  }

  @Test func `a day is the same in every zone`() throws {
    let field = try #require(Resource.task.schema.field("dueDate"))
    for hours in [-11, 13] {
      let now = Now(moment: Given.now.moment, zone: Zone(firstOffset: hours * 3600))
      let record = Given.record(.task, "x", ["dueDate": "2027-03-01"])
      #expect(RecordFormatter(now: now).cell(field, of: record).text == "1 Mar 2027")
    }
  }

  @Test(
    arguments: [
      "2026-12-06", "2026-12-06T00:00:00.000Z", "2026-12-06T00:00:00+01:00", 1_796_515_200_000,
      1_796_515_200,
    ] as [JSONValue])
  func `a date without a time is that day east and west of Greenwich`(value: JSONValue) throws {
    for hours in [-8, 0, 13] {
      // Given places where it's the 5th or the 6th when it's midnight in Greenwich
      let now = Now(moment: Given.now.moment, zone: Zone(firstOffset: hours * 3600))
      let formatter = RecordFormatter(now: now)
      let trial = try #require(Resource.account.schema.field("trialEndDate"))
      let record = Given.record(.account, "x", ["trialEndDate": value])

      // Then list and detail say the 6th, for fields and for traits of both types
      #expect(formatter.cell(trial, of: record).text == "6 Dec")
      #expect(formatter.value(trial, value).text == "6 Dec, in 12d")
      for type in ["date", "datetime"] {
        let trait = Field.trait("since", label: "Since", type: type)
        #expect(formatter.value(trait, value).text == "6 Dec, in 12d")
      }
    }
  }

  @Test func `a point in time is told in the zone, at midnight too where times are kept`() throws {
    let now = Now(moment: Given.now.moment, zone: Zone(firstOffset: -8 * 3600))
    let formatter = RecordFormatter(now: now)
    let trait = Field.trait("seen", label: "Seen", type: "datetime")
    #expect(formatter.value(trait, "2026-12-06T03:30:00.000Z").text == "5 Dec 19:30")
    let noted = try #require(Resource.note.schema.field("noteDate"))
    #expect(formatter.value(noted, "2026-12-06T00:00:00.000Z").text == "5 Dec 16:00")
    #expect(formatter.value(noted, "2026-12-06").text == "6 Dec, in 12d")
    let unknown = Field.trait("x", label: "x")
    #expect(formatter.value(unknown, "2026-12-06T00:00:00.000Z").text == "6 Dec")
  }

  @Test
  func `people and records are called by name, by the cache's name, or by the head of the id`()
    throws
  {
    let field = try #require(Resource.task.schema.field("assignedToId"))
    let formatter = RecordFormatter(now: Given.now, names: [.server(.admin, "a2"): "Mirja"])
    let name = { (body: JSONObject) in
      formatter.cell(field, of: Given.record(.task, "x", body)).text
    }
    #expect(name(["assignedTo": ["id": "a1", "name": "Robin"], "assignedToId": "a1"]) == "Robin")
    #expect(name(["assignedToId": "a2"]) == "Mirja")
    #expect(name(["assignedToId": "0123456789abcdef"]) == "…")
    #expect(name(["assignedToId": .null]) == "")
  }

  @Test func `a note without a subject is called by its first words`() {
    let formatter = RecordFormatter(now: Given.now)
    let note = { (body: JSONObject) in formatter.title(Given.record(.note, "n", body)) }
    #expect(note(["subject": .null, "note": "<p>Hello <b>there</b></p>"]) == "Hello there")
    #expect(note(["subject": "", "note": ""]) == "(no subject)")
  }

  @Test func `a name that can't be seen is said, before the next best one`() throws {
    let formatter = RecordFormatter(now: Given.now)
    let title = { formatter.title(Given.record($0, "x", $1)) }
    for blank in ["  ", "\u{200B}", "\u{A0}\u{FEFF}", "\u{3164}"] as [JSONValue] {
      #expect(title(.account, ["name": blank, "externalId": "nw-1"]) == "(no name) nw-1")
      #expect(title(.account, ["name": blank]) == "(no name)")
      #expect(title(.task, ["name": blank, "externalId": "x-1"]) == "(no name) x-1")
      #expect(title(.user, ["name": blank, "email": "k@x.example"]) == "(no name) k@x.example")
    }
    #expect(title(.user, ["name": .null, "email": "k@x.example"]) == "k@x.example")
    #expect(title(.note, ["subject": "\u{200B}", "note": "<p>Hello</p>"]) == "Hello")
  }

  @Test func `a row says one thing in each place`() {
    let formatter = RecordFormatter(now: Given.now)
    func marks(_ record: Record, _ state: Change.State? = nil) -> [String] {
      let marks = formatter.marks(ListingRow(record, pending: state))
      return [marks.sync.text, marks.risk.text, marks.done.text]
    }
    let task = Given.record(.task, "t", ["name": "x", "dueDate": "2026-11-20"])
    #expect(marks(task) == ["", "!", ""])
    // A change that waits or was refused hides no risk
    #expect(marks(task, .waiting) == ["~", "!", ""])
    #expect(marks(task, .refused) == ["X", "!", ""])
    #expect(marks(task, .dropped) == ["", "!", ""])
    // What is done is not late any more
    let done = Given.record(
      .task, "t", ["name": "x", "dueDate": "2026-11-20", "completedAt": "2026-11-21"])
    #expect(marks(done) == ["", "", "x"])
    #expect(marks(done, .sending) == ["~", "", "x"])
    #expect(marks(Given.record(.account, "a", ["name": "x"]), .conflict) == ["X", "?", ""])
  }

  @Test(
    arguments: [
      (.account, ["healthScore": 9, "nextRenewalDate": "2026-10-15"], "15 Oct (40d past)"),
      (
        .account, ["healthScore": 9, "lastSeenTimestamp": "2026-09-07T10:00:00Z"], "78d ago, silent"
      ),
      (.organization, ["healthScore": 9, "lastSeenTimestamp": "2026-09-07"], "78d ago, silent"),
      (.account, ["healthScore": .number("1.7")], "1.7 low"),
      (.account, ["healthScore": 9, "npsScore": -20], "-20  promoters 0"),
      (.user, ["npsLastScore": 3], "3 detractor"),
      (.task, ["dueDate": "2026-11-15"], "15 Nov (9d late)"),
      (.project, ["targetCompletionDate": "2026-11-23"], "23 Nov (1d late)"),
      (.npsResponse, ["score": 0], "0 detractor"),
    ] as [(Resource, JSONObject, String)])
  func `what marks a row stands in its brief in words`(
    resource: Resource, body: JSONObject, words: String
  ) {
    let record = Given.record(resource, "x", body)
    let formatter = RecordFormatter(now: Given.now)
    #expect(formatter.marks(ListingRow(record)).risk.text == "!")
    let detail = DetailTests().detail(ListingRow(record))
    #expect(detail.content.lines.contains { $0.line.text.contains("! " + words) })
  }
}
