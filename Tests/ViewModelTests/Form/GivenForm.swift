// What the tests of forms do: open one, go to a field, type, and look at what stands there.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

extension Answering {
  /// A program with the form of a record on screen.
  static func editing(
    _ record: Record, among others: [Record] = [], traits: [Field] = [], now: Now = Given.now
  ) -> Answering {
    var program = Answering(Given.app(), [record] + others)
    program.app.now = now
    program.traits = traits
    program.start()
    program.run(.app(.openView(record.resource)))
    program.run(.record(.edit))
    program.effects = []
    return program
  }

  /// A program with the form of a new record on screen, begun from a record.
  static func creating(
    _ resource: Resource, from parent: Record, among others: [Record] = [], now: Now = Given.now
  ) -> Answering {
    var program = Answering(Given.app(), [parent] + others)
    program.app.now = now
    program.start()
    program.run(.app(.openView(parent.resource)))
    program.run(.record(.add(resource)))
    program.effects = []
    return program
  }

  /// Moves the cursor into a cell of a field, the value unless told otherwise.
  mutating func go(to path: FieldPath, cell: Int? = nil) throws {
    let form = try #require(app.form)
    let row = try #require(form.rows.firstIndex { $0.path == path })
    try go(to: FormViewModel.Focus(row, cell ?? form.rows[row].cells.count - 1))
  }

  /// Moves the cursor into a cell of the empty row for a new trait.
  mutating func goToNewTrait(cell: Int = 0) throws {
    try go(to: FormViewModel.Focus(try #require(app.form).rows.count - 1, cell))
  }

  private mutating func go(to target: FormViewModel.Focus) throws {
    for _ in 0..<100 {
      let focus = try #require(app.form).focus
      if focus == target { return }
      let isBefore = (focus.row, focus.cell) < (target.row, target.cell)
      run(.form(isBefore ? .next : .previous))
    }
    Issue.record("the cursor does not get to row \(target.row), cell \(target.cell)")
  }

  /// Types a text over what stands in the line of a field, and stays there.
  mutating func enter(_ text: String, in path: FieldPath) throws {
    try go(to: path)
    run(.editor(.end))
    run(.editor(.killToStart))
    type(text)
  }

  /// Adds a trait in the empty row at the end, and stays in its value.
  mutating func addTrait(_ key: String, _ kind: String, _ text: String) throws {
    try goToNewTrait()
    type(key)
    run(.form(.next))
    pick(kind)
    run(.form(.next))
    type(text)
  }

  /// Picks what is called so in the cell with the cursor.
  mutating func pick(_ title: String) {
    run(.form(.pick))
    type(title)
    run(.dialog(.accept))
  }

  /// Saves, and gives the change that was handed in.
  mutating func save() throws -> NewChange {
    let before = submitted.count
    run(.form(.save))
    try #require(submitted.count == before + 1, "\(app.notice?.sentence ?? "nothing was said")")
    return try #require(submitted.last)
  }

  /// What was handed in last, with what follows it.
  private var lastHandedIn: Submission? {
    let all = effects.compactMap { effect -> Submission? in
      if case .submit(let submission) = effect { submission } else { nil }
    }
    return all.last
  }

  /// Makes the change that was handed in last durable, as the store would, and what follows it.
  @discardableResult
  mutating func makeDurable(id: ChangeID = 1) throws -> Change {
    let submission = try #require(lastHandedIn)
    if let draft = submission.change.draft { end(draft) }
    let made = submission.all.enumerated().map { index, one in
      Change(
        id: id + 100 * ChangeID(index), madeID: one.madeID, new: one.change,
        createdAt: app.now.moment)
    }
    changes += made
    for change in made { send(.store(.change(change))) }
    for (change, one) in zip(made, submission.all) { answerForm(.submitted(change, one)) }
    return made[0]
  }

  /// Fails to make the change that was handed in last durable: the draft that came with it is
  /// kept, as the program does.
  mutating func failToSave(_ sentence: String) throws {
    let submission = try #require(submissions.last)
    if let draft = submission.draft {
      end(draft.end)
      drafts.append(draft)
    }
    answerForm(.notSubmitted(submission, sentence))
  }

  /// Tells what has become of a change.
  mutating func tell(
    _ change: Change, _ state: Change.State, _ sentence: String = "",
    about fields: [FieldPath: String] = [:]
  ) {
    var change = change
    change.state = state
    change.sentence = sentence
    change.fieldMessages = fields.map { .init(path: $0.key, message: $0.value) }
    changes.removeAll { $0.id == change.id }
    if change.isPending || change.needsAttention { changes.append(change) }
    send(.store(.change(change)))
  }

  /// The sentence on screen.
  var said: String { app.notice?.sentence ?? "" }

  /// A field of the form.
  func row(_ path: FieldPath) throws -> FormRow {
    try #require(app.form?.rows.first { $0.path == path }, "there is no field \(path.text)")
  }

  /// What stands in a field, as it is shown.
  func shown(_ path: FieldPath) throws -> String {
    switch try row(path).value.input {
    case .line(let editor): editor.text
    case .text(let editor): editor.text
    case .option(let option): option.label
    case .records(let records): records.chosen.map(\.description).joined(separator: " ")
    case .locked: "(locked)"
    case .fixed: "(fixed)"
    }
  }

  /// What is wrong in a field and on screen.
  func problem(_ path: FieldPath) throws -> String? {
    try row(path).cells.lazy.compactMap(\.problem).first
  }

  /// The lines below the form: what will be sent.
  ///
  /// While a text is being written only the first line is there.
  var willSend: [String] {
    (app.form?.content.foot ?? []).filter { !$0.text.hasPrefix("─") }.map { line in
      line.text.split(separator: " ").joined(separator: " ")
    }
  }
}
