// Rows are drawn once, and anew when what they show has changed.

import Terminal
import Testing
import ViewModels
import VitallyModel

@testable import Console

@Suite struct DrawnRowsTests {
  private let rows = DrawnRows()
  private let account = Ref.server(.account, "a1")
  private let csm = Ref.server(.admin, "m1")

  private func row(_ name: String) -> ListingRow {
    ListingRow(
      Record(ref: account, body: ["id": "a1", "name": .string(name), "csmId": "m1"]))
  }

  private func window(_ number: Int?, csm name: String? = nil) -> ListingWindow {
    ListingWindow(
      query: ListingQuery(.account), names: name.map { [csm: $0] } ?? [:], number: number)
  }

  /// Whether a row had to be drawn.
  private func draws(_ row: ListingRow, _ window: ListingWindow, width: Int = 80) -> Bool {
    var isDrawn = false
    let layout = DrawnRows.Layout(
      columns: [], width: width, today: Day(number: 20_000), zone: .utc)
    _ = rows.line(row, of: window, on: rows.sheet(for: layout)) {
      isDrawn = true
      return Surface(size: Size(width: width, height: 1))
    }
    return isDrawn
  }

  @Test func `a row is drawn once, also when it comes with another window`() {
    #expect(draws(row("Northwind"), window(1)))
    #expect(!draws(row("Northwind"), window(1)))
    #expect(!draws(row("Northwind"), window(2)))
    #expect(!draws(row("Northwind"), window(nil)))
  }

  @Test func `it is drawn anew when it changes, or a name that it shows does`() {
    #expect(draws(row("Northwind"), window(1)))
    #expect(draws(row("Northwind Ltd"), window(2)))
    #expect(draws(row("Northwind Ltd"), window(3, csm: "Dana")))
    #expect(!draws(row("Northwind Ltd"), window(4, csm: "Dana")))
    #expect(draws(row("Northwind Ltd"), window(5, csm: "Mirja")))
  }

  @Test func `each layout has its own, and the oldest is forgotten`() {
    for width in [80, 81, 82, 83] { #expect(draws(row("Northwind"), window(1), width: width)) }
    #expect(!draws(row("Northwind"), window(1), width: 80))
    #expect(draws(row("Northwind"), window(1), width: 84))
    #expect(draws(row("Northwind"), window(1), width: 80))
  }
}
