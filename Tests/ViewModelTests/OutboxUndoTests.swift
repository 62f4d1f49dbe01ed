// Taking back and doing again in the outbox, where the keys are about the selected change.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct OutboxUndoTests {
  private func outbox(_ entries: [OutboxEntry]) -> Answering {
    var program = Answering(Given.app(), Given.accounts(2))
    program.start()
    program.run(.app(.show(.outbox)))
    program.answerTop(.read(.entries, generation: 1, .outbox(OutboxList(entries))))
    program.effects = []
    return program
  }

  private static func takenBack(_ id: ChangeID) -> OutboxEntry {
    var entry = OutboxEntry.renamed(id)
    entry.change.droppedAt = Given.now.moment
    return entry
  }

  @Test func `in the outbox the keys are about the selected change`() {
    // Given one that was sent, one that was undone by another, and one that was taken back
    var undone = OutboxEntry.renamed(1, .answered)
    undone.undoing = OutboxEntry.Undoing(at: Given.now.moment, state: .answered)
    var inverse = OutboxEntry.renamed(3, .answered)
    inverse.change.new.undoes = 1
    var program = outbox([
      undone, OutboxEntry.renamed(2, .answered), inverse, Self.takenBack(4),
    ])
    let ids: [ChangeID] = [3, 2, 1, 4]
    guard case .outbox(let outbox)? = program.app.cover else { return }
    #expect(outbox.rows.compactMap(\.entry?.id) == ids)
    #expect(
      outbox.rows.compactMap { $0.entry?.standing(at: Given.now.moment).text }
        == ["sent", "sent", "undone", "taken back"])

    program.run(.move(.down))
    program.run(.app(.undo))
    #expect(program.effects.last == .undo([2], mayArchive: false))
    // What is undone is done again by taking back what undoes it
    program.run(.move(.down))
    program.run(.app(.undo))
    #expect(program.app.notice?.sentence.hasPrefix("It is taken back already.") == true)
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [], inverses: [3]))
    program.run(.move(.down))
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [4], inverses: []))
    program.run(.outbox(.drop))
    #expect(program.app.notice?.sentence == "It was taken back: C-r does it again.")
  }

  @Test func `what is done again by its row stays in the line until it is there`() {
    // Given a decision that was taken back by the key
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    program.takeBack(1)
    program.run(.app(.show(.outbox)))
    program.answerTop(.read(.entries, generation: 1, .outbox(OutboxList([Self.takenBack(1)]))))
    program.effects = []
    // When it is done again by its row, which the disk does not take
    program.run(.app(.redo))
    #expect(program.effects == [.redo(dropped: [1], inverses: [])])
    program.answerTop(.notUndone("The disk is full."))
    // Then the key still knows it elsewhere, until it is there
    #expect(program.app.shared.undo.steps.map(\.dropped) == [[1]])
    program.run(.app(.redo))
    var redone = Redone()
    redone.again = [OutboxEntry.renamed(2, .waiting)]
    redone.changes = [OutboxEntry.renamed(2, .waiting).change]
    program.answerTop(.redone(redone))
    #expect(program.app.shared.undo.steps.isEmpty)
  }

  @Test func `a row that is taken back meanwhile does not lose what the key takes back`() {
    // Given a decision that is being taken back, and then a row of the outbox
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    program.run(.app(.show(.outbox)))
    program.answerTop(
      .read(.entries, generation: 1, .outbox(OutboxList([OutboxEntry.renamed(5, .answered)]))))
    program.run(.app(.undo))
    #expect(program.effects.suffix(1) == [.undo([5], mayArchive: false)])
    // When the disk takes only the second
    program.answerTop(.notUndone("The disk is full."))
    var undone = Undone(asked: [5])
    undone.reversed = [OutboxEntry.renamed(5, .answered)]
    program.answerTop(.undone(undone))
    // Then the first is still in the line
    #expect(program.app.shared.undo.decisions.map(\.ids) == [[1]])
  }

  @Test func `a group is taken back by its row`() {
    let entries = [1, 2].map { id in
      var entry = OutboxEntry.renamed(ChangeID(id), .answered)
      entry.change.new.group = ChangeGroup(.bulk, id: "b", name: "Name of 2 accounts")
      return entry
    }
    var program = outbox(entries)
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1, 2], mayArchive: false)])
  }

  @Test func `what was taken back on another day is not listed`() {
    var entry = OutboxEntry.renamed(1)
    entry.change.droppedAt = Given.now.moment.adding(seconds: -86_400)
    let program = outbox([entry])
    guard case .outbox(let outbox)? = program.app.cover else { return }
    #expect(outbox.rows.isEmpty)
  }
}
