// Keys that are pressed before a form is on screen.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TypedAheadTests {
  func program() -> Answering {
    var program = Answering(Given.app(), Given.accounts(3))
    program.start()
    program.effects = []
    program.holdsBack = true
    return program
  }

  @Test func `they reach the form in their order`() throws {
    var program = program()
    program.run(.record(.edit))
    #expect(program.app.contexts == [.editor, .form])
    program.append("!?")
    program.run(.editor(.deleteBackward))
    program.run(.form(.next))
    program.answerAll()
    #expect(try program.shown("name") == "Account 1!")
    #expect(program.app.form?.focusedRow?.path == "organizationId")
  }

  @Test func `a field can be chosen, typed and saved before anything is on screen`() {
    var program = program()
    program.run(.record(.setField(nil)))
    program.type("name")
    program.run(.dialog(.accept))
    program.type("Contoso")
    program.run(.form(.enter))
    program.answerAll()
    #expect(program.submitted.last?.fields == ["name": "Contoso"])
  }

  @Test(arguments: [[], ["!"]])
  func `Esc calls it off, at once or when it is pressed again`(typed: [String]) {
    var program = program()
    program.run(.record(.edit))
    for text in typed {
      program.type(text)
      program.run(.form(.leave))
    }
    program.run(.form(.leave))
    #expect(program.app.contexts.first == .list)
    program.answerAll()
    #expect(program.app.form == nil && program.drafts.isEmpty)
    program.run(.record(.edit))
    #expect(program.app.form?.isTouched == false)
  }

  @Test func `Esc behind what was typed waits for it, so that it is kept`() {
    var program = program()
    program.run(.record(.edit))
    program.append("!")
    program.run(.form(.leave))
    program.answerAll()
    #expect(program.app.form == nil)
    #expect(program.drafts.first?.texts == ["name": "Account 1!"])
  }

  @Test func `Esc behind what was typed for a picker closes it`() {
    var program = program()
    program.run(.record(.setField(nil)))
    program.type("na")
    program.run(.dialog(.cancel))
    program.answerAll()
    #expect(program.app.overlay == nil && program.app.form == nil)
  }

  @Test func `where no form comes of it, they do nothing`() {
    var program = program()
    program.run(.record(.edit))
    program.append("!")
    program.run(.form(.save))
    program.records = []
    program.answerAll()
    #expect(program.app.form == nil && program.submitted.isEmpty)
    #expect(program.said == "This record is not loaded yet. r loads it. Esc ends.")
    // More keys of the same line do nothing either, until Esc
    program.run(.form(.next))
    program.type("x")
    #expect(program.app.contexts == [.editor, .form])
    program.run(.form(.leave))
    #expect(program.app.contexts.first == .list)
  }

  @Test func `where no form comes and nothing was typed, keys are those of the list at once`() {
    var program = program()
    program.run(.record(.edit))
    program.records = []
    program.answerAll()
    #expect(program.app.contexts.first == .list)
    #expect(program.said == "This record is not loaded yet. r loads it.")
  }

  @Test func `a failure of the store ends the waiting`() {
    var program = program()
    program.run(.record(.edit))
    program.answerTop(.read(.material, generation: 1, .failure("The cache is damaged.")))
    #expect(program.app.contexts.first == .list)
    #expect(program.app.notice == Notice(.failure, "The cache is damaged."))
  }

  @Test func `the answer to an older request opens nothing`() {
    var program = program()
    program.run(.record(.edit))
    program.run(.form(.leave))
    program.run(.move(.down))
    program.run(.record(.edit))
    program.answerAll()
    #expect(program.app.form?.ref == .server(.account, "a2"))
  }
}
