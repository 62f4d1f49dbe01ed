// When a record counts as looked at: once its detail has been in front for a second.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct LookTests {
  private func program(width: Int) -> Answering {
    var program = Answering(Given.app(width: width, height: 40), Given.accounts(5))
    program.start()
    return program
  }

  private let midnight = Moment("2026-11-24T00:00:00Z") ?? Moment(milliseconds: 0)

  private func looks(_ program: Answering) -> [String] {
    program.effects.compactMap { effect in
      guard case .look(let ref, let today) = effect, today == midnight else { return nil }
      return ref.serverID
    }
  }

  /// Lets time pass, at the end of which the reminder comes.
  private func rest(_ seconds: Double, in program: inout Answering) {
    program.app.now.moment = program.app.now.moment.adding(seconds: seconds)
    program.answerTop(.reminder(.look))
  }

  @Test func `a record is told of once, after it was in front for a second`() {
    // Given a list with the detail beside it
    var program = program(width: 120)
    #expect(program.effects.contains(.remind(.look, after: 1)))
    // When the user goes on at once, then only where they rest counts
    program.run(.move(.down))
    program.app.now.moment = program.app.now.moment.adding(seconds: 0.6)
    program.run(.move(.down))
    program.effects = []
    rest(0.4, in: &program)
    #expect(looks(program).isEmpty)
    #expect(program.effects == [.remind(.look, after: 0.6)])
    rest(0.6, in: &program)
    #expect(looks(program) == ["a3"])
    // And only once, whatever arrives
    program.send(.store(.changed([.account])))
    rest(5, in: &program)
    #expect(looks(program) == ["a3"])
  }

  @Test func `a list without a detail looks at nothing until a record is opened`() {
    var program = program(width: 80)
    rest(5, in: &program)
    #expect(looks(program).isEmpty)
    program.run(.record(.open))
    rest(1, in: &program)
    #expect(looks(program) == ["a1"])
    // And one that was left at once counts when it is opened again
    program.effects = []
    program.run(.pane(.left))
    program.run(.move(.down))
    program.run(.record(.open))
    program.run(.pane(.left))
    rest(1, in: &program)
    #expect(looks(program).isEmpty)
    program.run(.record(.open))
    rest(1, in: &program)
    #expect(looks(program) == ["a2"])
  }

  @Test func `what has no past is not told of`() {
    var program = Answering(
      Given.app(width: 120), [Given.record(.task, "t1", ["name": "Call"])])
    program.start()
    program.run(.app(.openView(.task)))
    rest(1, in: &program)
    #expect(looks(program).isEmpty)
  }

  // MARK: The line of the brief

  private func past(_ values: [(day: Double, value: Double)]) -> [PastNumber] {
    values.map {
      PastNumber(at: Given.now.moment.adding(seconds: -$0.day * 86_400), value: $0.value)
    }
  }

  @Test func `a health is a level for each week, on a scale that stays`() {
    // Given a health that fell within the last twelve weeks, and more than those
    let falling = HealthTrend(
      past([(100, 10), (60, 7.9), (30, 5), (10, 0)]), now: Given.now, weeks: 8)
    #expect(falling?.levels == "▇▇▇▅▅▅▁▁")
    #expect(falling?.first == 7.9 && falling?.last == 0)
    #expect(falling?.since == Given.now.moment.adding(seconds: -49 * 86_400))
    // Then one that hardly moves is flat
    let flat = HealthTrend(past([(80, 5), (9, 5.1)]), now: Given.now, weeks: 8)
    #expect(flat?.levels == "▅▅▅▅▅▅▅▅")
    // And a short past begins where it does, whatever its values are
    let short = HealthTrend(past([(9, 42), (2, -1)]), now: Given.now, weeks: 8)
    #expect(short?.levels == "██▁")
    #expect(short?.since == Given.now.moment.adding(seconds: -9 * 86_400))
    // And one day is no past
    #expect(HealthTrend(past([(0.2, 4), (0.1, 5)]), now: Given.now, weeks: 8) == nil)
    #expect(HealthTrend(past([(50, 4)]), now: Given.now, weeks: 8) == nil)
    #expect(HealthTrend([], now: Given.now, weeks: 8) == nil)
  }
}
