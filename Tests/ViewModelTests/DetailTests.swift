// What a detail says of a record.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct DetailTests {
  func detail(_ row: ListingRow, _ recordDetail: RecordDetail = RecordDetail(), width: Int = 60)
    -> DetailViewModel
  {
    var detail = DetailViewModel(
      row.record.ref, width: width, height: 10, measure: TextMeasure { $0.count })
    var recordDetail = recordDetail
    recordDetail.row = row
    detail.receive(recordDetail, generation: detail.request(), now: Given.now)
    return detail
  }

  func text(_ detail: DetailViewModel) -> [String] { detail.content.lines.map(\.line.text) }

  @Test func `an account shows its figures, next tasks, last note, traits with labels and ids`() {
    // Given an account with a task, a note and a trait whose label is known
    let account = Given.record(
      .account, "a1",
      [
        "name": "Northwind", "healthScore": .number("3.1"), "mrr": 84000,
        "nextRenewalDate": "2026-12-06", "externalId": "nw-1",
        "traits": ["vitally.custom.risk": "Price"],
      ])
    let task = Given.record(.task, "t1", ["name": "Send form", "dueDate": "2026-11-20"])
    let note = Given.record(
      .note, "n1",
      ["subject": "Budget", "note": "<p>Too dear</p>", "noteDate": "2026-11-18T10:00:00Z"])
    let recordDetail = RecordDetail(
      highlights: [[task], [note], []],
      traits: ["traits.vitally.custom.risk": .trait("vitally.custom.risk", label: "Risk reason")])

    // When it is shown
    var detail = detail(ListingRow(account), recordDetail)

    // Then all of it is there, and the others lead to their records
    let lines = text(detail)
    #expect(lines[0] == "Northwind")
    #expect(lines[1] == "Health  ███░░░░░░░ ! 3.1 low")
    #expect(lines[2] == "Renewal 6 Dec (12d)   MRR 84,000")
    #expect(lines[3] == "NPS     –")
    #expect(lines.contains("! 4d late  Send form"))
    #expect(lines.contains("18 Nov  Budget") && lines.contains("Too dear"))
    #expect(lines.contains { $0.hasPrefix("Risk reason") && $0.hasSuffix("Price") })
    #expect(lines.last == ":record.show-ids shows IDs and dates")

    // And the ids are behind a key, which leads to them and back
    detail.move(by: 1)
    let place = detail.cursor
    detail.toggleIdentity(now: Given.now)
    #expect(text(detail)[detail.cursor].hasPrefix("Record ─"))
    #expect(text(detail).contains { $0.hasPrefix("External ID") && $0.hasSuffix("nw-1") })
    detail.toggleIdentity(now: Given.now)
    #expect(detail.cursor == place && text(detail) == lines)
    #expect(detail.content.lines.contains { $0.target == .record(.server(.task, "t1")) })
  }

  @Test func `a conversation whose messages are not there says so, and loads them at rest`() {
    // Given a conversation as its list has it, and the cursor on it beside the list
    let conversation = Given.record(.conversation, "c1", ["subject": "Export"])
    var program = Answering(Given.app(width: 120), [conversation])
    program.start()
    program.run(.app(.openView(.conversation)))
    let text = program.app.screen?.detail?.content.lines.map(\.line.text) ?? []
    #expect(text.contains("The messages are not loaded yet. r loads them."))
    #expect(program.effects.last == .remind(.loadParts(conversation.ref), after: 0.5))

    // When the cursor has rested there
    program.effects = []
    program.answerTop(.reminder(.loadParts(conversation.ref)))

    // Then they are fetched, once
    #expect(program.effects == [.fetch(conversation.ref, first: nil, isForced: false)])
    program.effects = []
    program.answerTop(.reminder(.loadParts(conversation.ref)))
    #expect(program.effects.isEmpty)
  }

  @Test(arguments: [Resource.account, .organization])
  func `each tab says a key that shows it, the timeline the same one everywhere`(
    _ resource: Resource
  ) throws {
    var detail = detail(ListingRow(Given.record(resource, "r1", ["name": "Northwind"])))
    let tabs = detail.tabs
    #expect(tabs.last?.title == "Timeline" && tabs.last?.number == 9)
    #expect(Set(tabs.map(\.number)).count == tabs.count)
    for (index, tab) in tabs.enumerated() {
      let isThere = detail.show(tab: tab.number - 1)
      #expect(isThere)
      #expect(detail.tabs.firstIndex(where: \.isActive) == index)
    }
  }

  @Test func `one step leads to what can be opened, a section key to the next heading`() throws {
    // Given an account with a task and a note in its brief
    let account = Given.record(.account, "a1", ["name": "Northwind", "externalId": "nw-1"])
    let task = Given.record(.task, "t1", ["name": "Send form", "dueDate": "2026-11-20"])
    let note = Given.record(.note, "n1", ["subject": "Budget", "note": "<p>Too dear</p>"])
    var detail = detail(
      ListingRow(account), RecordDetail(highlights: [[task], [note], []]))
    // When one goes down, then the cursor stops where Enter does something
    detail.move(by: 1)
    #expect(detail.target == .record(task.ref))
    detail.move(by: 1)
    #expect(detail.target == .record(note.ref))
    detail.move(by: -1)
    #expect(detail.target == .record(task.ref))
    // And sections are gone through by their headings
    let headings = detail.content.lines.indices.filter {
      detail.content.lines[$0].line.spans.first?.role == .heading
    }
    try #require(headings.count > 1)
    detail.move(by: -.max / 2)
    for heading in headings where heading > 0 {
      detail.moveSection(by: 1)
      #expect(detail.cursor == heading)
    }
    detail.moveSection(by: -1)
    #expect(detail.cursor == headings[headings.count - 2])
  }

  @Test func `a refused change stands below the head with the server's words at the field`() {
    let task = Given.record(.task, "t1", ["name": "Send form"])
    var change = Change(
      id: 1, new: NewChange(.update, task.ref, fields: ["completedAt": "x"]),
      state: .refused, createdAt: Given.now.moment)
    change.sentence = "Vitally refuses it."
    change.fieldMessages = [.init(path: "completedAt", message: "must be a date")]
    let lines = text(detail(ListingRow(task, pending: .refused), RecordDetail(changes: [change])))
    #expect(lines[2] == "X Not saved (Done): Vitally refuses it.")
    #expect(lines[3] == "  Done: must be a date")
  }

  @Test func `a note is a text to read, its links are numbered and can be picked`() {
    let note = Given.record(
      .note, "n1",
      [
        "subject": "Call", "accountId": "a1", "account": ["id": "a1", "name": "Northwind"],
        "note": "<p>See <a href='https://x.example/a'>plan</a></p>",
      ])
    let detail = detail(ListingRow(note))
    #expect(detail.isReader)
    #expect(text(detail).contains("See plan [1]"))
    #expect(
      detail.content.links == [
        NumberedLink(
          number: 0, title: "Account: Northwind", target: .record(.server(.account, "a1"))),
        NumberedLink(number: 1, title: "plan", target: .address("https://x.example/a")),
      ])
  }

  @Test func `the messages of a conversation stand in order, links numbered through`() {
    let (kim, me): (JSONValue, JSONValue) = (
      ["type": "user", "id": "u1"], ["type": "admin", "id": "me"]
    )
    let message = { (id: Int, from: JSONValue, to: JSONValue) -> JSONValue in
      [
        "id": .string("m\(id)"), "from": from, "to": to,
        "timestamp": .string("2026-11-0\(id)T10:00:00Z"),
        "message": .string("<a href='https://x.example/\(id)'>link</a>"),
      ]
    }
    let dana: JSONValue = ["type": "admin", "id": "dana"]
    let conversation = Given.record(
      .conversation, "c1",
      ["subject": "Export", "messages": [message(2, me, [kim]), message(1, kim, [me, dana])]])
    let recordDetail = RecordDetail(names: [
      .server(.user, "u1"): "Kim", .server(.admin, "me"): "Robin", .server(.admin, "dana"): "Dana",
    ])
    let detail = detail(ListingRow(conversation), recordDetail)
    let lines = text(detail)
    #expect(lines.contains { $0.hasPrefix("▾ Kim → Robin, Dana · 1 Nov 10:00 ─") })
    #expect(lines.contains { $0.hasPrefix("▾ Robin (you) → Kim · 2 Nov 10:00 ─") })
    #expect(lines.contains { $0.hasPrefix("2 messages") })
    #expect(lines.contains("  link [1]") && lines.contains("  link [2]"))
    #expect(detail.content.links.map(\.number).filter { $0 > 0 } == [1, 2])
    #expect(detail.content.links.contains { $0.title == "From: Kim" })
  }

  @Test func `searching goes around and says when there is nothing`() {
    let note = Given.record(
      .note, "n1",
      ["subject": "Call", "note": .string((1...50).map { "<p>line \($0)</p>" }.joined())])
    var detail = detail(ListingRow(note))
    let isThere = detail.search("LINE 40")
    #expect(isThere)
    let found = detail.top
    #expect(detail.content.lines[detail.cursor].line.text == "line 40")
    _ = detail.search("line 40")
    #expect(detail.top == found)
    let isElsewhere = detail.search("elsewhere")
    #expect(!isElsewhere)
  }

  @Test func `a word in a text is found however it is typed`() {
    let note = Given.record(
      .note, "n1",
      ["subject": "Call", "note": "<p>a</p><p>At the café in Łódź</p><p>with O’Brien</p>"])
    for words in ["cafe", "CAFÉ", "cafe\u{301}", "lodz", "o'brien"] {
      var detail = detail(ListingRow(note))
      let isFound = detail.search(words)
      #expect(isFound, "\(words)")
    }
  }

  @Test func `an address that stands in a text can be opened from its line and from the list`() {
    let note = Given.record(
      .note, "n1", ["subject": "Call", "note": "<p>See https://x.example/a.</p>"])
    let detail = detail(ListingRow(note))
    let target = Target.address("https://x.example/a")
    #expect(detail.content.lines.contains { $0.target == target })
    #expect(
      detail.content.links == [
        NumberedLink(number: 1, title: "https://x.example/a", target: target)
      ])
  }

  @Test func `values wrap inside their column and never outside of the pane`() {
    let account = Given.record(
      .account, "a1",
      ["name": "N", "traits": ["notes": .string(String(repeating: "word ", count: 40))]])
    for width in [10, 24, 60] {
      let detail = detail(ListingRow(account), width: width)
      #expect(detail.content.lines.allSatisfy { $0.line.text.count <= width }, "at \(width)")
    }
  }
}
