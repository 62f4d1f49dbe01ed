// Filtering a list by a line that is read at every key.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FilterPromptTests {
  private func started() -> Answering {
    var program = Answering(Given.app(), Given.accounts(40))
    program.start()
    program.run(.list(.filter))
    return program
  }

  private func list(_ program: Answering) -> ListViewModel? { program.app.screen?.list }

  private func prompt(_ program: Answering) -> PromptViewModel? {
    if case .prompt(let prompt)? = program.app.overlay { prompt } else { nil }
  }

  @Test func `a line that is not finished or wrong leaves the list as it was`() {
    // Given a filter that is being typed
    var program = started()
    program.type("health<4")
    let condition = Condition.compares("healthScore", .less, 4)
    #expect(list(program)?.query.condition == condition)

    // When it goes on, then the list stays until it can be read again.
    program.type(" mrr")
    let wordToo = Condition.all([condition, .mentions("mrr")])
    #expect(list(program)?.query.condition == wordToo)
    program.type(">")
    #expect(prompt(program)?.filterError?.isUnfinished == true)
    #expect(list(program)?.query.condition == wordToo)
    program.type("x")
    #expect(prompt(program)?.filterError?.place == 13..<14)
    #expect(list(program)?.query.condition == wordToo)

    // And Enter does not leave a line that is wrong.
    program.run(.dialog(.accept))
    #expect(prompt(program)?.editor.text == "health<4 mrr>x")
    program.run(.editor(.deleteBackward))
    program.type("5k")
    #expect(
      list(program)?.query.condition == .all([condition, .compares("mrr", .more, 5000)]))
    program.run(.dialog(.accept))
    #expect(program.app.overlay == nil)
    #expect(list(program)?.filter.line == "health<4 mrr>5k")
  }

  @Test func `Tab completes the name of a field, and offers all where there are several`() {
    var program = started()
    program.type("-hea")
    program.run(.dialog(.complete))
    #expect(prompt(program)?.editor.text == "-health:")
    program.run(.editor(.killToStart))
    program.type("acme \"last")
    program.run(.dialog(.complete))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("nothing is offered")
      return
    }
    #expect(picker.title == "Filter by")
    program.type(" inb")
    program.run(.dialog(.accept))
    #expect(prompt(program)?.editor.text == "acme \"last inbound\":")
  }

  @Test func `the traits of linked records can be named, and columns chosen`() {
    var program = Answering(Given.app(), [Given.record(.task, "t1", ["name": "Call"])])
    program.linkedTraits = [.account: [.trait("plan", type: "string")]]
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.list(.filter))
    program.type("account.plan:pro cols:due,name")
    #expect(prompt(program)?.filterError == nil)
    #expect(
      list(program)?.query.condition == .linked("accountId", .contains("traits.plan", "pro")))
    #expect(list(program)?.columns(width: 80).map(\.field.path) == ["dueDate", "name"])
  }

  @Test func `sorting by a key takes the place of an order in the filter`() {
    var program = started()
    program.type("sort:-mrr acme")
    program.run(.dialog(.accept))
    #expect(list(program)?.query.order == ListOrder("mrr", descending: true))

    program.run(.list(.sort("Name")))
    #expect(list(program)?.query.order == ListOrder("name"))
    #expect(list(program)?.filter.line == "acme")
    #expect(list(program)?.query.condition == .mentions("acme"))
  }
}
