// A program in which something was decided, as the store tells it.

import VitallyModel

@testable import ViewModels

extension OutboxEntry {
  /// A change of the name of the first account.
  static func renamed(_ id: ChangeID, _ state: Change.State = .dropped) -> OutboxEntry {
    let record = Given.record(.account, "a1", ["name": "Contoso"])
    return OutboxEntry(
      Change(
        id: id, new: .updating(record, [("name", "Fabrikam")]), state: state,
        createdAt: Given.now.moment), title: "Contoso")
  }
}

extension Answering {
  /// A program with this many decisions.
  static func deciding(_ count: Int, isReadOnly: Bool = false) -> Answering {
    var program = Answering(Given.app(isReadOnly: isReadOnly), Given.accounts(2))
    program.start()
    for id in 1...max(1, count) where id <= count { program.decide(ChangeID(id)) }
    program.effects = []
    return program
  }

  /// Decides something, which is on the disk then.
  mutating func decide(_ id: ChangeID, held: Bool = true) {
    var change = OutboxEntry.renamed(id, .waiting).change
    change.heldUntil = held ? Given.now.moment.adding(seconds: 5) : nil
    let effect = app.shared.submit(change.new, saying: "Done: Contoso", held: held)
    guard case .submit(let submission) = effect else { return }
    send(.store(.change(change)))
    answerTop(.submitted(change, submission))
  }

  /// Tells that a decision was taken back.
  mutating func takeBack(_ id: ChangeID) {
    var undone = Undone(asked: [id])
    undone.dropped = [OutboxEntry.renamed(id)]
    answerTop(.undone(undone))
  }
}
