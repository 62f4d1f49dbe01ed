// What can be taken back after a restart: what the session before has left and nobody has seen.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct UndoResumeTests {
  private func change(
    _ id: ChangeID, _ state: Change.State = .waiting, group: String? = nil, undoes: ChangeID? = nil,
    sentAt: Moment? = nil
  ) -> Change {
    var new = NewChange.updating(
      Given.record(.account, "a\(id)", ["name": "Contoso"]), [("name", "Fabrikam")])
    new.group = group.map { ChangeGroup(.bulk, id: $0, name: "Name of 2 accounts") }
    new.undoes = undoes
    return Change(id: id, new: new, state: state, createdAt: Given.now.moment, sentAt: sentAt)
  }

  @Test func `what waits from the session before is taken back by the key, newest first`() {
    var program = Answering(Given.app(), Given.accounts(2))
    program.start()
    // Given a single decision, one about two records, and what Vitally has or may have
    program.send(
      .outbox([
        change(1), change(2, group: "b"), change(3, group: "b"), change(4, .sending),
        change(5, sentAt: Given.now.moment), change(6, .refused), change(7, undoes: 1),
      ]))
    program.effects = []
    program.run(.app(.undo))
    #expect(program.effects == [.undo([2, 3], mayArchive: false)])
    program.answerTop(.undone(Undone(asked: [2, 3])))
    program.effects = []
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1], mayArchive: false)])
  }

  @Test func `what is decided now is newer than what was left`() {
    var program = Answering(Given.app(), Given.accounts(2))
    program.start()
    let new = change(9)
    let effect = program.app.shared.submit(new.new, saying: "Changed", held: true)
    guard case .submit(let submission) = effect else { return }
    program.send(.store(.change(new)))
    program.answerTop(.submitted(new, submission))
    program.send(.outbox([change(1)]))
    program.effects = []
    program.run(.app(.undo))
    #expect(program.effects == [.undo([9], mayArchive: false)])
  }
}
