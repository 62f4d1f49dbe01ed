// Decisions about the record at hand, by a single key. In a list the next record is at hand then.

import VitallyModel

extension BrowseViewModel {
  /// Runs a command that decides something.
  mutating func run(_ command: DecisionCommand, in shared: inout Shared) -> Outcome {
    if hasMarks { return runOnMarked(command, in: &shared) }
    switch command {
    case .done:
      guard let record = completable, let completion = record.schema.completion else { return [] }
      if isDoneAtEnd {
        shared.say("That was the last one. Move the cursor to go on, or to reopen it.")
        return []
      }
      let isOpen = record[completion.at].isBlank
      let outcome = decide(.complete(isOpen), about: record, in: &shared)
      isDoneAtEnd = isOpen && focusedList?.selectedRow?.record.ref == record.ref
      return outcome
    case .bump(nil):
      return completable.map { askDay(.dueDay, about: .record($0.ref), in: shared) } ?? []
    case .bump(let day?):
      return completable.map { decide(.due(day), about: $0, in: &shared) } ?? []
    case .wait(nil):
      return completable.map { askDay(.waitDay, about: .record($0.ref), in: shared) } ?? []
    case .wait(let text?): return completable.map { wait(text, about: $0, in: &shared) } ?? []
    case .assign: return pickAssignee(in: shared)
    case .tags: return taggable.map { openForm(.form(.field("tags")), of: $0) } ?? []
    case .noteThenDone: return addNote(in: &shared)
    case .again:
      guard let last = shared.lastDecision, let record = subject(of: last) else { return [] }
      switch last {
      case .change(let decision): return decide(decision, about: record, in: &shared)
      case .wait(let text): return wait(text, about: record, in: &shared)
      }
    }
  }

  /// Runs a command that decides something about all marked records.
  private mutating func runOnMarked(
    _ command: DecisionCommand, in shared: inout Shared
  ) -> Outcome {
    switch command {
    case .done: return decide(aboutMarked: .complete(true), in: &shared)
    case .bump(nil): return askDay(.dueDay, about: .marked, in: shared)
    case .bump(let day?): return decide(aboutMarked: .due(day), in: &shared)
    case .wait(nil): return askDay(.waitDay, about: .marked, in: shared)
    case .wait(let text?): return wait(aboutMarked: text, in: &shared)
    case .assign: return pickAssignee(in: shared)
    case .tags: return .push(.prompt(shared.prompt(.tagChanges)))
    case .noteThenDone: return []
    case .again:
      switch shared.lastDecision {
      case .change(let decision)?: return decide(aboutMarked: decision, in: &shared)
      case .wait(let text)?: return wait(aboutMarked: text, in: &shared)
      case nil: return []
      }
    }
  }

  /// The record that a decision is about: what is ticked off may also be on the cursor's line.
  func subject(of last: LastDecision) -> Record? {
    switch last {
    case .wait, .change(.complete), .change(.due): completable
    case .change(.assign): assignable
    case .change(.tag):
      completable?.schema.takesTags == true ? completable : selectedRow?.record
    case .change(.set), .change(.archive): selectedRow?.record
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
      shared.say("\(title): \(reason.sentence)", .warning)
      return []
    case .already:
      shared.lastDecision = .change(decision)
      shared.say("Nothing to change: \(title) is like this already")
      return decision.isLast ? goOn(from: record.ref, shared) : []
    case .change(let change):
      shared.lastDecision = .change(decision)
      let madeID = shared.ids.next()
      tally.add(decision.tallied, madeIDs: [madeID])
      let effect = shared.submit(
        change, as: madeID, saying: "\(words): \(title)", held: true)
      guard decision.isLast else {
        pinSelection()
        return [effect]
      }
      return [effect] + goOn(from: record.ref, shared)
    }
  }

  /// Selects the next row of the list, or the next task of a brief, wherever the one that was decided
  /// about goes.
  mutating func goOn(from ref: Ref, _ shared: Shared) -> Outcome {
    if focusedList == nil { detail?.goOn(from: ref) }
    guard focusedList?.selectedRow?.record.ref == ref else { return [] }
    let outcome = goOnInList()
    // Behind the last row there is none to go on to: the place stays.
    if focusedList?.selectedRow?.record.ref == ref { stayInPlace() }
    return outcome + followSelection(shared)
  }

  // MARK: Waiting

  /// Puts a record aside on this computer, or brings it back. In a list the next one follows.
  mutating func wait(
    _ text: String, about record: Record, in shared: inout Shared
  ) -> Outcome {
    let title = shared.measure.cut(RecordFormatter(now: shared.now).title(record), to: 60)
    guard record[record.schema.completion?.at ?? "completedAt"].isBlank else {
      shared.say("\(title): It is done, so there is nothing to wait for.", .warning)
      return []
    }
    let sentence: String
    let wait: Wait?
    switch text {
    case "over": (wait, sentence) = (nil, "No longer waiting: \(title)")
    case "changed":
      guard let changed = record.updatedAt else {
        shared.say("\(title): It is not on the server yet, so nobody can change it.", .warning)
        return []
      }
      wait = Wait(changedAfter: changed)
      sentence = "Out of your way until it changes: \(title)"
    default:
      switch DayReader.read(text, now: shared.now) {
      case .failure(let error):
        shared.say("\(title): \(error.sentence).", .warning)
        return []
      case .success(let day) where day <= shared.now.today:
        shared.say("\(title): To wait, name a day after today.", .warning)
        return []
      case .success(let day):
        wait = Wait(until: shared.now.zone.moment(of: day))
        let when = DateText(now: shared.now).near(day)
        sentence = "Out of your way until \(when): \(title)"
      }
    }
    let way = "\(shared.keys[.app(.waiting)]) lists what waits, \(shared.keys.quickWayBack)"
    asideGroup = nil
    shared.undo.beginWait()
    let effect = Effect.wait(
      [WaitChange(record.ref, wait)], saying: wait == nil ? sentence : "\(sentence) · \(way)")
    shared.lastDecision = .wait(text)
    if wait != nil { tally.addAside([record.ref]) }
    return [effect] + goOn(from: record.ref, shared)
  }

