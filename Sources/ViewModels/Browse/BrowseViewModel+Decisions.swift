// Decisions about the record at hand, by a single key. In a list the next record is at hand then.

import VitallyModel

extension BrowseViewModel {
  /// Runs a command that decides something.
  mutating func run(_ command: DecisionCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .done:
      guard let record = completable, let completion = record.schema.completion else { return [] }
      return decide(.complete(record[completion.at].isBlank), about: record, in: &shared)
    case .bump(nil): return askDay(.dueDay, in: shared)
    case .bump(let day?):
      return completable.map { decide(.due(day), about: $0, in: &shared) } ?? []
    case .assign: return pickAssignee(in: shared)
    case .tags: return setField("tags", in: shared)
    case .noteThenDone: return addNote(in: &shared)
    case .again:
      guard let decision = shared.lastDecision else { return [] }
      return subject(of: decision).map { decide(decision, about: $0, in: &shared) } ?? []
    }
  }

  /// The record that a decision is about: what is ticked off may also be on the cursor's line.
  func subject(of decision: Decision) -> Record? {
    switch decision {
    case .complete, .due: completable
    case .assign: assignable
    case .set, .tag: selectedRow?.record
    }
  }

  /// What can be assigned: the record at hand, or the one on the cursor's line of a brief.
  var assignable: Record? {
    if let task = completable { return task }
    return selectedRow?.record.schema.assignedField == nil ? nil : selectedRow?.record
  }

  /// Decides something about a record, and goes on to the next one of a list.
  mutating func decide(
    _ decision: Decision, about record: Record, in shared: inout Shared
  ) -> Outcome {
    let title = shared.measure.cut(RecordFormatter(now: shared.now).title(record), to: 60)
    let words = decision.words(on: record, now: shared.now)
    switch decision.verdict(on: record, now: shared.now) {
    case .impossible(let reason):
      shared.say("\(title): \(reason)", .warning)
      return []
    case .already:
      shared.lastDecision = decision
      shared.say("Nothing changed, it is so already: \(title)")
      return goOn(after: decision, from: record.ref, shared)
    case .change(let change):
      shared.lastDecision = decision
      let effect = shared.submit(change, saying: "\(words): \(title)", held: true)
      return [effect] + goOn(after: decision, from: record.ref, shared)
    }
  }

  /// Selects the next row of the list, wherever the one that was decided about goes.
  private mutating func goOn(
    after decision: Decision, from ref: Ref, _ shared: Shared
  ) -> Outcome {
    guard focusedList?.selectedRow?.record.ref == ref, decision.isLast else {
      pinSelection()
      return []
    }
    let outcome = moveRow(by: 1)
    // Behind the last row there is none to go on to: the place stays.
    if focusedList?.selectedRow?.record.ref == ref { stayInPlace() }
    return outcome + followSelection(shared)
  }

  // MARK: Asking

  /// Asks for a day.
  private func askDay(_ purpose: PromptViewModel.Purpose, in shared: Shared) -> Outcome {
    completable == nil ? [] : .push(.prompt(shared.prompt(purpose)))
  }

  /// Asks who gets the record; the user is offered first.
  private mutating func pickAssignee(in shared: Shared) -> Outcome {
    guard let record = assignable, let field = record.schema.assignedField else { return [] }
    pinSelection()
    assigns = record.ref
    let title = "\(field.label) of \(RecordFormatter(now: shared.now).title(record))"
    let query = MatchQuery(.admin, first: shared.now.me)
    return .push(.picker(PickerViewModel(shared.measure.cut(title, to: 60), search: query)))
  }

  /// Gives the record to the team member that was picked.
  mutating func assign(_ person: Ref, named name: String, in shared: inout Shared) -> Outcome {
    defer { assigns = nil }
    guard let record = assignable, record.ref == assigns else {
      shared.say("Not assigned: the record is no longer at hand.", .warning)
      return []
    }
    return decide(.assign(person, name: name), about: record, in: &shared)
  }

  // MARK: A note first

  /// The customer to whom a note about the task belongs.
  private func customer(of task: Record) -> Ref? {
    [Resource.account, .organization].lazy.compactMap { resource in
      task.schema.fields.lazy.filter { $0.kind == .lookUp(resource) }
        .compactMap { $0.kind.refs(in: task[$0]).first?.ref }.first
    }.first
  }

  /// Opens a form for a note; once that is saved, the task is done.
  private mutating func addNote(in shared: inout Shared) -> Outcome {
    guard let task = completable else { return [] }
    guard let customer = customer(of: task) else {
      shared.say("This task has no customer to whom a note could belong.", .warning)
      return []
    }
    pinSelection()
    let note = Ref.made(.note, shared.ids.next())
    completes = NoteFirst(note: note, task: task.ref)
    return .push(
      .opening(
        FormOpening(
          of: note, .new(parent: customer), as: .form(.whole),
          template: shared.template(for: .note))))
  }

  /// A note was saved: the task that waited for it is done.
  mutating func complete(after note: Ref, in shared: inout Shared) -> Outcome? {
    guard let waiting = completes, waiting.note == note else { return nil }
    completes = nil
    guard let task = completable, task.ref == waiting.task else {
      shared.say("The note is saved. The task is no longer at hand: it is still open.", .warning)
      return []
    }
    return decide(.complete(true), about: task, in: &shared)
  }

  /// A note that is being written about a task which is done after that.
  struct NoteFirst: Equatable {
    let note: Ref
    let task: Ref
  }
}

extension Decision {
  /// Whether one goes on to the next record after it.
  fileprivate var isLast: Bool {
    switch self {
    case .complete(let isDone): isDone
    case .due, .assign: true
    case .set, .tag: false
    }
  }
}
