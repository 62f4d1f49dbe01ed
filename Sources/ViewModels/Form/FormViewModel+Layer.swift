// A form as a layer: where its keys go, and what it receives from pickers, the disk and the server.

import Markup
import VitallyModel

extension FormViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.editor, .form], hints: isEditing ? hints : isSaving ? [.form(.leave)] : [],
      place: place, readiness: readiness,
      advice: isEditing ? Formatted(advice(shared.keys), .dim) : .none)
  }

  /// A form with a text to write has the whole screen.
  private var place: Place {
    if isBox { return .box }
    return rows.contains { $0.value.isBody && $0.value.takesFocus } ? .screen : .detail
  }

  /// A box that is being saved and a form that is being left close afterwards: further keys are for
  /// what comes next.
  private var readiness: Readiness {
    switch phase {
    case .editing where awaitsHolder || templates.areAwaited: .opening
    case .leaving: .opening
    case .submitting where isBox: .opening
    case .editing, .submitting, .saving: .ready
    }
  }

  /// Whether the input was submitted.
  var isSaving: Bool {
    switch phase {
    case .submitting, .saving: true
    case .editing, .leaving: false
    }
  }

  /// A short hint on the cell with the cursor.
  private func advice(_ keys: KeyNames) -> String {
    if isAtNewTrait { return "\(keys[.form(.pick)]) lists traits that are not set" }
    if isWriting { return writingAdvice(keys) }
    return focusedCell?.hint(keys, isBox: isBox) ?? ""
  }

  private var hints: [Command] {
    guard let cell = focusedCell else { return [.form(.save), .form(.leave)] }
    let own: [Command] =
      switch cell.input {
      case .line where isAtNewTrait: [.form(.pick)]
      case .text where isWriting:
        [.form(.preview), .form(.editOutside)] + (takesTemplate ? [.form(.pick)] : [])
      case .text,
        .line where cell.kind == .text:
        [.form(.editOutside)]
      case .option: [.form(.toggle), .form(.pick)]
      case .records: [.form(.pick)]
      case .locked: [.form(.enter)]
      case .line where cell.kind == .day || cell.kind == .moment: [.form(.pick)]
      case .line, .fixed: []
      }
    return isBox
      ? [.form(.save)] + own + [.form(.leave)]
      : [.form(.save)] + (movesItem ? [] : [.form(.next)]) + own
        + [.form(.revert), .form(.leave), .form(.discard)]
  }

  /// The title of a box, in so many columns.
  func boxTitle(width: Int) -> String {
    let isText = if case .text? = rows.first?.value.input { true } else { false }
    let key = keys[.form(isText ? .save : .enter)]
    let what =
      switch scope {
      case .whole, .field: ": \(key) saves"
      case .column: ": \(key) saves and goes down"
      case .marked: ": \(key) shows what changes"
      }
    let label = (makesTrait ? "New trait " : "") + (rows.first?.field.label ?? "")
    return measure.cut(label, to: max(8, width - measure.columns(of: what))) + what
  }

  /// Whether its box makes a trait that no record has yet.
  private var makesTrait: Bool {
    guard isBox, let row = rows.first, row.isTrait else { return false }
    return definitions[row.field.path] == nil && row.value.base.isNull
  }

  func drawing(in shared: Shared) -> Drawing {
    var page = content
    if !isEditing { page.cursor = nil }
    page.title = boxTitle(width: width - 3)
    (page.width, page.height) = (width, min(page.head.count + page.lines.count, height))
    return .page(page)
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    let wasDirty = isDirty
    var outcome = take(event, in: &shared).returning(to: returnsTo)
    // A draft that could not be saved is tried again on the next key, not over and over.
    guard isEditing, isDirty, isUnkept ? event.isKey : !wasDirty else { return outcome }
    isUnkept = false
    outcome += [.remind(.keepDraft, after: Self.draftDelay)]
    return outcome
  }

  /// The maximum delay before typing is saved to disk, in seconds.
  private static let draftDelay = 0.4

  private mutating func take(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    var outcome: Outcome
    switch event {
    case .appeared: outcome = appear(in: &shared)
    case .arranged(let area):
      let size = size(in: area)
      layOut(width: size.width, height: size.height, now: shared.now)
      return []
    case .command(let command): outcome = run(command, in: &shared)
    case .text(let text): outcome = type(text, in: &shared)
    case .answer(let answer): outcome = receive(answer, in: &shared)
    case .reply(let reply): outcome = take(reply, in: &shared)
    case .news(let event, _):
      if !matters(event) { return .notHandled }
      outcome = receive(event, in: &shared)
    case .keepTyped: return keepDraft(shared)
    case .draftsChanged: return .notHandled
    case .uncovered, .keysWait, .row: return []
    }
    outcome += askForHolder()
    layOut(width: width, height: height, now: shared.now)
    return outcome
  }

  /// The size of a form: that of the detail, or of the inside of a box over the list.
  func size(in area: Area) -> (width: Int, height: Int) {
    isBox
      ? (max(20, min(area.width - 6, 76)), max(3, min(area.height - 4, 12)))
      : (area.width, area.height)
  }

  /// Requests the records of which only the id is known.
  private mutating func appear(in shared: inout Shared) -> Outcome {
    let names: [Effect] = namelessRefs.map { ref in
      ref.resource.schema.reading == .inListsOnly
        ? .show(ref.resource) : .fetch(ref, first: nil, isForced: false)
    }
    let parts = awaited.map { Effect.fetch($0, first: nil, isForced: false) }
    let outcome =
      Outcome(names + [parts].compactMap(\.self) + [.visit(parent ?? ref)]) + startCall()
    if opensEditor { return outcome + openEditor(in: &shared) }
    if isBox, case .locked? = focusedCell?.input { return outcome + pick("", me: shared.now.me) }
    return templates.wanted == nil ? outcome : outcome + askForTemplates()
  }

  /// Opens the long text in the user's editor.
  mutating func openEditor(in shared: inout Shared) -> Outcome {
    let row = rows.first { row in
      switch row.value.input {
      case .text, .locked: !row.isTrait
      case .line, .option, .records, .fixed: false
      }
    }
    guard let row else {
      shared.say("There is no long text to edit here.")
      return .close(.formLeft)
    }
    focus(on: row.field.path)
    // A body that can't be edited unasked asks first.
    if case .locked = row.value.input { return pick("", me: shared.now.me) }
    opensEditor = false
    return run(.form(.editOutside), in: &shared)
  }

  // MARK: Keys

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    guard isEditing else {
      if command == .form(.leave), isSaving { return leaveSaving(in: &shared) }
      return hold(in: &shared)
    }
    shared.clearNotice()
    switch command {
    case .form(.save): return save(in: &shared)
    case .form(.leave): return leave(in: &shared)
    case .form(.discard): return discard(in: &shared)
    case .form(.preview):
      togglePreview(in: &shared)
      return []
    case .form(.revert) where isWriting:
      _ = run(command, now: shared.now)
      shared.say(
        "The text is as it was at first. \(shared.keys[.editor(.undo)]) brings back what you typed."
      )
      return []
    case .form(.logAs):
      switchKind(in: &shared)
      return []
    default: return fulfil(run(command, now: shared.now) ?? .nothing, in: &shared)
    }
  }

  private mutating func type(_ text: String, in shared: inout Shared) -> Outcome {
    guard isEditing else { return hold(in: &shared) }
    // What was wrong may be right with this letter.
    if shared.notice?.level == .warning { shared.clearNotice() }
    if refusesLines(of: text) {
      shared.say("Not pasted: the text has several lines, this field only one.", .warning)
      return []
    }
    var line = text
    if case .line? = focusedCell?.input, text.contains(where: \.isNewline) {
      line = text.trimmed
      let count = line.split(whereSeparator: \.isNewline).count
      if count > 1 { shared.say("Joined \(count.counted("line")): this field has only one.") }
    }
    if focusedCell?.isBody == true, !text.dropFirst().isEmpty, text.contains(where: \.isNewline) {
      line = PastedText.markdown(text)
    }
    let outcome = fulfil(insert(line, now: shared.now), in: &shared)
    shared.say(leftOut: focusedCell?.leftOut ?? 0)
    return outcome
  }

  /// Ignores keys while the form waits for the disk or the server: they were meant for it, not for
  /// the list below.
  private func hold(in shared: inout Shared) -> Outcome {
    shared.hint(
      phase == .leaving
        ? "Keeping what you typed…"
        : "Saving… \(shared.keys[.form(.leave)]) goes on without waiting.")
    return []
  }

  /// Does what the form can't do alone.
  private mutating func fulfil(_ demand: Demand, in shared: inout Shared) -> Outcome {
    switch demand {
    case .nothing: return []
    case .save: return save(in: &shared)
    case .editOutside(let text):
      return keepDraft(shared) + [.editText(outsideEdit(of: text, now: shared.now))]
    case .calendar(let day):
      let now = shared.now
      return .push(
        .calendar(CalendarViewModel(day, today: now.today, firstWeekday: now.firstWeekday)))
    case .pick(let text): return pick(text, me: shared.now.me)
    case .insertMenu: return askForTemplates()
    }
  }

  private func pick(_ text: String, me: Ref?) -> Outcome {
    guard let cell = focusedCell, let row = focusedRow else { return [] }
    let title = isAtKind ? "Kind" : row.field.label
    switch cell.input {
    case .option(let option):
      let items = option.options.map {
        PickerViewModel.Item($0.label, choice: .value($0.value))
      }
      let index = option.options.firstIndex { $0.value == option.selected } ?? 0
      var picker = PickerViewModel(title, items, selected: index)
      if !text.isEmpty { picker.insert(text) }
      return .push(.picker(picker))
    case .records(let records):
      let query = MatchQuery(
        records.resources, words: text, near: parent ?? ref, first: me, held: records.chosen)
      return .push(.picker(PickerViewModel(title, search: query)))
    case .line where isAtNewTrait:
      let items = unsetTraits.compactMap { field -> PickerViewModel.Item? in
        guard let key = field.path.traitKey else { return nil }
        return PickerViewModel.Item(
          field.label, detail: key == field.label ? "" : key, choice: .value(.string(key)))
      }
      var picker = PickerViewModel("Traits that are not set", items)
      picker.insert(text)
      return .push(.picker(picker))
    case .locked(let body): return .push(.picker(unlocking(body, row.field)))
    case .line, .text, .fixed: return []
    }
  }

  // MARK: Answers

  /// Handles a reply from the layer above.
  private mutating func take(_ reply: Reply, in shared: inout Shared) -> Outcome {
    let now = shared.now
    switch reply {
    case .picked(.body(let choice), _): return take(choice, in: &shared)
    case .picked(.insert(let piece), _): return ask(for: piece, in: shared)
    case .picked(.record(let ref), let title) where isWriting:
      insert(person: title, now: now)
      return [.visit(ref)]
    case .entered(.address, let address) where isWriting:
      return insert(link: address.trimmed, in: shared)
    case .approved(let tasks, let person): return submit(tasks, with: person, in: &shared)
    case .picked(.template(let name), _): insert(template: name, in: &shared)
    case .picked(.value(let value), _) where isAtNewTrait:
      choose(trait: value.text ?? "", now: now)
    case .picked(.value(let value), _):
      choose(option: value, now: now)
      return saveBox(in: &shared)
    case .picked(.record(let ref), let title):
      choose(ref, named: title, now: now)
      return Outcome([.visit(ref)]) + saveBox(in: &shared)
    case .day(let day): choose(day, now: now)
    case .confirmed(.saveForm): return save(isAgreed: true, in: &shared)
    case .confirmed(.editPoorer): return unlock(in: &shared)
    case .confirmed(.discardForm): return discard(isAgreed: true, in: &shared)
    case .picked, .typing, .entered, .filtered, .triesColumns, .choseColumns, .confirmed, .mends,
      .run, .wantsRow, .rowDone, .setsField, .cameBack,
      .completed, .made, .readLast, .formLeft, .reveal, .decided,
      .approvedMany:
      break
    }
    return []
  }

  /// In a box, choosing a value also saves it.
  private mutating func saveBox(in shared: inout Shared) -> Outcome {
    endsWithChoice ? save(in: &shared) : []
  }

  private mutating func receive(_ answer: Answer, in shared: inout Shared) -> Outcome {
    switch answer {
    case .reminder(.keepDraft): return keepDraft(shared)
    case .reminder(.clock): return tick()
    case .reminder(.loadParts), .reminder(.look), .reminder(.sayWait), .reminder(.showSync),
      .reminder(.ageSync), .reminder(.notePlace), .reminder(.newDay), .reminder(.endPause):
      return []
    case .reminder(.leaveForm(let madeID)):
      return phase == .saving(madeID) ? leaveUnanswered(in: &shared) : []
    case .kept: return noteKept(in: &shared)
    case .notKept(_, let sentence): return noteNotKept(sentence, in: &shared)
    case .submitted(_, let submission): return noteDurable(submission, in: &shared)
    case .notSubmitted(let submission, _): return resume(after: submission)
    case .edited(let outcome): return receive(outcome, in: &shared)
    case .savedOutside(let edit, let text): return take(text, of: edit, in: &shared)
    case .read(_, _, .material(let material)):
      take(material, now: shared.now)
      takeParts(of: material, now: shared.now)
      return []
    case .read(.material, _, .failure), .read(.templates, _, .failure):
      (awaitsHolder, templates.areAwaited) = (false, false)
      return .notHandled
    case .read(_, _, .templates(let kit)): return take(kit, in: &shared)
    case .read(_, _, .recordDetail(var detail)):
      // The draft of this very form is no news to whoever writes it.
      detail.drafts.removeAll { $0.id == draftID || $0.version == source }
      call?.take(detail)
      return []
    case .groupSubmitted(_, let group): return noteDurable(group)
    case .groupNotSubmitted(let group, _): return resume(after: group)
    case .dropped, .paused, .undone, .redone, .notUndone, .forgotten, .found, .identified, .waited,
      .notWaited, .viewsEdited:
      return []
    case .read: return .notHandled
    }
  }

  /// Whether an event concerns the form.
  private func matters(_ event: StoreEvent) -> Bool {
    switch event {
    case .changed(let resources):
      call != nil
        || (namelessRefs + [awaited].compactMap(\.self)).contains {
          resources.contains($0.resource)
        }
    case .change, .changes: event.changes.contains(where: isWaiting)
    case .merged: true
    case .status, .groupEnded, .notice, .keyInDoubt, .syncPaused, .reached: false
    }
  }

  private mutating func receive(_ event: StoreEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .changed:
      // Missing names are read again when such records have arrived.
      return [.read(.material, generation: 1, .material(ref, parent: parent, holder: holder))]
        + readBrief()
    case .merged(let old, let new):
      rename(old, to: new)
      return []
    case .change(let change): return follow(change, in: &shared)
    case .changes(let changes):
      return changes.filter(isWaiting).reduce(into: Outcome()) { $0 += follow($1, in: &shared) }
    case .status, .groupEnded, .notice, .keyInDoubt, .syncPaused, .reached: return .notHandled
    }
  }
}

extension LayerEvent {
  /// Whether a key caused it.
  fileprivate var isKey: Bool {
    switch self {
    case .command, .text, .reply, .answer(.edited), .answer(.savedOutside): true
    default: false
    }
  }
}
