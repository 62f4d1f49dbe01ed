// A screen as a layer: its keys, available commands and events.

import VitallyModel

extension BrowseViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: contexts, alsoKnows: [.list, .tasks, .detail, .reader], hints: hints,
      readiness: readiness(in: shared),
      advice: (focusedList?.selectedRow?.record.ref).map(shared.advice) ?? .none)
  }

  func drawing(in shared: Shared) -> Drawing { .records(self) }

  private var contexts: [Context] {
    let place: Context = focusedList != nil ? .list : detail?.isReader == true ? .reader : .detail
    let isTask = selectedSchema?.completion != nil || completable != nil
    // Where there is no task its keys are known all the same, and do nothing: otherwise the rest of a
    // sequence would do something else.
    return (isTask ? [.tasks, place] : [place, .tasks]) + [.record, .global]
  }

  private var hints: [Command] {
    if focusedList != nil {
      return [
        .app(.help), .decision(.done), .decision(.bump(nil)), .record(.open), .record(.edit),
        .list(.filter),
      ] + additions + [
        .record(.setField(nil)), .list(.sort(nil)), .pane(.next), .pane(.nextTab),
        .screen(.refresh), .app(.prompt), .screen(.close), .app(.quit), .record(.archive),
      ]
    }
    if detail?.isReader == true {
      return [
        .app(.help), .record(.edit),
      ] + (selectedSchema?.growingList == nil ? [] : additions) + [
        .text(.pickLink), .text(.search), .text(.nextRecord), .text(.previousRecord),
        .record(.copyLine), .screen(.close), .app(.quit),
        .record(.archive),
      ]
    }
    return [
      .app(.help), .decision(.done), .record(.open), .record(.edit),
    ] + additions + [
      .record(.setField(nil)), .pane(.nextTab), .text(.nextRecord), .screen(.refresh),
      .record(.copyLine), .screen(.close), .app(.quit), .record(.archive),
    ]
  }

  /// What is most often added here: among records that hold others, one of those.
  private var additions: [Command] {
    let schema = selectedSchema
    let held = schema?.held ?? []
    if schema?.growingList != nil { return [.record(.addObject)] }
    let added = schema?.holderPath == nil ? held : [schema?.resource].compactMap(\.self)
    return (added.isEmpty ? [.note, .task] : added).map { .record(.add($0)) }
  }

  /// Keys about a row wait until it is loaded, and until changes to it are saved.
  private func readiness(in shared: Shared) -> Readiness {
    if marksReading != nil { return .awaitsRows }
    guard let list = focusedList else { return readinessOfDetail(in: shared) }
    guard let ref = list.selectedRow?.record.ref else {
      if list.isCurrent, list.foldedGroup != nil { return .ready }
      if !list.isLoaded || !list.isCurrent { return .awaitsRows }
      return list.isAsked || list.window.total > 0 ? .awaitsSelection : .ready
    }
    if shared.submitting.contains(ref), shared.groupsBegun > 0 { return .awaitsSelection }
    let waits = shared.submitting.contains(ref) || (ref == shared.lastSubmitted && list.isAsked)
    return waits ? .awaitsRows : .ready
  }

  /// A task of a brief that was ticked off has to be gone from it before the next one is.
  private func readinessOfDetail(in shared: Shared) -> Readiness {
    guard let detail, detail.row != nil, !detail.isHeadOnly else { return .awaitsRows }
    guard let ref = completable?.ref else { return .ready }
    let waits = shared.submitting.contains(ref) || (ref == shared.lastSubmitted && detail.isAsked)
    return waits ? .awaitsRows : .ready
  }

  // MARK: Availability

  func availability(of command: Command, in shared: Shared) -> Availability {
    switch command {
    case .record(let command): return availability(of: command, in: shared)
    case .decision(let command):
      return hasMarks
        ? availability(ofMarked: command, in: shared) : availability(of: command, in: shared)
    case .mark where focusedList == nil: return .no("There is no list here.")
    case .list where focusedList == nil: return .no("There is no list here.")
    case .list(let command) where command.isOfGroups || focusedList?.isGrouped == true:
      return availability(inGroups: command, in: shared)
    case .list(.saveView): return savesView()
    case .list(.resetView):
      return list?.view == nil ? .no("This list is not a saved view.") : .yes
    case .pane(.nextTab), .pane(.previousTab), .pane(.showTab):
      let hasTabs = (detail?.ref.resource ?? list?.query.resource)?.schema.links.isEmpty == false
      return hasTabs ? .yes : .no("There are no tabs here.")
    case .list(.editColumn): return edits(in: shared)
    case .text(.nextRecord) where !hasSteps, .text(.previousRecord) where !hasSteps:
      return .no("There is no list to step through here.")
    default: return .yes
    }
  }

  private func availability(of command: RecordCommand, in shared: Shared) -> Availability {
    switch command {
    case .edit, .editText: return edits(in: shared)
    case .setField: return edits(hasMarks ? markedExample : selectedRef, in: shared)
    case .add(let resource, _):
      guard resource.schema.allows(.create) else {
        return .no("\(resource.schema.plural) can't be added here.")
      }
      return shared.allowsChanges
    case .addObject:
      guard selectedSchema?.growingList != nil else {
        return .no("Messages are added to a conversation: go to one first.")
      }
      return edits(in: shared)
    case .logCall:
      return callCustomer == nil
        ? .no("Calls are logged on an account or an organization: go to one first.")
        : shared.allowsChanges
    case .attach: return attaches(in: shared)
    case .archive:
      return hasMarks ? archivesMarked(in: shared) : removes(by: .archive, in: shared)
    case .destroy where hasMarks:
      return .no(
        "Records are deleted one at a time: \(shared.keys[.screen(.stepBack)]) clears the marks.")
    case .destroy: return removes(by: .destroy, in: shared)
    case .open, .browse, .copyLine, .copyName, .copyLink, .copyMail, .copyID, .copyRecord:
      return .yes
    }
  }

  private func availability(of command: DecisionCommand, in shared: Shared) -> Availability {
    if focusedList?.isCurrent == true, focusedList?.foldedGroup != nil {
      return .no("This group is folded: \(shared.keys[.list(.fold)]) opens it.")
    }
    switch command {
    case .done, .bump, .wait, .noteThenDone:
      if completable != nil {
        // What is put aside is so on this computer only.
        if case .wait = command { return .yes }
        return shared.allowsChanges
      }
      if focusedList?.today != nil, let kind = selectedSchema {
        return .no(command.refusal(of: kind))
      }
      return selectedSchema?.completion == nil ? .hidden : .no("There is no task here.")
    case .assign:
      guard assignable == nil else { return shared.allowsChanges }
      guard selectedRef != nil else { return .no("There is no record here.") }
      return .no("\(selectedSchema?.plural ?? "These") can't be assigned.")
    case .tags:
      guard let ref = taggable else {
        let plural = selectedRef == nil ? nil : selectedSchema?.plural
        return .no(plural.map { "\($0) have no tags." } ?? "There is no record here.")
      }
      return FormOpening(of: ref, .edit, as: .form(.whole)).availability(in: shared)
    case .again:
      guard let decision = shared.lastDecision else {
        return .no("Nothing was decided yet that could be decided again.")
      }
      if let sentence = decision.refusal(shared.keys) { return .no(sentence) }
      guard subject(of: decision) != nil else { return .no("That can't be decided here.") }
      return decision.isLocal ? .yes : shared.allowsChanges
    }
  }

  /// Whether records can be attached to the current one.
  private func attaches(in shared: Shared) -> Availability {
    let resource = focus == .detail ? detail?.ref.resource : selectedSchema?.resource
    guard resource?.schema.attached != nil else { return .no(Schema.attachingSentence) }
    return parentRef == nil ? .no("There is no record here.") : shared.allowsChanges
  }

  /// Whether the current record can be archived or deleted. One that the server does not have yet
  /// may always be thrown away.
  private func removes(by action: Write.Action, in shared: Shared) -> Availability {
    guard let ref = removable(by: action) else {
      guard let schema = selectedSchema, selectedRef != nil else {
        return .no("There is no record here.")
      }
      let keys = shared.keys
      let (removed, other) = action == .archive ? ("archived", "deleted") : ("deleted", "archived")
      let way: (Write.Action, Command) =
        action == .archive ? (.destroy, .record(.destroy)) : (.archive, .record(.archive))
      return .no(
        "\(schema.plural) can't be \(removed)"
          + (schema.allows(way.0) ? ", only \(other): \(keys[way.1])." : " here."))
    }
    let isOff = action == .destroy && !shared.allowsDeletion && ref.serverID != nil
    return isOff && !shared.isReadOnly ? .no(Write.deletingIsOff) : shared.allowsChanges
  }

  /// Whether the current record can be edited.
  private func edits(in shared: Shared) -> Availability { edits(selectedRef, in: shared) }

  private func edits(_ ref: Ref?, in shared: Shared) -> Availability {
    guard let ref else { return .no("There is no record here to edit.") }
    return FormOpening(of: ref, .edit, as: .form(.whole)).availability(in: shared)
  }

  // MARK: Events

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return followDay(shared) + requestAll() + awaitMidnight(shared)
    case .uncovered:
      if case .filter? = asked { asked = .filter(isClosed: true) }
      return followDay(shared) + uncover(shared)
    case .arranged(let area): return take(area, in: shared)
    case .command(let command):
      let outcome = followDay(shared)
      let next = run(command, in: &shared)
      return next.isHandled ? outcome + next : next
    case .answer(.reminder(.loadParts(let ref))): return loadParts(of: ref)
    case .answer(.reminder(.look)): return look(shared)
    case .answer(.reminder(.newDay)): return turnDay(shared)
    case .answer(.reminder(.sayWait(let query))):
      list?.sayWait(for: query)
      detail?.related?.sayWait(for: query)
      return []
    case .answer(.read(let slot, let generation, let reading)):
      return receive(reading, in: slot, generation: generation, in: &shared)
    case .reply(let reply): return take(reply, in: &shared)
    case .news(let event, let isInSight):
      // Who the user is may be known only by now.
      let outcome = isInSight && list?.today != nil ? followDay(shared) : []
      let next = receive(event, isInSight: isInSight, in: &shared)
      return next.isHandled ? outcome + next : outcome.effects.isEmpty ? next : outcome
    case .draftsChanged(let hasKeys):
      // The detail shows it once the form above is closed.
      draftsChanged = !hasKeys
      neighbours.forget()
      let isListed = list?.query.condition?.isAboutDrafts == true
      return (hasKeys ? requestDetail() : []) + (isListed ? refreshList() : [])
    case .answer(.groupNotSubmitted(let group, _)):
      noteNotKept(group)
      return []
    case .answer(.notWaited(let asked, _, .decision)):
      noteNotWaited(asked.map(\.ref))
      return []
    case .answer(.groupSubmitted): return []
    case .answer(.submitted), .answer(.notSubmitted): return []
    case .text, .keysWait, .row, .keepTyped, .answer: return .notHandled
    }
  }

  /// Handles a reply from the layer above.
  private mutating func take(_ reply: Reply, in shared: inout Shared) -> Outcome {
    switch reply {
    case .picked(.sort(let path), _): return sort(by: path)
    case .picked(.target(let target), _): return open(target, in: shared)
    case .picked(.field(let path), _): return setField(path, in: shared)
    case .picked(.record(let ref), let title): return take(ref, named: title, in: &shared)
    case .entered(.waitDay, let day): return wait(until: day, in: &shared)
    case .entered(.dueDay, let day): return bump(to: day, in: &shared)
    case .picked(.column(let path), _): return .push(.column(ColumnRun(path)))
    case .picked(.term(let term), _): return toggle(term)
    case .filtered(let filter): return take(filter)
    case .approvedMany(let changes, let name, let decision):
      return submit(changes, named: name, decision: decision, in: &shared)
    case .decided(let field, let value):
      return decide(aboutMarked: .set(field, value), in: &shared)
    case .entered(.tagChanges, let text): return decideTags(text, in: &shared)
    case .triesColumns(let columns): tryColumns(columns)
    case .choseColumns(let columns): return choose(columns)
    case .entered(.viewName, let name): return saveView(name, in: shared)
    case .confirmed(.saveView(let edit)): return [.editViews(edit)]
    case .entered(.search, let words):
      if !words.isEmpty { search(words, in: &shared) }
      return []
    case .wantsRow(let done, let moves, let madeID):
      if let madeID { tally.add(.other, madeIDs: [madeID]) }
      rowsDone = done
      return offerRow(moves: moves)
    case .setsField(let ref, let decision, let madeID):
      tally.add(decision?.tallied ?? .other, madeIDs: [madeID])
      stay(whereverGoes: ref)
    case .made(let ref): return select(ref)
    case .completed(let ref, let madeID):
      tally.add(.noted, madeIDs: [madeID])
      return goOn(from: ref, shared)
    // Its rows are read anyway as it appears again.
    case .readLast(let ref, let parent):
      if parent == detail?.ref, detail?.related?.query.resources.contains(ref.resource) == true {
        detail?.related?.select(ref)
      }
    case .cameBack(let refs): return goBack(to: refs)
    case .reveal(let ref, let isHidden): return reveal(ref, isHidden: isHidden, in: &shared)
    case .confirmed(.remove(let removal)): return remove(removal, in: &shared)
    case .confirmed(.attach(let attachment)): return attach(attachment, in: &shared)
    case .confirmed(.withdraw(let id, let sentence)):
      let leaving = selectedRef.map { leaveDetail(of: $0, shared) } ?? []
      return [.drop(id, saying: sentence)] + leaving
    case .picked, .typing, .entered, .day, .confirmed, .mends, .run, .approved, .rowDone, .formLeft:
      break
    }
    return []
  }
}

extension Schema {
  /// What attaching is for.
  fileprivate static let attachingSentence: String = {
    let sentences = Resource.allCases.map(\.schema).compactMap { schema in
      schema.attached.map { attached in
        "\(attached.child.schema.plural) are attached to \(schema.pluralInSentence): "
          + "go to one of those first."
      }
    }
    return sentences.joined(separator: " ")
  }()
}

extension Shared {
  /// Whether anything may be changed here.
  var allowsChanges: Availability {
    isReadOnly ? .no("This workspace is read-only.") : .yes
  }
}

extension DecisionCommand {
  /// Why a record of a kind that can't be done is not decided about.
  fileprivate func refusal(of schema: Schema) -> String {
    switch self {
    case .bump: "\(schema.plural) have no due day."
    case .wait: "\(schema.plural) can't be put aside."
    default: "\(schema.plural) can't be done."
    }
  }
}

extension LastDecision {
  /// Why it is not decided again by one key; nil if it is.
  func refusal(_ keys: KeyNames) -> String? {
    guard case .change(.archive) = self else { return nil }
    return "What takes a record away asks each time: \(keys[.record(.archive)]) archives."
  }
}
