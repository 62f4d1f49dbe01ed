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

  @Test func `Tab completes values, and shows how many records have them`() {
    // Given accounts with plans
    let plans = ["Enterprise", "Enterprise", "Enterprise plus", "Starter"]
    let accounts = plans.enumerated().map { index, plan in
      Given.record(
        .account, "a\(index)", ["name": "A", "traits": ["plan": .string(plan)], "csmId": "me"])
    }
    var program = Answering(Given.app(), accounts)
    program.traits = [.trait("plan", type: "string")]
    program.start()
    program.run(.list(.filter))

    // When a value is begun, then the only one is put in.
    program.type("-plan:st")
    program.run(.dialog(.complete))
    #expect(prompt(program)?.editor.text == "-plan:Starter")

    // When there are several, then they are offered, and one is put in quotes where it needs them.
    program.type(",ent")
    program.run(.dialog(.complete))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("nothing is offered")
      return
    }
    #expect(picker.matches.map(\.title) == ["Enterprise", "Enterprise plus"])
    #expect(picker.matches.map(\.detail) == ["2 accounts", "1 account"])
    program.run(.dialog(.next))
    program.run(.dialog(.accept))
    #expect(prompt(program)?.editor.text == "-plan:Starter,\"Enterprise plus\"")
    #expect(prompt(program)?.filterError == nil)

    // And so are states, and one's own name.
    program.type(" is:mi")
    program.run(.dialog(.complete))
    #expect(prompt(program)?.editor.text.hasSuffix(" is:mine") == true)
    program.type(" csm:")
    program.run(.dialog(.complete))
    guard case .picker(let people)? = program.app.overlay else {
      Issue.record("nothing is offered")
      return
    }
    #expect(people.matches.map(\.title).contains("me"))
  }

  @Test(arguments: [
    ("hea", FilterCompletion.name("hea")), ("a -\"last in", .name("\"last in")),
    ("health<", .value(of: "health", "")), ("mrr>=5", .value(of: "mrr", "5")),
    ("(csm:me,Da", .value(of: "csm", "Da")),
    ("\"renewal risk\":\"very h", .value(of: "renewal risk", "\"very h")),
    ("a:b ", .name("")),
  ]) func `what Tab completes stands before the cursor`(line: String, found: FilterCompletion) {
    #expect(FilterCompletion(before: line) == found)
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

  @Test func `a trait that comes in while its name is typed is known from then on`() {
    // Given a list that knows one trait, and a filter about another
    var program = Answering(Given.app(), Given.accounts(3))
    program.traits = [.trait("plan", type: "string")]
    program.start()
    program.run(.list(.filter))
    program.type("risk:high")
    #expect(prompt(program)?.filterError?.sentence == "accounts have no field “risk”")

    // When records with that come in, then the line is right.
    program.traits = [.trait("plan", type: "string"), .trait("risk", type: "string")]
    program.send(.store(.changed([.account])))
    #expect(prompt(program)?.filterError == nil)
    #expect(list(program)?.query.condition == .contains("traits.risk", "high"))
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
