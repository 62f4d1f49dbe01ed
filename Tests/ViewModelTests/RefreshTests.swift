// What is on screen while records change faster than they are read.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct RefreshTests {
  private func program() -> Answering {
    var program = Answering(Given.app(width: 120, height: 40), Given.accounts(100))
    program.start()
    return program
  }

  /// The reads that these jobs wait for.
  private func reads(_ jobs: [Job]) -> [ReadSlot] {
    jobs.compactMap {
      if case .read(let slot, _, _) = $0.effect, slot.isAwaited { slot } else { nil }
    }
  }

  private var change: Message { .store(.changed([.account])) }

  @Test func `changes that follow each other quickly never keep the rows away`() {
    // Given a change, and rows that are being read because of it
    var program = program()
    let first = program.app.update(change)
    #expect(Set(reads(first)) == [.list, .detail])

    // When more changes come before the disk has answered
    #expect(reads(program.app.update(change)).isEmpty)
    #expect(reads(program.app.update(change)).isEmpty)

    // Then the answer is shown, and what has changed since is read once
    program.records[0] = Given.record(.account, "a1", ["name": "Renamed"])
    var later: [ReadSlot] = []
    for job in first {
      guard case .read(let slot, let generation, let read) = job.effect else { continue }
      let answer = Answer.read(slot, generation: generation, program.answer(read))
      later += reads(program.app.update(.answer(job.layer, answer)))
    }
    #expect(program.app.screen?.list?.row(0)?.record.title == "Renamed")
    #expect(later.sorted { "\($0)" < "\($1)" } == [.detail, .list])
  }

  @Test func `after a read that failed the next change reads again`() {
    // Given rows that could not be read
    var program = program()
    for job in program.app.update(change) {
      guard case .read(let slot, let generation, _) = job.effect else { continue }
      _ = program.app.update(
        .answer(job.layer, .read(slot, generation: generation, .failure("The disk is away."))))
    }
    #expect(program.said == "The disk is away.")

    // When records change, then they are asked for anew
    #expect(Set(reads(program.app.update(change))) == [.list, .detail])
  }
}
