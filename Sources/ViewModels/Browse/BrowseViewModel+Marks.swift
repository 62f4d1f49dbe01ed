// Marking rows of the focused list, and deciding about all marked records at once.

import VitallyModel

extension BrowseViewModel {
  /// The marks of the focused list.
  var marks: Marks {
    get { focusedList?.marks ?? Marks() }
    set {
      if focus == .list { list?.marks = newValue } else { detail?.related?.marks = newValue }
    }
  }

  /// Whether a filter to mark by is being typed.
  var marksByFilter: Bool { if case .filter? = asked { true } else { false } }

  /// Whether commands about records are about the marked ones.
  var hasMarks: Bool { focusedList?.marks.isEmpty == false }

  /// A marked record that can stand for all of them where their fields are asked for: the one under
  /// the cursor, or one that the server has.
  var markedExample: Ref? {
    if let ref = selectedRef, marks.refs.contains(ref), ref.serverID != nil { return ref }
    return marks.refs.min { first, second in
      if (first.serverID == nil) != (second.serverID == nil) { return first.serverID != nil }
      return first.description < second.description
    }
  }

  /// Runs a command that marks.
  mutating func run(_ command: MarkCommand, in shared: inout Shared) -> Outcome {
    guard let list = focusedList else { return [] }
    switch command {
    case .mark:
      if marks.rangeStart != nil { return endRange() }
      guard let ref = list.selectedRow?.record.ref else {
        shared.hint(
          list.window.total == 0
            ? "There is nothing to mark here." : "Unfold the group to mark its rows.")
        return []
      }
      marks.toggle(ref)
      return moveRow(by: 1) + followSelection(shared)
    case .range:
      if marks.rangeStart != nil { return endRange() }
      guard list.selectedRow != nil else { return [] }
      marks.rangeStart = list.selectedRow.map {
        Marks.Start(ref: $0.record.ref, line: list.selected)
      }
      shared.hint("\(shared.keys[.mark(.range)]) again marks all rows up to there.")
      return []
    case .all: return read(.all, of: list.query)
    case .invert: return read(.inverse, of: list.query)
    case .byFilter:
      asked = .filter(isClosed: false)
      let input = FilterInput(list.filterScope(shared.now), .none, marks: true)
      return .push(.prompt(shared.prompt(input)))
    }
  }

  /// Marks the rows of the range, which may lie beyond those that are known: then they are asked
  /// for, and the command goes on with the answer.
  private mutating func endRange(then command: Command? = nil) -> Outcome {
    guard let list = focusedList, let start = marks.rangeStart,
      let range = marks.range(to: list.selected)
    else { return [] }
    let known = range.compactMap { list.row($0)?.record.ref }
    let headings = range.count { list.heading($0) != nil }
    if known.count == range.count - headings, list.row(start.line)?.record.ref == start.ref {
      marks.rangeStart = nil
      marks.add(known)
      return []
    }
    guard let end = list.selectedRow?.record.ref else { return [] }
    return read(.range(from: start.ref, to: end), of: list.query, then: command)
  }

  /// Ends an open range before a command that is about what is marked. Nil if the command goes on;
  /// otherwise it does once all rows of the range are read.
  mutating func endRange(before command: Command) -> Outcome? {
    guard marks.rangeStart != nil, command.isAboutMarks else { return nil }
    let reading = endRange(then: command)
    return reading == [] ? nil : reading
  }

  /// Asks which records are to be marked in the focused list.
  private mutating func read(
    _ marking: Marking, of query: ListingQuery, then command: Command? = nil
  ) -> Outcome {
    guard let list = focusedList else { return [] }
    lastMarksReading += 1
    marksReading = MarksReading(
      generation: lastMarksReading, focus: focus, query: list.query, resumes: command)
    return [.read(.marks, generation: lastMarksReading, .refs(query, marking))]
  }

  /// Takes a filter to mark by: what it finds is marked once its line is closed.
  private mutating func mark(by filter: ListFilter, isClosed: Bool) -> Outcome {
    guard isClosed, let list = focusedList else { return [] }
    asked = nil
    guard filter != .none else { return [] }
    return read(.found(filter.line), of: filter.filter.narrowing(list.query))
  }

  /// Takes a filter: to mark by, or to show only what it finds.
  mutating func take(_ filter: ListFilter) -> Outcome {
    guard case .filter(let isClosed)? = asked else { return show(filter) }
    return mark(by: filter, isClosed: isClosed)
  }

  /// Takes the records that are to be marked, unless the list shows something else by now. The
  /// command that waits for them goes on.
  mutating func mark(
    _ found: [Ref], as marking: Marking, generation: Int, in shared: inout Shared
  ) -> Outcome {
    guard let reading = marksReading, reading.generation == generation else { return [] }
    marksReading = nil
    guard focus == reading.focus, focusedList?.query == reading.query else {
      shared.say("Nothing more is marked: the list has changed meanwhile.", .warning)
      return []
    }
    mark(found, as: marking, in: &shared)
    var outcome = Outcome()
    if hasMarks, !found.isEmpty { outcome.resumed = reading.resumes }
    return outcome
  }

