// How fast records come in, measured by pages with a clock of the test's own.

import Testing
import VitallyModel

@testable import Store

@Suite struct PaceTests {
  private let start = TestClock.start

  /// A walk with a page of so many records every few seconds.
  private func pace(pages: Int, of count: Int = 100, every seconds: Double) -> Pace {
    var pace = Pace(from: start)
    for page in 0..<pages { pace.add(count, at: after(Double(page + 1) * seconds)) }
    return pace
  }

  private func after(_ seconds: Double) -> Moment { start.adding(seconds: seconds) }

  @Test func `before the first page nothing is said, nor after less than a second`() {
    #expect(Pace(from: start).rate(at: after(5)) == nil)
    #expect(pace(pages: 3, every: 0.25).rate(at: after(0.75)) == nil)
    #expect(pace(pages: 4, every: 0.25).rate(at: after(1)) == 400)
  }

  @Test func `the rate stays between pages that come regularly, and falls while one is overdue`() {
    let pace = pace(pages: 4, every: 5)
    #expect(pace.rate(at: after(20)) == 20)
    #expect(pace.rate(at: after(25)) == 20)
    #expect(pace.rate(at: after(45)) == 10)
  }

  @Test func `only the last minute counts`() {
    // Given ten minutes with a page a second, and one with a page every ten
    var pace = pace(pages: 600, every: 1)
    for page in 1...7 { pace.add(100, at: after(600 + Double(page) * 10)) }
    // Then the rate is that of the slow minute
    #expect(pace.rate(at: after(670)) == 10)
    // And a minute without any page has none
    #expect(pace.rate(at: after(740)) == nil)
  }
}
