// Choosing the columns of a list, which shows them while they are chosen.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ColumnsTests {
  private func started() -> Answering {
    var program = Answering(Given.app(), Given.accounts(3))
    program.traits = [.trait("renewal risk", label: "Renewal risk", type: "string")]
    program.start()
    return program
  }

  private func headings(_ program: Answering, width: Int = 80) -> [String] {
    program.app.screen?.list?.columns(width: width).map(\.heading) ?? []
  }

  private func edits(_ program: Answering) -> [ViewEdit] {
    program.effects.compactMap { if case .editViews(let edit) = $0 { edit } else { nil } }
  }

  @Test func `columns are shown, hidden and moved, and the list follows`() {
    // Given the box over a list
    var program = started()
    let before = headings(program)
    program.run(.list(.columns))

    // When the second column is hidden and a trait shown in front of all others
    program.run(.dialog(.next))
    program.run(.columns(.toggle))
    #expect(headings(program) == before.filter { $0 != "Health" })
    program.type("risk")
    program.run(.columns(.toggle))
    program.run(.editor(.killToStart))
    for _ in 0..<6 { program.run(.dialog(.next)) }
    #expect(headings(program, width: 120).contains("Renewal risk"))
    program.type("risk")
    for _ in 0..<9 { program.run(.columns(.moveUp)) }
    #expect(headings(program).prefix(2) == ["Renewal risk", "Name"])

    // Then Esc shows what there was before.
    program.run(.dialog(.cancel))
    #expect(headings(program) == before)
    #expect(edits(program) == [])
  }

  @Test func `widths are kept with the columns, and the usual ones come back`() throws {
    var program = started()
    program.run(.list(.columns))
    program.run(.columns(.narrower))
    program.run(.columns(.narrower))
    program.run(.dialog(.accept))
    guard case .columns(.account, let columns?)? = edits(program).last else {
      Issue.record("nothing is kept")
      return
    }
    #expect(columns.first == ListColumn("name", width: 20))
    #expect(program.app.screen?.list?.columns(width: 80).first?.width == 20)

    // The same list has them when it is opened anew.
    program.views.columns[.account] = columns
    program.run(.app(.show(.views)))
    program.run(.screen(.close))
    program.run(.app(.openSaved("1")))
    #expect(program.app.screen?.list?.columns(width: 80).first?.width == 20)
    program.run(.screen(.stepBack))

    // When they are reset
    program.run(.list(.columns))
    program.run(.columns(.reset))
    program.run(.dialog(.accept))
    #expect(edits(program).last == .columns(.account, nil))
    #expect(program.app.screen?.list?.columns(width: 80).first?.width != 20)
  }

  @Test func `the columns of a view go into its line`() {
    var program = started()
    program.run(.app(.openSaved("needs attention")))
    #expect(headings(program).prefix(2) == ["Name", "Why"])
    program.run(.list(.columns))
    program.run(.columns(.wider))
    program.run(.dialog(.next))
    program.run(.dialog(.next))
    program.run(.columns(.toggle))
    program.type("risk")
    program.run(.columns(.toggle))
    program.run(.dialog(.accept))
    let list = program.app.screen?.list
    #expect(
      list?.line
        == "is:mine (health<4 or renewal<0d or renewal:0..45d or seen>30d) sort:health "
        + "cols:name/23,why,renewal,mrr,\"last seen\",\"renewal risk\"")
    #expect(list?.isViewChanged == true && list?.tried == nil)
    #expect(edits(program) == [])
  }

  @Test func `a blank goes on with a name that has one, and chooses otherwise`() {
    var program = started()
    program.run(.list(.columns))
    program.type("last")
    program.run(.columns(.toggle))
    program.type("inb")
    guard case .columns(let box)? = program.app.top else {
      Issue.record("no box")
      return
    }
    #expect(box.matches.map(\.field.label) == ["Last inbound"])
    #expect(headings(program).contains("Seen"))
    program.run(.columns(.toggle))
    #expect(headings(program, width: 120).contains("Last inbound"))
  }

  @Test func `a list keeps at least one column`() {
    var program = started()
    program.run(.list(.filter))
    program.type("cols:name")
    program.run(.dialog(.accept))
    program.run(.list(.columns))
    program.run(.columns(.toggle))
    #expect(headings(program) == ["Name"])
    #expect(program.app.notice?.sentence == "A list needs a column.")
  }

  @Test func `the header names an order that no column shows`() {
    var program = started()
    #expect(program.app.screen?.list?.unseenOrder == nil)
    program.run(.list(.sort("MRR")))
    #expect(program.app.screen?.list?.unseenOrder == nil)
    program.run(.list(.sort("Users")))
    #expect(program.app.screen?.list?.unseenOrder == "by -users")
    program.run(.list(.sort("-mrr,name")))
    #expect(program.app.screen?.list?.unseenOrder == "by -mrr, name")
    // A filter that says so stands in the header itself.
    program.run(.list(.filter))
    program.type("sort:-users")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.list?.unseenOrder == nil)
  }

  @Test func `lists are sorted by several fields on the command line`() {
    var program = started()
    program.run(.list(.sort("-mrr,renewal risk")))
    #expect(
      program.app.notice?.sentence
        == "The list can't be sorted: several fields need commas between them, names with blanks "
        + "need quotes. s shows all columns.")
    program.run(.list(.sort("-mmr,name")))
    #expect(
      program.app.notice?.sentence
        == "The list can't be sorted: accounts have no field “mmr”; did you mean mrr? "
        + "s shows all columns.")
    program.run(.list(.sort("-mrr,\"renewal risk\"")))
    let list = program.app.screen?.list
    #expect(list?.query.order == ListOrder("mrr", descending: true))
    #expect(list?.query.thenBy == [ListOrder(.trait("renewal risk"))])
    #expect(list?.line == "sort:-mrr,\"renewal risk\"")
    program.run(.list(.reverse))
    #expect(program.app.screen?.list?.line == "sort:mrr,\"-renewal risk\"")
  }
}