  private mutating func mark(_ found: [Ref], as marking: Marking, in shared: inout Shared) {
    let refs = ofOneKind(found)
    switch marking {
    case .all:
      if refs.isEmpty { shared.hint("There is nothing to mark here.") }
      let isAll = !refs.isEmpty && marks.refs.isSuperset(of: refs)
      if isAll { marks.clear() } else { marks.add(refs) }
    case .inverse: marks.invert(refs)
    case .range:
      // In a range every row was seen, of whatever kind.
      marks.rangeStart = nil
      marks.add(found)
      if found.isEmpty {
        shared.say("Nothing more is marked: the rows have changed meanwhile.", .warning)
      }
    case .found(let line):
      let new = refs.count { !marks.refs.contains($0) }
      marks.add(refs)
      if let other = found.first, refs.isEmpty {
        let plural = other.resource.schema.pluralInSentence
        return shared.say("“\(line)” finds \(plural) here: go to one of those to mark them.")
      }
      shared.say(
        refs.isEmpty
          ? "Nothing here is found by “\(line)”: no more is marked."
          : "Marked \(NumberText.grouped(new)) more, found by “\(line)”.")
    }
  }

  /// In a list of several kinds those that are of the kind under the cursor: no decision suits all.
  private func ofOneKind(_ refs: [Ref]) -> [Ref] {
    guard focusedList?.isMixed == true, let kind = focusedList?.selectedRow?.record.resource
    else { return refs }
    return refs.filter { $0.resource == kind }
  }

  /// Marks nothing any more; false if nothing was marked.
  mutating func clearMarks(in shared: inout Shared) -> Bool {
    guard hasMarks else { return false }
    if marks.rangeStart != nil {
      marks.rangeStart = nil
    } else {
      shared.hint("\(NumberText.grouped(marks.refs.count)) no longer marked.")
      marks.clear()
    }
    return true
  }

  // MARK: Deciding

  /// Shows what a decision about all marked records would change.
  mutating func decide(aboutMarked decision: Decision, in shared: inout Shared) -> Outcome {
    guard let list = focusedList else { return [] }
    pinSelection()
    return .push(
      .bulk(BulkViewModel(BulkQuery(decision, about: marks.refs, in: list.query, at: shared.now))))
  }

  /// Hands in the changes that were approved.
  mutating func submit(
    _ changes: [NewChange], named name: String, decision: Decision, in shared: inout Shared
  ) -> Outcome {
    let id = shared.ids.next()
    shared.lastDecision = .change(decision)
    marks.clear()
    marks.groups.insert(id)
    stayInPlace()
    let sentence = "\(name), on \(changes.count == 1 ? "its" : "their") way"
    shared.sayAtWork(with: changes.count) { "Saving \($0)…" }
    let effect = shared.submit(.bulk(changes, named: name, id: id), saying: sentence, held: true)
    if case .submitGroup(let group) = effect {
      tally.add(decision.tallied, madeIDs: group.madeIDs)
    }
    return [effect]
  }

  /// The changes of a group could not be kept: what they are about is marked again.
  mutating func noteNotKept(_ group: GroupSubmission) {
    markAgain(group.changes.map(\.ref), of: group.changes.first?.group?.id)
  }

  /// Marked records could not be put aside: they are marked again.
  mutating func noteNotWaited(_ refs: [Ref]) { markAgain(refs, of: asideGroup) }

  /// The changes of a group have ended: what failed is marked again.
  mutating func noteEnd(of members: [Change]) {
    markAgain(members.filter(\.needsAttention).map(\.ref), of: members.first?.group?.id)
  }

  private mutating func markAgain(_ refs: [Ref], of group: String?) {
    // What is asked about the marked records is about those that are marked now.
    guard let group, asked?.isAboutMarks != true else { return }
    list?.marks.add(refs, leftOf: group)
    detail?.related?.marks.add(refs, leftOf: group)
  }

  /// Whether a decision can be about the marked records of the list.
  func availability(ofMarked command: DecisionCommand, in shared: Shared) -> Availability {
    let schemas = focusedList?.query.resources.map(\.schema) ?? []
    let nouns = schemas.map(\.plural).joined(separator: " and ")
    let sentence: String? =
      switch command {
      case .done where !schemas.contains { $0.completion != nil }: "\(nouns) can't be done."
      case .bump where !schemas.contains { $0.dueField?.writing.onUpdate == true }:
        "\(nouns) can't get a due day."
      case .wait where !schemas.contains { $0.completion != nil }:
        "\(nouns) can't be put aside."
      case .assign where !schemas.contains { $0.assignedField != nil }:
        "\(nouns) can't be assigned."
      case .tags where !schemas.contains(where: \.takesTags):
        "\(nouns) have no tags."
      case .noteThenDone:
        "A note is about one task: \(shared.keys[.screen(.stepBack)]) clears the marks."
      case .again:
        shared.lastDecision.map { $0.refusal(shared.keys) }
          ?? "Nothing was decided yet that could be decided again."
      default: nil
      }
    if let sentence { return .no(sentence) }
    // What is put aside is so on this computer only.
    switch command {
    case .wait: return .yes
    case .again where shared.lastDecision?.isLocal == true: return .yes
    default: return shared.allowsChanges
    }
  }

  /// Whether the marked records can be archived.
  func archivesMarked(in shared: Shared) -> Availability {
    let schemas = focusedList?.query.resources.map(\.schema) ?? []
    guard schemas.contains(where: { $0.allows(.archive) }) else {
      return .no("\(schemas.map(\.plural).joined(separator: " and ")) can't be archived.")
    }
    return shared.allowsChanges
  }
}

extension Command {
  /// Whether it is about the marked records, where there are any.
  fileprivate var isAboutMarks: Bool {
    switch self {
    case .decision: true
    case .record(.setField), .record(.archive): true
    default: false
    }
  }
}