  /// Puts all marked records aside until a day, or brings them back.
  mutating func wait(aboutMarked text: String, in shared: inout Shared) -> Outcome {
    let refs = marks.refs
    let back = "No longer waiting: \(BulkViewModel.noun(Array(refs)))"
    let wait: Wait?
    switch text {
    case "over": wait = nil
    case "changed": wait = .untilChange
    default:
      guard case .success(let day) = DayReader.read(text, now: shared.now), day > shared.now.today
      else {
        shared.say("To put all that is marked aside, name a day after today.", .warning)
        return []
      }
      wait = Wait(until: shared.now.zone.moment(of: day))
    }
    shared.lastDecision = .wait(text)
    marks.clear()
    asideGroup = shared.ids.next()
    marks.groups.formUnion([asideGroup].compactMap(\.self))
    if wait != nil { tally.addAside(refs) }
    shared.undo.beginWait()
    return [.wait(refs.map { WaitChange($0, wait) }, saying: wait == nil ? back : nil)]
  }

  /// Adds and takes away tags of all marked records: `+risk -trial`.
  mutating func decideTags(_ text: String, in shared: inout Shared) -> Outcome {
    let tags = TagWords(text)
    if tags.isEmpty {
      if !text.isEmpty { shared.say("No tag is named: nothing is changed.", .warning) }
      return []
    }
    return decide(aboutMarked: .tag(adding: tags.adding, removing: tags.removing), in: &shared)
  }

  // MARK: Asking

  /// Asks for a day.
  private mutating func askDay(
    _ purpose: PromptViewModel.Purpose, about subject: Asked.Subject, in shared: Shared
  ) -> Outcome {
    pinSelection()
    asked = .day(subject)
    return .push(.prompt(shared.prompt(purpose)))
  }

  /// Moves the due day to one that was asked for.
  mutating func bump(to day: String, in shared: inout Shared) -> Outcome {
    guard case .day(let subject)? = asked else { return [] }
    asked = nil
    switch subject {
    case .marked: return decide(aboutMarked: .due(day), in: &shared)
    case .record(let ref):
      guard let record = completable, record.ref == ref else {
        shared.say("The due day stays: the task is no longer at hand.", .warning)
        return []
      }
      return decide(.due(day), about: record, in: &shared)
    }
  }

  /// Puts aside until a day that was asked for.
  mutating func wait(until day: String, in shared: inout Shared) -> Outcome {
    guard case .day(let subject)? = asked else { return [] }
    asked = nil
    switch subject {
    case .marked: return wait(aboutMarked: day, in: &shared)
    case .record(let ref):
      guard let record = completable, record.ref == ref else {
        shared.say("Not put aside: the task is no longer at hand.", .warning)
        return []
      }
      return wait(day, about: record, in: &shared)
    }
  }

  /// Asks who gets the record, or all marked ones; the user is offered first.
  private mutating func pickAssignee(in shared: Shared) -> Outcome {
    let subject: Asked.Subject
    let schema: Schema?
    let what: String
    var held: [Ref] = []
    if hasMarks {
      subject = .marked
      schema = markedExample?.resource.schema
      what = BulkViewModel.noun(Array(marks.refs))
    } else {
      guard let record = assignable else { return [] }
      subject = .record(record.ref)
      schema = record.schema
      what = RecordFormatter(now: shared.now).title(record)
      held = record.schema.assignedField.map { $0.kind.refs(in: record[$0]).map(\.ref) } ?? []
    }
    pinSelection()
    asked = .assignee(subject)
    let title = "\(schema?.assignedField?.label ?? "Assignee") of \(what)"
    let query = MatchQuery(.admin, first: shared.now.me, held: held)
    return .push(.picker(PickerViewModel(shared.measure.cut(title, to: 60), search: query)))
  }

  /// Takes a record that was picked: the team member who gets something, or what is attached.
  mutating func take(_ ref: Ref, named name: String, in shared: inout Shared) -> Outcome {
    defer { asked = nil }
    switch asked {
    case .assignee(.marked): return decide(aboutMarked: .assign(ref, name: name), in: &shared)
    case .assignee(.record(let subject)):
      guard let record = assignable, record.ref == subject else {
        shared.say("Not assigned: the record is no longer at hand.", .warning)
        return []
      }
      return decide(.assign(ref, name: name), about: record, in: &shared)
    case .attachment(let holder): return attach(ref, to: holder)
    case .day, .filter, nil: return []
    }
  }

  // MARK: A note first

  /// Opens a form for a note; once that is saved, the task is done.
  private mutating func addNote(in shared: inout Shared) -> Outcome {
    guard let task = completable else { return [] }
    guard let customer = task.customer else {
      shared.say("This task has no customer to whom a note could belong.", .warning)
      return []
    }
    pinSelection()
    let title = shared.measure.cut(RecordFormatter(now: shared.now).title(task), to: 40)
    shared.say("Once this note is saved, “\(title)” is done.")
    return .push(
      .opening(
        FormOpening(
          of: .made(.note, shared.ids.next()), .new(parent: customer), as: .form(.whole),
          template: shared.template(for: .note), completing: task)))
  }
}

extension Decision {
  /// Whether one goes on to the next record after it.
  fileprivate var isLast: Bool {
    switch self {
    case .complete(let isDone): isDone
    case .due, .assign: true
    case .set, .tag, .archive: false
    }
  }
}
