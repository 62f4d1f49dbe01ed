// Reading one note after the other, and coming back to the one that was read last; quoted mails,
// which are folded.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ReadingTests {
  private static let account = Given.record(.account, "a1", ["name": "Acme"])
  private static let notes = (1...5).map { number in
    Given.record(
      .note, "n\(number)", ["subject": .string("Note \(number)"), "note": "<p>word</p>"])
  }

  private func program(width: Int = 80) -> Answering {
    var program = Answering(Given.app(width: width, height: 24), [Self.account] + Self.notes)
    program.start()
    return program
  }

  private func shown(_ program: Answering) -> String? {
    program.app.screen?.detail?.row?.record.title
  }

  // MARK: One after the other

  @Test(arguments: [80, 140]) func `back in a list, the note that was read last is selected`(
    _ width: Int
  ) {
    var program = program(width: width)
    program.run(.app(.openView(.note)))
    program.run(.record(.open))
    for _ in 1...3 { program.run(.text(.nextRecord)) }
    program.run(.text(.previousRecord))
    #expect(shown(program) == "Note 3")
    program.run(.screen(.stepBack))
    #expect(program.app.contexts.first == .list)
    #expect(program.app.screen?.list?.selectedRow?.record.title == "Note 3")
  }

  @Test(arguments: [80, 140]) func `back in a tab, the note that was read last is selected`(
    _ width: Int
  ) throws {
    // Given the notes of an account in its tab
    var program = program(width: width)
    program.run(.record(.open))
    let tab = try #require(Resource.account.schema.links.firstIndex { $0.child == .note })
    program.run(.pane(.showTab(tab + 2)))
    program.run(.move(.down))
    program.run(.record(.open))
    #expect(shown(program) == "Note 2")

    // When the next ones are read, and the user goes back
    for _ in 1...2 { program.run(.text(.nextRecord)) }
    #expect(shown(program) == "Note 4")
    while program.app.screen?.detail?.ref != Self.account.ref { program.run(.screen(.stepBack)) }

    // Then the tab is there, with the last one selected
    #expect(program.app.screen?.detail?.related?.selectedRow?.record.title == "Note 4")
  }

  @Test func `what a search has found is read one after the other`() throws {
    // Given five notes that were found, and the second one opened
    var program = program()
    program.run(.app(.search("note")))
    program.run(.dialog(.next))
    program.run(.dialog(.accept))
    #expect(shown(program) == "Note 2")

    // When the next ones are read, to the end and one back
    for _ in 1...9 { program.run(.text(.nextRecord)) }
    #expect(shown(program) == "Note 5")
    program.run(.text(.previousRecord))

    // Then the search stands there on the way back
    program.run(.screen(.stepBack))
    guard case .search(let search)? = program.app.cover else { throw Missing() }
    #expect(search.selected?.title.text == "Note 4" && search.editor.text == "note")

    // And goes on from it
    program.run(.dialog(.accept))
    #expect(shown(program) == "Note 4")
  }

  @Test func `a note that was opened alone has none to step to`() {
    var program = program()
    program.run(.app(.search("Note 3")))
    program.run(.dialog(.accept))
    program.run(.text(.nextRecord))
    #expect(program.said == "There is no list to step through here.")
  }

  struct Missing: Error {}

  // MARK: Quoted mails

  private static let reply = """
    <p>Thursday is fine.</p><p>On 24 Nov 2026 at 09:02, Robin wrote:</p><blockquote>\
    \((1...9).map { "<p>Question \($0)</p>" }.joined())</blockquote><p>Dana</p>
    """

  /// A program with a note on screen that quotes a mail.
  private func reading(_ body: String = reply, height: Int = 24) -> Answering {
    let note = Given.record(.note, "n1", ["subject": "Re: Call", "note": .string(body)])
    var program = Answering(Given.app(height: height), [note])
    program.start()
    program.run(.app(.openView(.note)))
    program.run(.record(.open))
    return program
  }

  private func lines(_ program: Answering) -> [String] {
    program.app.screen?.detail?.content.lines.map(\.line.text) ?? []
  }

  @Test func `a quoted mail is one line, until it is unfolded`() {
    var program = reading()
    let folded = lines(program)
    #expect(folded.contains { $0.hasPrefix("… 18 quoted lines, ") && $0.hasSuffix(" shows them") })
    #expect(folded.contains("Dana") && !folded.contains("> Question 5"))

    program.run(.text(.fold))
    #expect(lines(program).contains("> Question 5"))
    #expect(lines(program).contains { $0.hasPrefix("On 24 Nov") })
    program.run(.text(.fold))
    #expect(lines(program) == folded)
  }

  @Test func `what is in sight stays there`() throws {
    // Given text below a quote, scrolled to its end
    let more = (1...40).map { "<p>Line \($0)</p>" }.joined()
    var program = reading(Self.reply + more, height: 14)
    program.run(.move(.bottom))
    program.run(.move(.halfPageUp))
    let top = { (program: Answering) -> String? in
      program.app.screen?.detail.map { $0.content.lines[$0.top].line.text }
    }
    let before = top(program)
    program.run(.text(.fold))
    #expect(top(program) == before)
    program.run(.text(.fold))
    #expect(top(program) == before)
  }

  @Test func `another note is folded again`() {
    var program = reading()
    program.records.append(
      Given.record(.note, "n2", ["subject": "Re: Re", "note": .string(Self.reply)]))
    program.run(.screen(.stepBack))
    program.send(.store(.changed([.note])))
    program.run(.record(.open))
    program.run(.text(.fold))
    program.run(.text(.nextRecord))
    #expect(lines(program).contains { $0.hasPrefix("… 18 quoted lines") })
  }

  @Test func `a search finds what is folded, and shows it`() throws {
    var program = reading(height: 12)
    program.run(.text(.search))
    program.type("question 7")
    program.run(.dialog(.accept))
    let detail = try #require(program.app.screen?.detail)
    #expect(detail.content.lines[detail.cursor].line.text == "> Question 7")

    // And what is not there is not
    program.run(.text(.search))
    program.type("question 77")
    program.run(.dialog(.accept))
    #expect(program.said == "No match for “question 77” here.")
  }

  @Test func `a search that finds nothing folded leaves it folded, backward too`() throws {
    var program = reading()
    program.run(.text(.search))
    program.type("dana")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.detail?.folds.isEmpty == true)
    program.run(.text(.search))
    program.type("question")
    program.run(.dialog(.accept))
    program.run(.text(.fold))
    program.run(.text(.previousMatch))
    let detail = try #require(program.app.screen?.detail)
    #expect(detail.content.lines[detail.cursor].line.text == "> Question 9")
  }

  @Test func `where nothing is quoted, that is said`() {
    var program = reading("<p>word</p>")
    program.run(.text(.fold))
    #expect(program.said == "There is nothing to fold here.")
  }

  @Test func `links and addresses in messages can be opened from their lines`() throws {
    // Given a conversation whose message has an address, a mail address and a link, and a quote
    let message: JSONObject = [
      "id": "m1", "timestamp": "2026-11-24T09:00:00Z",
      "message": .string(
        "<p>See https://x.example/a or ask dana@x.example, <a href='https://x.example/b'>b</a></p>"
          + "<blockquote><p>1</p><p>2</p><p>3</p><p>4</p></blockquote>"),
    ]
    let talk = Given.record(
      .conversation, "c1", ["subject": "Call", "messages": .array([.object(message)])])
    var program = Answering(Given.app(), [talk])
    program.start()
    program.run(.app(.openView(.conversation)))
    program.run(.record(.open))
    let content = try #require(program.app.screen?.detail?.content)
    let addresses: [Target] = [
      "https://x.example/a", "mailto:dana@x.example", "https://x.example/b",
    ]
    .map { .address($0) }
    #expect(content.links.map(\.target).filter(addresses.contains) == addresses)
    #expect(content.lines.contains { $0.target == addresses[0] })
    // And the quote is folded, as it is a mail's
    #expect(content.folds.count == 1)
  }
}
