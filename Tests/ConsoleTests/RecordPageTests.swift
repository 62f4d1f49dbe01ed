// Lists and details as they are drawn from records.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct RecordPageTests {
  @Test(arguments: Resource.browsable) func `the list of each resource`(
    _ resource: Resource
  ) throws {
    let stage = try PageStage(height: 8)
    let list = try stage.list(ListingQuery(resource), GivenRecords.rows(resource))
    try stage.check(list, "list-\(resource.rawValue)")
  }

  @Test(arguments: Resource.browsable, PageStage.widths) func `the detail of each resource`(
    _ resource: Resource, width: Int
  ) throws {
    let stage = try PageStage(width: width, height: 40)
    let record = try GivenRecords.first(resource)
    let detail = stage.detail(GivenRecords.detail(record), of: record)
    try stage.check(detail, "detail-\(resource.rawValue)")
  }

  @Test(arguments: PageStage.widths) func `the traits that an object defines are columns`(
    _ width: Int
  ) throws {
    // Given the instances of a custom object that defines traits
    let stage = try PageStage(width: width, height: 8)
    let object = try GivenRecords.first(.customObject)
    var list = try stage.list(ListingQuery(.instance, parent: object.ref), [])
    list.fill(GivenRecords.rows(.instance), traits: try #require(object.traits(of: .instance)))

    // Then as many of them as fit stand behind the owner, by their labels
    try stage.check(list, "list-instance")
  }

  @Test func `an instance of several accounts names them all`() throws {
    let stage = try PageStage(height: 30)
    let record = try GivenRecords.first(.instance)
    try stage.check(
      stage.detail(GivenRecords.detail(record), of: record), "detail-instance")
  }

  @Test(arguments: [PageStage.besideList, 120]) func `the brief has the room that there is`(
    _ width: Int
  ) throws {
    let stage = try PageStage(width: width, height: 40)
    let record = try GivenRecords.first(.account)
    try stage.check(
      stage.detail(GivenRecords.detail(record), of: record), "detail-account")
  }

  @Test(arguments: [PageStage.besideList, 76]) func `the last weeks of a health are a line`(
    _ width: Int
  ) throws {
    // Given an account whose health has fallen and come back within eleven weeks
    let stage = try PageStage(width: width, height: 12)
    let record = try GivenRecords.first(.account)
    var known = GivenRecords.detail(record)
    let days: [(Double, Double)] = [
      (71, 7.9), (60, 9.4), (45, 8.2), (31, 5.1), (20, 3.8), (9, 5.8), (2, 7.5),
    ]
    known.health = days.map {
      PastNumber(at: PageStage.now.moment.adding(seconds: -$0.0 * 86_400), value: $0.1)
    }
    // Then it stands beside its figure
    try stage.check(stage.detail(known, of: record), "detail-health")
  }

  @Test(arguments: [38, PageStage.besideList, 78, 118]) func `a customer at risk, in words`(
    _ width: Int
  ) throws {
    // Given a customer that is silent, whose renewal has lapsed, with people in many roles, of whose
    // lists some are still to come
    let stage = try PageStage(width: width, height: 20)
    var record = try GivenRecords.first(.account)
    record.body["name"] = "青葉原物流株式会社"
    record.body["healthScore"] = .number("3.1")
    record.body["nextRenewalDate"] = "2026-10-15"
    record.body["lastSeenTimestamp"] = "2026-09-07T10:00:00Z"
    record.body["accountOwnerId"] = "robin"
    record.body["accountExecutiveId"] = "yuki"
    record.body["npsScore"] = -25
    record.body["npsPromoterCount"] = 3
    record.body["npsPassiveCount"] = 4
    record.body["npsDetractorCount"] = 5
    var known = GivenRecords.detail(record)
    known.highlights[1] = []
    known.highlights[2] = []
    known.links[1].status = SyncStatus(isRunning: true)
    known.links[5].status = SyncStatus(failure: "Vitally can’t be reached.")
    known.health = [(71, 7.9), (31, 5.1), (2, 3.1)].map {
      PastNumber(at: PageStage.now.moment.adding(seconds: -$0.0 * 86_400), value: $0.1)
    }

    // Then each figure says what is wrong with it, and each section where it stands
    try stage.check(stage.detail(known, of: record), "detail-risk")
    // And a terminal without these signs has others in their place
    if width == 78 {
      try stage.check(stage.detail(known, of: record), "detail-risk-ascii", usesUnicode: false)
    }
  }

  @Test func `a row has a place for each mark`() throws {
    // Given tasks that are late, done and to come, with changes on their way, of which two are marked
    let stage = try PageStage(height: 8)
    var rows = GivenRecords.rows(.task)
    rows[0].pending = .waiting
    rows[2].pending = .refused
    var list = try stage.list(ListingQuery(.task), rows)
    list.marks.add([rows[0].record.ref, rows[2].record.ref])
    try stage.check(list, "list-marks")
  }

  @Test func `what the server does not have yet stands on top`() throws {
    // Given a task that was refused, and of which a form is unfinished
    let stage = try PageStage(height: 40)
    let record = try GivenRecords.first(.task)
    var known = GivenRecords.detail(record)
    known.row?.pending = .refused
    known.changes = [
      Change(
        id: 1, new: .updating(record, [("name", "Send the offer")]), state: .refused,
        createdAt: PageStage.now.moment.adding(seconds: -120),
        sentence: "Vitally does not accept this.")
    ]
    known.drafts = [
      Draft(
        "form", ref: record.ref, texts: ["name": "Send the off"],
        createdAt: PageStage.now.moment.adding(seconds: -90),
        updatedAt: PageStage.now.moment.adding(seconds: -60))
    ]

    // Then its detail says so
    try stage.check(stage.detail(known, of: record), "detail-unsent")
  }

  @Test(arguments: [PageStage.besideList, 120]) func `a mail that is answered is one line`(
    _ width: Int
  ) throws {
    // Given a note with an answer from Outlook, and a conversation with one from Gmail
    let stage = try PageStage(width: width, height: 30)
    var note = try GivenRecords.first(.note)
    note.body["note"] = """
      <p>Hi Robin,</p><p>&nbsp;</p><p>we sign today. Ask dana@harbour.example.<o:p></o:p></p>
      <div style="border-top:solid 1pt"><p><b>From:</b> Robin Ashgrove<br><b>Sent:</b> 23 November \
      2026<br><b>To:</b> Dana Whitlock<br><b>Subject:</b> Renewal</p></div>
      <p>Hi Dana,</p><p>here is the <a href="https://vitty.example/offer">offer</a>.</p>
      """
    try stage.check(stage.detail(GivenRecords.detail(note), of: note), "detail-note-quote")

    var talk = try GivenRecords.first(.conversation)
    guard var messages = talk.body["messages"]?.array, var last = messages.last?.object else {
      return
    }
    last["message"] = """
      <div>Thursday is fine.</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 23 Nov 2026 \
      at 16:00, Robin wrote:<br></div><blockquote><div>When can we talk?</div><div>About the \
      renewal.</div><div>And the price.</div></blockquote></div>
      """
    messages[messages.count - 1] = .object(last)
    talk.body["messages"] = .array(messages)
    try stage.check(stage.detail(GivenRecords.detail(talk), of: talk), "detail-conversation-quote")
  }

  @Test func `a record of which only the name is known`() throws {
    let stage = try PageStage(height: 12)
    let stub = Record(ref: .server(.user, "stub"), body: ["id": "stub", "name": "Dana Whitlock"])
    let detail = stage.detail(
      RecordDetail(row: ListingRow(stub, isStub: true)), of: stub)
    try stage.check(detail, "detail-stub")
    try stage.check(stage.detail(RecordDetail(), of: stub), "detail-unknown")
  }

  @Test func `a list that hangs on a record stands below the tabs`() throws {
    // Given the tasks of an account
    let stage = try PageStage(height: 10)
    let record = try GivenRecords.first(.account)
    var detail = stage.detail(GivenRecords.detail(record), of: record)
    try #require(record.schema.links[2].child == .task)
    _ = detail.show(tab: 3)
    detail.related?.fill(GivenRecords.rows(.task))

    // Then the account is not repeated in each row
    try stage.check(detail, "detail-tab")
  }

  @Test func `an empty list says why`() throws {
    let stage = try PageStage(height: 8)
    try stage.check(try stage.list(ListingQuery(.task), [], filter: "nobody"), "list-no-match")
    try stage.check(try stage.list(ListingQuery(.project), []), "list-empty")
  }
}
