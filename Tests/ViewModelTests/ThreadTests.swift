// The messages of a conversation are groups: going from one to the next, folding, and what a search
// finds in them.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ThreadTests {
  /// Three messages: the first one quotes a mail, the last one is new.
  private static func talk(
    _ bodies: [String] = ["<p>One</p>" + quote, "<p>Two</p><p>pears</p>", "<p>Three</p>"]
  ) -> Record {
    let messages = bodies.enumerated().map { index, body -> JSONValue in
      [
        "id": .string("m\(index)"), "timestamp": .string("2026-11-2\(index)T09:00:00Z"),
        "message": .string(body), "from": ["type": "user", "id": .string("u\(index)")],
      ]
    }
    return Given.record(.conversation, "c1", ["subject": "Call", "messages": .array(messages)])
  }

  private static let quote =
    "<blockquote>\((1...5).map { "<p>Question \($0)</p>" }.joined())</blockquote>"

  /// A program with a conversation on screen.
  private func reading(_ talk: Record = talk(), height: Int = 40) -> Answering {
    var program = Answering(Given.app(height: height), [talk])
    program.start()
    program.run(.app(.openView(.conversation)))
    program.run(.record(.open))
    return program
  }

  private func detail(_ program: Answering) throws -> DetailViewModel {
    try #require(program.app.screen?.detail)
  }

  private func lines(_ program: Answering) -> [String] {
    program.app.screen?.detail?.content.lines.map(\.line.text) ?? []
  }

  /// The group under the cursor.
  private func here(_ program: Answering) -> String? {
    program.app.screen?.detail.flatMap { $0.content.groups.group(at: $0.cursor)?.id }
  }

  @Test
  func `each message has a heading as groups of lists have, and keys go from one to the next`()
    throws
  {
    // Given a conversation that fits on the screen
    var program = reading()
    let shown = try detail(program)
    #expect(shown.content.groups.map(\.id) == ["m0", "m1", "m2"])
    for group in shown.content.groups {
      let heading = shown.content.lines[group.line].line
      #expect(heading == group.heading(width: shown.size.width, TextMeasure { $0.count }))
      #expect(heading.text.hasPrefix("▾ ") && heading.text.hasSuffix("─"))
    }
    #expect(here(program) == nil && shown.markedLine == nil)

    // When its messages are gone through, then the cursor stands on each heading
    let way = (0..<3).map { _ in
      program.run(.text(.nextSection))
      return here(program)
    }
    #expect(way == ["m0", "m1", "m2"])
    let last = try detail(program)
    #expect(last.markedLine == last.content.groups.last?.line)
    program.run(.text(.previousSection))
    #expect(here(program) == "m1")

    // And where there is nothing to scroll, so do single steps
    program.run(.move(.up))
    #expect(here(program) == "m0")
    program.run(.move(.down))
    #expect(here(program) == "m1")
    program.run(.move(.bottom))
    #expect(here(program) == "m2")

    // And the key to the top leads above them
    program.run(.move(.top))
    #expect(here(program) == nil)
  }

  @Test func `a key folds the message under the cursor, and opens it again`() throws {
    var program = reading()
    program.run(.text(.nextSection))
    program.run(.text(.nextSection))
    let open = lines(program)
    let line = try detail(program).cursor

    program.run(.text(.fold))
    #expect(lines(program)[line].contains("· 2 lines · folded ─"))
    #expect(!lines(program).contains { $0.contains("pears") })
    #expect(lines(program).contains { $0.contains("Three") })
    #expect(try detail(program).cursor == line)
    // A folded group is one stop among others
    program.run(.text(.nextSection))
    #expect(here(program) == "m2")
    program.run(.text(.previousSection))
    #expect(here(program) == "m1")

    program.run(.text(.fold))
    #expect(lines(program) == open)
    #expect(program.app.screen?.detail?.folds.isEmpty == true)
  }

  @Test func `of a message with a quoted mail, that is shown first`() {
    var program = reading()
    program.run(.text(.nextSection))
    let open = lines(program)
    #expect(open.contains { $0.contains("… 5 quoted lines") || $0.contains("… 9 quoted lines") })
    program.run(.text(.fold))
    #expect(lines(program).contains { $0.contains("Question 5") })
    program.run(.text(.fold))
    #expect(!lines(program).contains { $0.contains("One") || $0.contains("Question") })
    program.run(.text(.fold))
    #expect(lines(program) == open)
  }

  @Test func `above the messages the key is about all of them`() {
    var program = reading()
    let open = lines(program)
    program.run(.text(.fold))
    #expect(lines(program).contains { $0.contains("Question 5") })
    program.run(.text(.fold))
    #expect(lines(program).count { $0.contains("folded") } == 3)
    program.run(.text(.fold))
    #expect(lines(program) == open)
  }

  @Test func `a search finds what is folded, and shows only that message`() throws {
    var program = reading()
    for _ in 1...2 { program.run(.text(.fold)) }
    for (words, others) in [("pears", 2), ("question 4", 1)] {
      program.run(.text(.search))
      program.type(words)
      program.run(.dialog(.accept))
      let found = try detail(program)
      #expect(found.content.lines[found.cursor].line.text.lowercased().contains(words))
      #expect(found.content.groups.count(where: \.isFolded) == others)
    }
  }

  @Test func `of a heading that is too long, the title is cut`() {
    let group = ListGroup(
      "m1", "Somebody with a very long name", line: 0, count: 12, isFolded: true, isText: true)
    for width in 1...60 {
      let heading = group.heading(width: width, TextMeasure { $0.count }).text
      #expect(heading.count <= max(width, 4))
      if width >= 32 { #expect(heading.contains("· 12 lines · folded")) }
    }
    #expect(
      group.heading(width: 40, TextMeasure { $0.count }).text
        == "▸ Somebody with a … · 12 lines · folded ")
  }

  @Test func `what is folded is so after a restart, and only in this conversation`() throws {
    var program = reading()
    program.run(.text(.nextSection))
    program.run(.text(.nextSection))
    program.run(.text(.fold))
    let point = try #require(program.app.screen?.resumed)
    let place = ResumePoint(
      savedAt: Given.now.moment, day: Given.now.today, layers: [.records(point)])
    #expect(ResumePoint(jsonText: place.jsonText) == place)
    #expect(point.detail?.folds.folded == ["m1"])
  }

  @Test func `messages far below are reached, also by a key over a very long one`() throws {
    // Given a first message of 5,000 lines
    let long = (1...5000).map { "<p>Line \($0)</p>" }.joined()
    var program = reading(Self.talk([long, "<p>Two</p>"]), height: 20)
    program.run(.text(.nextSection))
    program.run(.text(.nextSection))
    #expect(here(program) == "m1")
    program.run(.text(.previousSection))
    program.run(.text(.fold))
    let found = try detail(program)
    #expect(lines(program)[found.cursor].contains("lines · folded"))
    #expect(found.content.lines.count < 20)
  }

  @Test func `very many recipients stand below the heading`() throws {
    let people = (1...20).map { Ref.server(.user, "u\($0)") }
    var talk = Self.talk(["<p>Hello</p>"])
    var message = try #require(talk.body["messages"]?.array?.first?.object)
    message["to"] = .array(people.map { ["type": "user", "id": .string($0.serverID ?? "")] })
    talk.body["messages"] = .array([.object(message)])
    var detail = DetailViewModel(talk.ref, width: 60, height: 20, measure: TextMeasure { $0.count })
    let names = Dictionary(uniqueKeysWithValues: people.map { ($0, "Person \($0.serverID ?? "")") })
    detail.receive(
      RecordDetail(row: ListingRow(talk), names: names), generation: detail.request(),
      now: Given.now)
    let lines = detail.content.lines.map(\.line.text)
    #expect(lines.contains { $0.hasPrefix("▾ … · 20 Nov 09:00 ─") })
    #expect(lines.contains { $0.hasPrefix("  To Person u1, Person u2") })
    #expect(lines.contains { $0.contains("u20") })
    #expect(lines.allSatisfy { $0.count <= 60 })
  }
}
