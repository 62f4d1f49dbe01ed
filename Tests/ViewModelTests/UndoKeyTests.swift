// Taking back and doing again by key: what is asked of the store, and what is said.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct UndoKeyTests {
  private static let ref = Ref.server(.account, "a1")

  @Test func `a key that follows at once takes back what is still being written`() {
    // Given an earlier decision, and one that is on its way to the disk
    var program = Answering.deciding(1)
    let change = OutboxEntry.renamed(2, .waiting).change
    let effect = program.app.shared.submit(change.new, saying: "Done: Contoso", held: true)
    guard case .submit(let submission) = effect else { return }
    // When both keys come before it is there, then they wait
    program.run(.app(.undo))
    program.run(.app(.redo))
    #expect(program.effects.isEmpty)
    program.answerTop(.submitted(change, submission))
    #expect(program.effects == [.undo([2], mayArchive: false)])
    program.takeBack(2)
    #expect(program.effects.last == .redo(dropped: [2], inverses: []))
  }

  @Test func `what the disk does not take stays in the line`() {
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    program.answerTop(.notUndone("The disk is full."))
    #expect(program.app.notice == Notice(.failure, "The disk is full."))
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1], mayArchive: false), .undo([1], mayArchive: false)])
  }

  @Test func `what is held says which key takes it back, until another sentence is true`() {
    var program = Answering.deciding(0)
    program.decide(1)
    #expect(program.app.notice?.sentence == "Done: Contoso · u takes it back")
    // What waits for the network says so
    var change = OutboxEntry.renamed(1, .waiting).change
    change.sentence = "Vitally can't be reached."
    program.send(.store(.change(change)))
    #expect(
      program.app.notice?.sentence == "Saved on this computer. Vitally can't be reached.")
    // And what is not held says nothing of it
    program.decide(2, held: false)
    #expect(program.app.notice?.sentence == "Done: Contoso")
  }

  @Test func `the key takes the decisions back one by one, newest first`() {
    var program = Answering.deciding(2)
    // Pressed at once, the second key waits for the answer to the first
    for _ in 1...3 { program.run(.app(.undo)) }
    #expect(program.effects == [.undo([2], mayArchive: false)])
    program.takeBack(2)
    #expect(program.effects.last == .undo([1], mayArchive: false))
    program.takeBack(1)
    #expect(program.effects.count == 2)
    #expect(program.app.notice?.sentence.contains("gl lists what was changed today") == true)
  }

  @Test func `what was taken back is named, and done again by the other key`() {
    // Given a decision that was taken back
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    var undone = Undone(asked: [1])
    undone.dropped = [OutboxEntry.renamed(1)]
    program.answerTop(.undone(undone))
    #expect(
      program.app.notice?.sentence
        == "Taken back: Name of Contoso · C-r does it again")
    // When it is done again
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [1], inverses: []))
    var redone = Redone()
    redone.again = [OutboxEntry.renamed(2, .waiting)]
    redone.changes = [OutboxEntry.renamed(2, .waiting).change]
    program.answerTop(.redone(redone))
    #expect(
      program.app.notice?.sentence == "Done again: Name of Contoso · u takes it back")
    // Then the first key takes back what it is now
    program.run(.app(.undo))
    #expect(program.effects.last == .undo([2], mayArchive: false))
  }

  @Test func `an undo that is taken back is not offered to be done again`() {
    // Given the opposite of a change, which is taken back before it is sent
    var program = Answering.deciding(1)
    var entry = OutboxEntry.renamed(2)
    entry.change.new.undoes = 1
    var undone = Undone(asked: [2])
    undone.dropped = [entry]
    program.app.shared.undo.beginRow()
    program.answerTop(.undone(undone))
    #expect(program.app.notice?.sentence == "Taken back: undo: edit account, Contoso")
    program.effects = []
    program.run(.app(.redo))
    #expect(program.effects.isEmpty)
  }

  @Test func `a new decision ends what could be done again`() {
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    var undone = Undone(asked: [1])
    undone.dropped = [OutboxEntry.renamed(1)]
    program.answerTop(.undone(undone))
    program.decide(2)
    program.effects = []
    program.run(.app(.redo))
    #expect(program.effects.isEmpty)
    #expect(program.app.notice?.sentence == "Nothing was taken back that could be done again.")
  }

  @Test(arguments: [
    (Change.State.answered, ", and Vitally will be told"),
    (.sending, ", as soon as Vitally has answered"),
  ])
  func `what was sent says that its opposite is on its way`(
    _ state: Change.State, _ words: String
  ) {
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    var undone = Undone(asked: [1])
    undone.reversed = [OutboxEntry.renamed(1, state)]
    undone.inverses = [OutboxEntry.renamed(2, .waiting).change]
    program.answerTop(.undone(undone))
    #expect(
      program.app.notice?.sentence
        == "Taken back: Name of Contoso\(words) · C-r does it again")
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [], inverses: [2]))
  }

  @Test func `what can't be undone says why`() {
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    var undone = Undone(asked: [1])
    undone.kept = [
      KeptChange(OutboxEntry.renamed(1, .answered), "Name can't be emptied once it is set.")
    ]
    program.answerTop(.undone(undone))
    #expect(
      program.app.notice
        == Notice(
          .warning,
          "Not taken back: Name of Contoso. Name can't be emptied once it is set."))
  }

  @Test func `that many changes are being taken back is said at once, and then what came of it`() {
    // Given a change of many records
    var program = Answering.deciding(0)
    let changes = OutboxGroupTests.bulk(Array(repeating: .waiting, count: 5_600))
    let effect = program.app.shared.submit(changes.map(\.new), saying: "Due tomorrow", held: true)
    guard case .submitGroup(let group) = effect else { return }

    // When the key is pressed while they are being kept, moves go on but keys about the rows wait
    program.send(.resized(width: 80, height: 24))
    #expect(program.app.readiness == .awaitsSelection)
    program.run(.app(.undo))
    program.answerTop(.groupSubmitted(changes, group))
    #expect(program.app.readiness == .ready)

    // Then that is said until there is an answer, and the progress of the way back as well
    #expect(program.app.notice?.sentence == "Taking back 5,600 changes…")
    var undone = Undone(asked: changes.map(\.id))
    undone.dropped = changes[..<5_000].map { OutboxEntry($0, title: "") }
    undone.reversed = changes[5_000...].map { change in
      var change = change
      change.state = change.id > 5_590 ? .sending : .answered
      return OutboxEntry(change, title: "")
    }
    undone.inverses = Self.inverses(of: undone.reversed.map(\.change))
    for change in undone.dropped + undone.reversed { program.send(.store(.change(change.change))) }
    for change in undone.inverses { program.send(.store(.change(change))) }
    program.send(.store(.groupEnded(undone.reversed.map(\.change))))
    #expect(program.app.notice?.sentence == "Taking back 5,600 changes…")
    program.answerTop(.undone(undone))
    #expect(
      program.app.notice?.sentence
        == "Taken back: “Tier” (5,600 accounts). 5,000 were not saved in Vitally yet; it will be told of the "
        + "other 600, of 10 of them once it has answered · C-r does it again")
    #expect(program.app.shared.bulk?.words == "saved 0/600")

    // And how those end that were on their way is not told as if they were still in force
    program.send(.store(.groupEnded(undone.reversed.map(\.change))))
    #expect(program.app.notice?.sentence.hasPrefix("Taken back: ") == true)
    program.send(
      .store(
        .groupEnded(
          undone.inverses.map { change in
            var change = change
            change.state = .answered
            return change
          })))
    #expect(program.app.notice?.sentence == "600 accounts changed back.")
  }

  private static func inverses(of changes: [Change]) -> [Change] {
    changes.map { change in
      var inverse = change
      inverse.id += 10_000
      inverse.state = .waiting
      inverse.new.undoes = change.id
      inverse.new.group = ChangeGroup(.bulk, id: "undo", name: "Undo: Tier")
      return inverse
    }
  }

  @Test func `of many that stay it is said how many, and for what reason most of them do`() {
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    var undone = Undone(asked: [1])
    undone.dropped = [OutboxEntry.renamed(1)]
    undone.kept = OutboxGroupTests.bulk(.answered, .answered, .answered).map {
      KeptChange(
        OutboxEntry($0, title: "X"),
        $0.id == 1 ? "It is being sent." : "You have changed Name again since then.")
    }
    program.answerTop(.undone(undone))
    #expect(
      program.app.notice?.sentence
        == "Taken back: Name of Contoso · C-r does it again. Not taken back: 2 accounts. "
        + "You have changed Name again since then. 1 other can't either.")
  }

  @Test func `what is being sent stays the last decision`() {
    // Given a new record that is on its way
    var program = Answering.deciding(2)
    program.run(.app(.undo))
    var undone = Undone(asked: [2])
    undone.kept = [KeptChange(OutboxEntry.renamed(2, .sending), "It is being sent.")]
    program.answerTop(.undone(undone))
    // When the key is pressed again, then it is not about the decision before
    program.run(.app(.undo))
    #expect(program.effects == [.undo([2], mayArchive: false), .undo([2], mayArchive: false)])
  }

  @Test func `a new record is archived only after a question, and no keeps it in the line`() {
    // Given a decision that is a new note
    var program = Answering.deciding(1)
    program.run(.app(.undo))
    var undone = Undone(asked: [1])
    let note = NewChange.creating(.made(.note, "n"), [("subject", "Visit")])
    undone.toArchive = [
      OutboxEntry(
        Change(id: 1, new: note, state: .answered, createdAt: Given.now.moment), title: "Visit")
    ]
    program.answerTop(.undone(undone))
    guard case .question(let question)? = program.app.overlay else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.text == "Vitally has the new note “Visit” already. Archive it?")
    // When the answer is no, then it is asked again next time
    program.run(.dialog(.no))
    program.effects = []
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1], mayArchive: false)])
    program.answerTop(.undone(undone))
    program.run(.dialog(.yes))
    #expect(program.effects.last == .undo([1], mayArchive: true))
    // And it is in the line no more
    undone.toArchive = []
    undone.reversed = [OutboxEntry.renamed(1, .answered)]
    undone.inverses = [OutboxEntry.renamed(2, .waiting).change]
    program.answerTop(.undone(undone))
    let count = program.effects.count
    program.run(.app(.undo))
    #expect(program.effects.count == count)
  }

  @Test func `what was thrown away elsewhere is not in the line any more`() {
    var program = Answering.deciding(2)
    program.send(.store(.change(OutboxEntry.renamed(2).change)))
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1], mayArchive: false)])
  }

  @Test func `a read-only workspace takes nothing back`() {
    var program = Answering.deciding(0, isReadOnly: true)
    program.run(.app(.undo))
    program.run(.app(.redo))
    #expect(program.effects.isEmpty)
    #expect(program.app.notice?.sentence.contains("read-only") == true)
  }

  @Test func `what is said of sending ends with it`() {
    // Given two decisions that are sent at once
    var program = Answering.deciding(2)
    program.run(.app(.sendOutbox))
    #expect(program.said == "Sending…")
    // When one is there and the other is not, then it is true
    var change = OutboxEntry.renamed(1, .answered).change
    program.send(.store(.change(change)))
    #expect(program.said == "Sending…")
    // And when both are, they are sent
    change = OutboxEntry.renamed(2, .answered).change
    program.send(.store(.change(change)))
    #expect(program.said == "All changes are sent.")
  }

  // MARK: Leaving

  @Test func `leaving sends what is held, and any key ends at once`() {
    var program = Answering.deciding(2)
    program.run(.app(.quit))
    #expect(program.effects == [.part])
    #expect(
      program.app.notice?.sentence.hasPrefix("Sending 2 changes before vitty ends.") == true)
    program.run(.app(.quit))
    #expect(program.effects == [.part, .quit])
  }

  @Test func `what could not be sent in time is held no more, and leaving does not wait`() {
    // Given a change whose hold is over, which nobody has told since
    var program = Answering.deciding(1)
    #expect(program.app.shared.heldCount == 1)
    program.app.now.moment = Given.now.moment.adding(seconds: 6)
    // Then it waits
    #expect(program.app.shared.heldCount == 0)
    program.run(.app(.quit))
    #expect(program.effects == [.quit])
  }

  @Test func `leaving ends when what is held is sent, and at once without any`() {
    var program = Answering.deciding(1)
    program.run(.app(.quit))
    program.send(.parted)
    #expect(program.effects == [.part, .quit])

    var other = Answering.deciding(0)
    other.decide(1, held: false)
    other.effects = []
    other.run(.app(.quit))
    #expect(other.effects == [.quit])
  }

  @Test func `leaving right after a key waits for the disk, and sends`() {
    // Given a decision that is on its way to the disk
    var program = Answering.deciding(0)
    _ = program.app.shared.submit(
      OutboxEntry.renamed(1, .waiting).change.new, saying: "Done: Contoso", held: true)
    program.run(.app(.quit))
    #expect(program.effects == [.part])
    #expect(program.app.notice?.sentence.hasPrefix("Sending 1 change before") == true)
  }

  @Test func `a record that gets another name on its way to the disk leaves nothing behind`() {
    // Given a decision about a record whose create is answered before the decision is on the disk
    var program = Answering.deciding(0)
    let made = Ref.made(.account, "m1")
    let effect = program.app.shared.submit(
      NewChange(.update, made, fields: ["name": "Fabrikam"]), saying: "Changed", held: true)
    guard case .submit(let submission) = effect else { return }
    program.send(.store(.merged(from: made, to: Self.ref)))
    var change = OutboxEntry.renamed(1, .waiting).change
    change.heldUntil = Given.now.moment.adding(seconds: 5)
    program.answerTop(.submitted(change, submission))
    // Then undo does not wait for anything
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1], mayArchive: false)])
  }
}
