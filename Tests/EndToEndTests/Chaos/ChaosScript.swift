// What happens in a round, made up from a seed. Every value that is typed is another one, so that
// it can be found wherever it goes.

import TestSupport
import VitallyDemo

/// The steps of a round. Equal seeds give equal steps; only the times differ.
struct ChaosScript {
  let steps: [ChaosStep]

  private static let editCount = 6...9
  private static let killCount = 1...2

  init(seed: UInt64) {
    var dice = SeededRandom(seed: seed)
    var writer = Writer(seed: seed)
    let edits = dice.number(Self.editCount)
    let kills = Set((0..<dice.number(Self.killCount)).map { _ in dice.number(1...edits - 1) })
    var steps: [ChaosStep] = []
    for edit in 0..<edits {
      if dice.number(1...4) > 1 { steps.append(.fault(Self.scenario(&dice))) }
      steps.append(Self.edit(&dice, &writer))
      if kills.contains(edit) { steps.append(.kill(afterMilliseconds: dice.number(0...300))) }
    }
    self.steps = steps
  }

  /// Hands out values.
  private struct Writer {
    let seed: UInt64
    var count = 0

    init(seed: UInt64) { self.seed = seed }

    mutating func next() -> String {
      count += 1
      return "chaos-\(seed)-\(count)"
    }
  }

  private static func edit(_ dice: inout SeededRandom, _ writer: inout Writer) -> ChaosStep {
    let list = dice.pick(ChaosStep.List.allCases)
    // Few rows, so that records meet again what was done to them before.
    let row = dice.number(0...2)
    switch dice.number(1...8) {
    case 1...3: return .rename(list, row: row, writer.next())
    case 4: return .renameColumn(list, row: row, (0..<3).map { _ in writer.next() })
    case 5, 6: return .create(list, row: row, writer.next())
    default: return .toggleTask(row: row)
    }
  }

  /// Only a write is refused: what becomes of a refused look is another question.
  private static func scenario(_ dice: inout SeededRandom) -> Scenario {
    if dice.number(1...5) == 1 {
      let refusal = dice.pick([Scenario.Fault.errorsForm, .objectForm, .status(422)])
      return .fail(refusal, matching: dice.pick(["PUT /", "POST /"]), times: 1)
    }
    let fault: Scenario.Fault = dice.pick([
      .dropBeforeApplying, .dropAfterApplying, .slow(milliseconds: dice.number(20...200)),
      .status(500), .failAfterApplying, .empty503, .status(429, retryAfter: "1"),
      .truncatedJSON, .halfBody, .emptyBody,
    ])
    return .fail(
      fault, matching: dice.pick(["", "GET /", "PUT /", "POST /"]), times: dice.number(1...2))
  }
}
