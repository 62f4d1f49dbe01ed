// Saved views: opened by their number, kept, changed for now and reset.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct SavedViewTests {
  private func started(_ records: [Record] = Given.accounts(40)) -> Answering {
    var program = Answering(Given.app(), records)
    program.start()
    return program
  }

  private func list(_ program: Answering) -> ListViewModel? { program.app.screen?.list }

  private func prompt(_ program: Answering) -> PromptViewModel? {
    if case .prompt(let prompt)? = program.app.overlay { prompt } else { nil }
  }

  private func edits(_ program: Answering) -> [ViewEdit] {
    program.effects.compactMap { if case .editViews(let edit) = $0 { edit } else { nil } }
  }

  @Test func `a view is opened by its number or its name, once it is known which traits there are`()
    throws
  {
    // Given a view that speaks of a trait
    var program = started()
    program.traits = [.trait("plan", type: "string")]
    program.views.views.append(SavedView("big plans", .account, "plan:pro sort:-mrr"))
    program.run(.app(.show(.views)))
    program.run(.screen(.close))

    // When it is opened, then the list shows what its line asks for.
    program.run(.app(.openSaved("8")))
    #expect(list(program)?.view?.name == "big plans")
    #expect(list(program)?.query.condition == .contains("traits.plan", "pro"))
    #expect(list(program)?.query.order == ListOrder("mrr", descending: true))
    #expect(list(program)?.isViewChanged == false)

    // And it lies over the list before, which stays as it was.
    program.run(.screen(.stepBack))
    #expect(list(program)?.view == nil && list(program)?.filter == ListFilter.none)

    // When part of its name is given
    program.run(.app(.openSaved("big")))
    #expect(list(program)?.view?.name == "big plans")
    program.run(.app(.openSaved("12")))
    #expect(program.app.notice?.sentence == "There is no saved view number 12. gv lists them all.")
  }

  @Test func `keys wait for the rows of a view`() {
    var program = started()
    program.holdsBack = true
    program.run(.app(.openSaved("1")))
    #expect(program.app.awaitsRows)
    #expect(list(program)?.isLoaded == false)
    program.answerAll()
    #expect(!program.app.awaitsRows)
    #expect(list(program)?.selectedRow != nil)
  }

  @Test func `a view that is changed for now is marked, and can be reset or kept`() throws {
    var program = started()
    program.run(.app(.openSaved("1")))
    #expect(list(program)?.line == "is:mine")

    // When it is sorted, then it is marked; Esc makes it what it was before leaving it.
    program.run(.list(.sort("MRR")))
    #expect(list(program)?.line == "is:mine sort:-mrr")
    #expect(list(program)?.isViewChanged == true)
    program.run(.screen(.stepBack))
    #expect(list(program)?.isViewChanged == false)
    #expect(list(program)?.query.order == ListOrder("name"))

    // When it is kept under its own name
    program.run(.list(.sort("Last seen")))
    program.run(.list(.saveView))
    #expect(prompt(program)?.editor.text == "my book")
    program.run(.dialog(.accept))
    #expect(edits(program) == [.save("my book", .account, line: "is:mine sort:\"-last seen\"")])
    #expect(list(program)?.isViewChanged == false)
    #expect(program.app.notice?.sentence == "Replaced “my book”. gv lists it.")
  }

  @Test func `what is listed gets a name; that of another view only after asking`() {
    var program = started()
    program.run(.list(.filter))
    program.type("health<4 or mrr>5k")
    program.run(.dialog(.accept))
    program.run(.list(.sort("MRR")))
    program.run(.list(.hidden))

    // A name is asked for, and there must be one.
    program.run(.list(.saveView))
    program.run(.dialog(.accept))
    #expect(prompt(program)?.problem == "a view needs a name")
    program.type("My BOOK")
    program.run(.dialog(.accept))
    guard case .question(let question)? = program.app.overlay else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.text == "Replace the view “my book” (accounts: is:mine)?")
    program.run(.dialog(.no))
    #expect(edits(program) == [])

    // When the name is free
    program.run(.list(.saveView))
    program.type("risky or rich")
    program.run(.dialog(.accept))
    let line = "(health<4 or mrr>5k) is:any sort:-mrr"
    #expect(edits(program) == [.save("risky or rich", .account, line: line)])
    #expect(program.app.notice?.sentence == "Saved as “risky or rich”. g8 opens it.")
    #expect(list(program)?.view?.name == "risky or rich")
    #expect(list(program)?.isViewChanged == false)

    // And the line says the same when it is read.
    program.run(.app(.openSaved("1")))
    program.run(.app(.openSaved("8")))
    #expect(list(program)?.line == line)
  }

  @Test func `a filter that can't be read lists nothing, says why, and is there to be put right`() {
    var program = started()
    program.views.views.append(SavedView("old", .account, "plan:pro"))
    program.run(.app(.openSaved("old")))
    // What the file has meanwhile is found, too.
    #expect(list(program)?.view?.name == "old")
    #expect(list(program)?.query.condition == .any([]))
    #expect(list(program)?.isViewChanged == false)
    #expect(
      list(program)?.unreadable == "accounts have no field “plan”.")

    // When it is opened as a filter, then the mistake is marked.
    program.run(.list(.filter))
    #expect(prompt(program)?.editor.text == "plan:pro")
    #expect(prompt(program)?.filterError?.place == 0..<4)
    program.run(.dialog(.cancel))

    // And Esc leaves the view.
    program.run(.screen(.stepBack))
    #expect(list(program)?.view == nil)
  }

  @Test func `days in a filter are those of today, also after midnight`() {
    var program = started([Given.record(.task, "t1", ["name": "Call"])])
    program.run(.app(.openView(.task)))
    program.run(.list(.filter))
    program.type("due:today")
    program.run(.dialog(.accept))
    let before = list(program)?.query.condition

    // When another day has begun
    program.app.now.moment = Given.now.moment.adding(seconds: 24 * 3600)
    program.run(.move(.down))

    // Then the line is read anew, and the list stays where it was.
    #expect(list(program)?.query.condition != before)
    #expect(list(program)?.query.openSince == program.app.shared.openSince)
    #expect(list(program)?.filter.line == "due:today")
    #expect(list(program)?.isCurrent == true)
  }

  @Test func `one key shows what is mine, another what has the same value, and both go back`() {
    let accounts = Given.accounts(3).map { record in
      var record = record
      record.body["mrr"] = .number("1200")
      record.body["csmId"] = "me"
      return record
    }
    var program = started(accounts)
    program.run(.list(.filter))
    program.type("acme or contoso")
    program.run(.dialog(.accept))
    program.run(.list(.mine))
    #expect(list(program)?.filter.line == "(acme or contoso) is:mine")
    program.run(.list(.mine))
    #expect(list(program)?.filter.line == "(acme or contoso)")

    program.run(.list(.clearFilter))
    program.run(.list(.filterByValue))
    program.type("mrr")
    program.run(.dialog(.accept))
    #expect(list(program)?.filter.line == "mrr=1200")
    program.run(.list(.filterByValue))
    program.type("csm")
    program.run(.dialog(.accept))
    #expect(list(program)?.filter.line == "mrr=1200 csm:me")
    program.run(.list(.filterByValue))
    program.type("mrr")
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("nothing is offered")
      return
    }
    #expect(picker.choice?.detail == "1,200 · filtered by, takes it out")
    program.run(.dialog(.accept))
    #expect(list(program)?.filter.line == "csm:me")
  }

  @Test func `a view is renamed under its list, and never to a name that is taken`() {
    var program = started()
    program.run(.app(.openSaved("1")))
    program.run(.app(.show(.views)))
    program.run(.views(.rename))
    program.run(.editor(.killToStart))
    program.type("needs attention")
    program.run(.dialog(.accept))
    #expect(prompt(program)?.problem == "another view has this name")
    program.run(.editor(.killToStart))
    program.type("my customers")
    program.run(.dialog(.accept))
    #expect(edits(program) == [.rename("my book", to: "my customers")])
  }

  @Test func `the list of a record can't be saved as a view`() {
    var program = started(
      Given.accounts(1) + [Given.record(.task, "t1", ["name": "Call", "accountId": "a1"])])
    program.run(.record(.open))
    program.run(.pane(.showTab(2)))
    #expect(program.app.screen?.focusedList != nil)
    program.run(.list(.saveView))
    #expect(
      program.app.notice?.sentence
        == "Only whole lists can be saved as views: go to one of those first.")
  }
}
