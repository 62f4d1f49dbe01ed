// Long texts are found by their words, whatever has become of them since.

import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct TextSearchTests {
  @Test func `words are found in notes, messages and other texts of all customers`() async throws {
    // Given a note, a task and a conversation with messages
    let texts = try TextFixture()
    try await texts.take(.account, [["id": "a1", "name": "Bjørk & Sønner"]])
    try await texts.take(
      .note,
      [
        note("n1", "Kick-off", "Alles klar.|Nächste Woche: die Verlängerung in Łódź."),
        note("n2", "Verlängerung", "Erst im Mai."),
      ])
    try await texts.take(.task, [["id": "t1", "name": "Call", "description": "about the renewal"]])
    try await texts.take(
      .conversation,
      [
        [
          "id": "c1", "subject": "Hello",
          "messages": [
            ["id": "m1", "message": "Hi."], ["id": "m2", "message": "The renewal, please"],
          ],
        ]
      ])

    // When one types words, without accents and with the last one unfinished, then they are found
    #expect(try texts.titles("verlangerung lod") == ["Kick-off"])
    #expect(try Set(texts.titles("RENEWAL")) == ["Call", "Hello"])
    #expect(try texts.titles("bjork") == ["Bjørk & Sønner"])
    #expect(try texts.titles("renewal may").isEmpty)

    // And the line that says most of it is there, with the hits marked, and the customer
    let hit = try #require(try texts.search("verlangerung lod").hits.first)
    #expect(hit.customer == "Bjørk & Sønner")
    #expect(hit.line.text == "Nächste Woche: die Verlängerung in Łódź.")
    #expect(hit.line.parts.filter(\.isFound).map(\.text) == ["Verlängerung", "Łódź"])
  }

  @Test func `the newest come first, and there are no more than wanted`() async throws {
    let texts = try TextFixture()
    let notes = (1...9).map { number in
      note("n\(number)", "Note \(number)", "same words", day: (number * 7) % 10)
    }
    try await texts.take(.note, notes)
    let found = try texts.search("words", limit: 3)
    #expect(found.hits.map(\.title.text) == ["Note 7", "Note 4", "Note 1"])
    #expect(found.hasMore)
    // A word of which only a letter or two are typed is found as well, and so is one that is rare.
    #expect(
      try texts.search("same w", limit: 3).hits.map(\.title.text) == found.hits.map(\.title.text))
    #expect(try texts.titles("same n").count == 9)
    #expect(try texts.titles("note 4") == ["Note 4"])
  }

  @Test func `a short word that is rare is found among many newer texts`() async throws {
    let texts = try TextFixture()
    try await texts.take(.note, [note("old", "Old", "speak of xy with them", day: 0)])
    try await texts.take(
      .note, (1...40).map { note("n\($0)", "New \($0)", "speak of other things", day: 5) })
    #expect(try texts.search("speak x", limit: 5).hits.map(\.title.text) == ["Old"])
    #expect(try texts.search("x", limit: 5).hits.map(\.title.text) == ["Old"])
  }

  @Test func `phrases, addresses and Chinese words are kept together`() async throws {
    let texts = try TextFixture()
    try await texts.take(
      .note,
      [
        note("n1", "One", "net price; mail dana@acme.example, 東京で会議"),
        note("n2", "Two", "price net; acme and dana of example, 議会"),
      ])
    #expect(try texts.titles("\"net price\"") == ["One"])
    #expect(try texts.titles("dana@acme") == ["One"])
    #expect(try texts.titles("会議") == ["One"])
    #expect(try Set(texts.titles("net price")) == ["One", "Two"])
    // Signs that mean something to SQLite mean nothing here.
    for typed in [
      "net\"*", "NEAR(net price)", "net AND", "(net", "words:net", "'; DROP TABLE passage",
    ] {
      _ = try texts.search(typed)
    }
    #expect(try texts.titles("net)*:^\"").count == 2)
  }

  @Test func `changed, shown and removed texts are found as they are now`() async throws {
    // Given a note
    let texts = try TextFixture()
    let ref = Ref.server(.note, "n1")
    try await texts.take(.note, [note("n1", "Plan", "the first version")])
    #expect(try texts.titles("first") == ["Plan"])

    // When the server has another text
    try await texts.take(.note, [note("n1", "Plan", "the second version")])
    #expect(try texts.titles("first").isEmpty)
    #expect(try texts.titles("second") == ["Plan"])

    // When the user has changed it
    try texts.cache.setShown(ref, body: note("n1", "Plan", "the third version"), state: .waiting)
    await texts.catchUp()
    #expect(try texts.titles("second").isEmpty)
    #expect(try texts.titles("third") == ["Plan"])

    // When the change is thrown away
    try texts.cache.setShown(ref, body: nil, state: nil)
    await texts.catchUp()
    #expect(try texts.titles("second") == ["Plan"])

    // When it is removed, it is gone, also before the index knows
    try texts.cache.remove(ref)
    #expect(try texts.titles("second").isEmpty)
    await texts.catchUp()
    #expect(try texts.titles("version").isEmpty)
  }

  @Test func `an index that lags behind shows nothing that is no longer there`() async throws {
    let texts = try TextFixture()
    try await texts.take(.note, [note("n1", "Plan", "the first version")])
    // When the text changes and has not been read again
    try texts.absorb(.note, [note("n1", "Plan", "the second version")])
    // Then the old words are not found
    #expect(try texts.titles("first").isEmpty)
  }

  @Test
  func `a cache that was there before is filled in pieces, and the search says how far it is`()
    async throws
  {
    // Given a cache with records that nobody has read
    let texts = try TextFixture()
    try texts.absorb(
      .note, (1...300).map { note("n\($0)", "Note \($0)", "word number\($0)") })
    try texts.cache.write { try $0.execute(sql: "DELETE FROM unread") }

    // When nothing is read yet
    #expect(try texts.search("number7").readSoFar == 0)
    // When all is
    await texts.catchUp()
    #expect(try texts.search("number7").readSoFar == nil)
    #expect(try texts.search("number300").hits.map(\.title.text) == ["Note 300"])
    #expect(try texts.search("word", limit: 1000).hits.count == 300)
    #expect(texts.announced.contains(.note))
  }

  @Test func `a damaged file is thrown away and filled again`() async throws {
    // Given an index that is not open
    let texts = try TextFixture()
    try await texts.take(.note, [note("n1", "Plan", "the first version")])
    texts.file.close()
    // When the file is damaged
    try texts.overwrite("texts.db", with: String(repeating: "no database ", count: 2000))
    // Then another start finds the texts again
    let next = TextFixture(in: texts)
    #expect(try next.titles("first").isEmpty)
    await next.catchUp()
    #expect(try next.titles("first") == ["Plan"])
  }

  @Test func `a filter for words in texts finds what the search finds`() async throws {
    // Given notes and a filter that was asked before
    let texts = try TextFixture()
    try await texts.take(
      .note,
      [
        note("n1", "One", "about the renewal"), note("n2", "Two", "about something"),
        note("n3", "Renewal", ""),
      ])
    #expect(try texts.list(.text("renewal")) == ["One", "Renewal"])
    #expect(try texts.list(.not(.text("renewal"))) == ["Two"])
    #expect(try texts.list(.all([.text("about"), .named("two")])) == ["Two"])

    // When another note gets the word
    try await texts.take(.note, [note("n2", "Two", "about the renewal too")])

    // Then the list has it
    #expect(try texts.list(.text("renewal")) == ["One", "Renewal", "Two"])
  }

  @Test func `many texts of the same moment all have their place`() async throws {
    let texts = try TextFixture()
    try await texts.take(
      .note, (1...400).map { note("n\($0)", "Note \($0)", "word", day: 1) })
    #expect(try texts.search("word", limit: 1000).hits.count == 400)
  }

  @Test func `an index of which much is out of date begins anew`() async throws {
    let texts = try TextFixture()
    try await texts.take(.note, [note("n1", "Plan", "the first version")])
    try texts.file.write { index in
      for number in 0..<20_010 {
        _ = try index.put("word\(number)", of: 900_000, at: TestClock.start)
      }
      _ = try index.remove(900_000)
    }
    await texts.catchUp()
    #expect(try texts.titles("first") == ["Plan"])
    #expect(try texts.file.write { try !$0.clearIfWorn() })
  }
}

/// A note of the account `a1`. The signs | end lines.
func note(_ id: String, _ subject: String, _ text: String, day: Int = 1) -> JSONObject {
  [
    "id": .string(id), "subject": .string(subject), "note": .string(text), "accountId": "a1",
    "noteDate": .string("2026-03-1\(day)T10:00:00.000Z"), "createdAt": "2026-03-01T10:00:00.000Z",
  ]
}
