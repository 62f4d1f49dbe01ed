// Sending all that waits by a key, also what was decided just before it.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct SendingKeyTests {
  private static func change(_ state: Change.State) -> Change {
    let record = Given.record(.account, "a1", ["name": "Contoso"])
    return Change(
      id: 1, new: .updating(record, [("name", "Fabrikam")]), state: state,
      createdAt: Given.now.moment)
  }

  private func program() -> Answering {
    var program = Answering(Given.app(), Given.accounts(2))
    program.start()
    program.effects = []
    return program
  }

  @Test func `sending takes along what is on its way to the disk`() {
    // Given a decision that is just being written
    var program = program()
    let change = Self.change(.waiting)
    let effect = program.app.shared.submit(change.new, saying: "Done: Contoso", held: true)
    guard case .submit(let submission) = effect else { return }
    // When all is to be sent at once
    program.run(.app(.sendOutbox))
    #expect(program.said == "Sending…")
    #expect(program.effects == [.sendOutbox(trustsKey: false)])
    // Then that is still said once it is on disk
    program.send(.store(.change(change)))
    program.answerTop(.submitted(change, submission))
    #expect(program.said == "Sending…")
    program.send(.store(.change(Self.change(.answered))))
    #expect(program.said == "All changes are sent.")
    // And with nothing there is nothing to send
    program.run(.app(.sendOutbox))
    #expect(program.said == "Nothing is waiting to be sent.")
  }

  @Test func `all is sent also where the server was faster than the disk's answer`() {
    var program = program()
    let change = Self.change(.waiting)
    let effect = program.app.shared.submit(change.new, saying: "Done: Contoso", held: true)
    guard case .submit(let submission) = effect else { return }
    program.run(.app(.sendOutbox))
    program.send(.store(.change(change)))
    program.send(.store(.change(Self.change(.answered))))
    #expect(program.said == "Sending…")
    program.answerTop(.submitted(change, submission))
    #expect(program.said == "All changes are sent.")
  }
}
