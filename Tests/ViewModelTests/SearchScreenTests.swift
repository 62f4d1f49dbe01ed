// The search in texts as a screen: typing, moving, opening a record and coming back.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct SearchScreenTests {
  /// A program that searches among three accounts.
  func program() -> Answering {
    var program = Answering(Given.app(), Given.accounts(3))
    program.start()
    program.run(.app(.search(nil)))
    program.effects = []
    return program
  }

  func search(_ program: Answering) throws -> SearchViewModel {
    guard case .search(let search)? = program.app.cover else { throw Missing() }
    return search
  }

  struct Missing: Error {}

  @Test func `what is typed is found, opened, and there again on the way back`() throws {
    // Given a search with the second hit selected
    var program = program()
    program.type("account")
    program.run(.dialog(.next))
    #expect(try search(program).hits.count == 3)
    #expect(program.app.title == "Search  2/3")

    // When it is opened
    program.run(.dialog(.accept))
    #expect(program.app.cover == nil)
    #expect(program.app.screen?.detail?.ref == .server(.account, "a2"))
    #expect(program.effects.contains(.visit(.server(.account, "a2"))))

    // And closed again
    program.run(.screen(.close))

    // Then the search is as it was
    #expect(try search(program).editor.text == "account")
    #expect(try search(program).selected?.ref == .server(.account, "a2"))

    // And Esc leads back to the list
    program.run(.dialog(.cancel))
    #expect(program.app.cover == nil)
    #expect(program.app.screen?.list != nil)
  }

  @Test func `Enter that is faster than the search opens what it finds`() throws {
    var program = program()
    program.holdsBack = true
    program.type("3")
    program.run(.dialog(.accept))
    #expect(program.app.readiness == .opening)
    program.answerAll()
    #expect(program.app.screen?.detail?.ref == .server(.account, "a3"))
  }

  @Test func `another letter takes Enter back, and only the last search counts`() throws {
    var program = program()
    program.type("account")
    program.holdsBack = true
    program.send(.text(" 3"))
    program.send(.command(.editor(.deleteBackward)))
    program.send(.text("2"))
    program.answerAll()
    #expect(try search(program).hits.map(\.title.text) == ["Account 2"])
    #expect(try search(program).isSearching == false)
  }

  @Test func `from a record that was opened every list can be reached, and back`() throws {
    // Given a record over the search
    var program = program()
    program.type("3")
    program.run(.dialog(.accept))
    // When the user goes to the list below the search
    program.run(.app(.openView(.account)))
    #expect(program.app.screen?.list != nil)
    // Then back leads to the record, and the record is the last screen
    program.run(.screen(.close))
    #expect(program.app.screen?.detail?.ref == .server(.account, "a3"))
    program.run(.app(.back))
    #expect(program.app.screen != nil)
  }

  @Test func `words may be given on the command line`() throws {
    var program = Answering(Given.app(), Given.accounts(3))
    program.start()
    program.run(.app(.prompt))
    program.type("search account 2")
    program.run(.dialog(.accept))
    #expect(try search(program).hits.map(\.title.text) == ["Account 2"])
  }

  @Test func `a search that fails says so, and what was typed stays`() throws {
    var program = program()
    program.holdsBack = true
    program.type("x")
    program.answerTop(.read(.matches, generation: 2, .failure("Texts could not be searched.")))
    #expect(program.app.notice?.sentence == "Texts could not be searched.")
    #expect(try search(program).editor.text == "x")
    #expect(program.app.readiness == .ready)
  }

  @Test func `more are read where the last ones come near`() throws {
    // Given the first of many hits
    var program = program()
    program.type("a")
    let hits = (1...50).map {
      TextHit(.server(.note, "n\($0)"), title: MarkedText("\($0)"), line: MarkedText(""))
    }
    program.answerTop(
      .read(.matches, generation: 2, .texts(TextHits(words: "a", hits: hits, hasMore: true))))
    #expect(program.app.title == "Search  1/50+")
    program.holdsBack = true

    // When one moves, but stays far from the last one
    for _ in 0..<29 { program.run(.dialog(.next)) }
    #expect(try !search(program).isSearching)

    // Then more are read only once it comes near
    program.run(.dialog(.next))
    #expect(try search(program).isSearching)
    #expect(try search(program).selection.row == 30)
  }
}
