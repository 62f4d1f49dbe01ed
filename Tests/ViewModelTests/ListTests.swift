// A list: moving, staying on a record, asking for rows only when they are needed.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ListTests {
  /// Reads the rows in sight, and those around them.
  let request = { (list: inout ListViewModel, records: [Record]) in
    var (need, asked) = (RowNeed.now, list.request())
    while need != .nothing {
      let window = Answering(Given.app(), records).window(asked)
      need = list.receive(window, generation: list.generation)
      if need != .nothing { asked = list.request(need) }
    }
    return need
  }

  @Test func `the selection stays inside and in sight`() {
    // Given a list of 100 with 10 rows on screen
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(100))

    // When it moves to the end, one too far, and back
    _ = list.move(to: 500)
    #expect(list.selected == 99)
    #expect(list.top == 90)
    _ = list.move(by: -9)
    #expect(list.top == 90)
    _ = list.move(by: -1)
    #expect(list.top == 89)
    _ = list.move(to: -5)
    #expect(list.selected == 0 && list.top == 0)
  }

  @Test func `rows are asked for only near the edge of what is known`() {
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(100))
    let near = list.move(to: 9)
    #expect(near == .nothing)
    let far = list.move(to: 30)
    #expect(far == .now)
    #expect(list.selectedRow == nil)
    _ = request(&list, Given.accounts(100))
    #expect(list.selectedRow?.record.title == "Account 31")
  }

  @Test func `a page that is known shows at once, and the next ones are read ahead`() {
    // Given the first rows of a list
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(1000))

    // When the user pages down, then each page is there already, and more and more is read ahead
    var counts: [Int] = []
    for page in 1...5 {
      let need = list.move(by: 10)
      #expect(list.selectedRow?.record.title == "Account \(page * 10 + 1)")
      #expect(need != .now)
      guard need == .soon else { continue }
      let asked = list.request(need)
      counts.append(asked.rows.upperBound - list.top)
      let window = Answering(Given.app(), Given.accounts(1000)).window(asked)
      _ = list.receive(window, generation: list.generation)
    }
    #expect(counts == [30, 50])

    // And after a turn it begins with two screens, with one behind
    _ = list.move(to: 0)
    _ = list.move(to: 30)
    #expect(list.request(.soon).rows == list.top - 10..<list.top + 30)
  }

  @Test func `what is looked for longer than a moment is said, until it is there`() throws {
    // Given a list of which another part is asked for
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(100))
    let former = list.query
    let scope = FilterScope(.account, now: Given.now)
    list.show(former, with: try ListFilter.read("zzz", in: scope), keepingSelection: false)
    let query = list.query
    let asked = list.request()

    // When a moment has passed, then the header says so; the rows of before prove nothing
    list.sayWait(for: former)
    #expect(list.state(now: Given.now).text == "not synced yet")
    list.sayWait(for: query)
    #expect(list.state(now: Given.now).text == "searching")

    // And with the answer it is over
    let window = Answering(Given.app(), []).window(asked)
    _ = list.receive(window, generation: list.generation)
    list.sayWait(for: query)
    #expect(list.state(now: Given.now).text == "not synced yet")
    #expect(list.emptySentence(Given.keys)?.contains("zzz") == true)

    // And what is not known yet is not said to be missing
    list.show(former, with: try ListFilter.read("zz", in: scope), keepingSelection: false)
    #expect(list.emptySentence(Given.keys) == nil)
  }

  @Test func `rows in sight are read before those around them`() {
    // Given a list of which other rows are known
    var list = ListViewModel(ListingQuery(.account), height: 10)
    let rows = list.request().rows
    #expect(rows == 0..<10)
    list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(1000))

    // When the user jumps into the middle
    let need = list.move(to: 500)

    // Then the screen and the next one are asked for, and once they are there the rest
    #expect(need == .now)
    let asked = list.request(need)
    #expect(asked.rows == list.top..<list.top + 20)
    let window = Answering(Given.app(), Given.accounts(1000)).window(asked)
    _ = list.receive(window, generation: list.generation)
    #expect(list.row(list.selected) != nil)
  }

  @Test func `both ends of a list are at hand`() {
    // Given a list whose ends were read
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(1000))
    while let (asked, generation) = list.requestEnd() {
      let window = Answering(Given.app(), Given.accounts(1000)).window(asked)
      list.receiveEnd(window, generation: generation)
    }

    // When the user goes to the end and back to the top, then rows are there without a read.
    let atEnd = list.move(to: 999)
    #expect(atEnd == .nothing)
    #expect(list.selectedRow?.record.title == "Account 1000")
    let atTop = list.move(to: 0)
    #expect(atTop == .nothing)
    #expect(list.selectedRow?.record.title == "Account 1")
  }

  @Test func `an end that was read before everything changed is not shown any more`() {
    // Given a list whose end is being read
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(1000))
    let asked = list.requestEnd()

    // When all rows are asked for anew before it comes
    _ = request(&list, Given.accounts(1000).reversed())
    if let (old, generation) = asked {
      let window = Answering(Given.app(), Given.accounts(1000)).window(old)
      list.receiveEnd(window, generation: generation)
    }

    // Then the end is asked for anew
    let need = list.move(to: 999)
    #expect(asked != nil && need == .now && list.selectedRow == nil)
  }

  @Test func `the selection stays on its record and on its line when rows come before it`() {
    // Given the third record selected
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(100))
    _ = list.move(to: 2)

    // When five new records come in at the top
    let new = (1...5).map { Given.record(.account, "n\($0)", ["name": "New"]) }
    _ = request(&list, new + Given.accounts(100))

    // Then the same record is selected, on the same line of the screen
    #expect(list.selectedRow?.record.ref == .server(.account, "a3"))
    #expect(list.selected == 7)
    #expect(list.selected - list.top == 2)
  }

  @Test func `a list that nobody has touched stays at its top while rows come in`() {
    // Given a list just as it was opened
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(10))

    // When rows come in above
    let new = (1...5).map { Given.record(.account, "n\($0)", ["name": "New"]) }
    _ = request(&list, new + Given.accounts(10))

    // Then its first row is selected; but a record that is worked with stays selected
    #expect(list.selected == 0)
    list.pin()
    _ = request(&list, Given.accounts(3) + new)
    #expect(list.selectedRow?.record.ref == .server(.account, "n1"))
  }

  @Test func `moving on while rows are on their way is not undone by them`() {
    // Given rows that are asked for again with the first record selected
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(100))
    let asked = list.request()

    // When the selection moves on before they come
    _ = list.move(by: 3)
    _ = list.receive(
      Answering(Given.app(), Given.accounts(100)).window(asked), generation: list.generation)

    // Then it stays where it has moved to
    #expect(list.selected == 3)
    #expect(list.selectedRow?.record.ref == .server(.account, "a4"))
  }

  @Test func `when the selected record goes, the one in its place is selected`() {
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(10))
    _ = list.move(to: 9)
    _ = request(&list, Array(Given.accounts(10).dropLast()))
    #expect(list.selectedRow?.record.ref == .server(.account, "a9"))
    _ = request(&list, [])
    #expect(list.selectedRow == nil && list.selected == 0)
  }

  @Test func `what came back while the list could not be read does not take the cursor later`() {
    // Given a list that is read for a record which has come back, and can't be read
    let accounts = Given.accounts(20)
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, accounts)
    _ = list.move(to: 2)
    list.selectIfListed(accounts[6].ref)
    _ = list.request()
    list.fail(generation: list.generation)
    // When it is read for another reason, then the cursor stays
    _ = request(&list, accounts)
    #expect(list.selected == 2)

    // And what comes back while an earlier read fails is still gone to
    _ = list.request()
    list.selectIfListed(accounts[6].ref)
    list.fail(generation: list.generation)
    _ = request(&list, accounts)
    #expect(list.selected == 6)
  }

  @Test func `commands are not about rows of an older query`() throws {
    // Given a list with rows
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(30))

    // When another query is asked, its rows being on their way
    let scope = FilterScope(.account, now: Given.now)
    let filter = try ListFilter.read("\"account 3\"", in: scope)
    list.show(list.query, with: filter, keepingSelection: false)

    // Then the old rows are still there to be drawn, but none is selected
    #expect(list.row(0) != nil)
    #expect(list.selectedRow == nil)
    _ = request(&list, Given.accounts(30))
    #expect(list.selectedRow?.record.title == "Account 3")
  }

  @Test func `an answer to another query is dropped`() {
    // Given two lists that both ask for the first time, as those of a tab do
    var first = ListViewModel(ListingQuery(.task, parent: .server(.account, "a1")), height: 10)
    let asked = first.request()
    var second = ListViewModel(ListingQuery(.task, parent: .server(.account, "a2")), height: 10)
    _ = second.request()

    // When the answer for the first comes to the second
    let tasks = [Given.record(.task, "t1", ["name": "Of the first"])]
    _ = second.receive(Answering(Given.app(), tasks).window(asked), generation: 1)

    // Then it shows nothing of it
    #expect(second.window.total == 0)
  }

  @Test func `an answer to an older request is dropped`() {
    var list = ListViewModel(ListingQuery(.account), height: 10)
    let old = list.request()
    let oldGeneration = list.generation
    _ = request(&list, Given.accounts(3))
    _ = list.receive(
      Answering(Given.app(), Given.accounts(50)).window(old), generation: oldGeneration)
    #expect(list.window.total == 3)
  }

  @Test(arguments: [
    (SyncStatus(isRunning: true), "loading", "Loading accounts…"),
    (SyncStatus(failure: "No line to the server."), "refresh failed", "No line to the server."),
    (SyncStatus(), "not synced yet", "No accounts have been loaded yet. r loads them."),
    (
      SyncStatus(completedAt: Given.now.moment), "synced 09:02", "There are no accounts here."
    ),
    (
      SyncStatus(refreshedAt: Given.now.moment), "partial · data from 09:02",
      "No accounts have been loaded yet. r loads them."
    ),
    (
      SyncStatus(completedAt: Given.now.moment.adding(seconds: -86_400)), "old: 23 Nov 09:02",
      "There are no accounts here."
    ),
  ])
  func `the states of a list differ in words`(status: SyncStatus, state: String, sentence: String) {
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, [])
    list.receive(status, of: ListKey(.account))
    #expect(list.state(now: Given.now).text == state)
    #expect(list.emptySentence(Given.keys) == sentence)
  }

  @Test func `the position says whether there may be more`() {
    var list = ListViewModel(ListingQuery(.account), height: 10)
    _ = request(&list, Given.accounts(1234))
    #expect(list.position == "1/1,234 of ?")
    list.receive(SyncStatus(completedAt: Given.now.moment), of: ListKey(.account))
    #expect(list.position == "1/1,234")
  }

  @Test func `rows that were read before the news do not bring back the old state`() {
    // Given a list that asks for its rows, which are read
    var list = ListViewModel(ListingQuery(.account), height: 10)
    let request = list.request()
    let window = Answering(Given.app(), Given.accounts(3)).window(request)

    // When it is complete before the rows arrive, then it stays so.
    list.receive(SyncStatus(completedAt: Given.now.moment), of: ListKey(.account))
    _ = list.receive(window, generation: list.generation)
    #expect(list.position == "1/3")
    #expect(list.window.status.completedAt == Given.now.moment)
  }

  @Test func `columns that do not fit are left out, the rest take the room`() {
    let list = ListViewModel(ListingQuery(.account))
    let titles = { (width: Int) in list.columns(width: width).map(\.field.label) }
    #expect(titles(80) == ["Name", "Health", "MRR", "Renewal", "CSM", "Last seen"])
    #expect(titles(40) == ["Name", "Health"])
    #expect(titles(5) == ["Name"])
    let last = list.columns(width: 80).last
    #expect(last.map { $0.x + $0.width } == 80)
  }

  @Test func `a list that hangs on an account does not repeat the account`() {
    let list = ListViewModel(ListingQuery(.note, parent: .server(.account, "a1")))
    #expect(!list.columns(width: 100).map(\.field.label).contains("Account"))
  }
}
