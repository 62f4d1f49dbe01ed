// Runs commands about the current record: opening, reading, editing, completing, copying.

import Markup
import VitallyModel

extension BrowseViewModel {
  /// Runs a command about the selected or shown record.
  mutating func run(_ command: RecordCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .open: openUnderCursor(in: &shared)
    case .edit: openForm(.form(.whole), beside: &shared)
    case .editText: openForm(.editor, beside: &shared)
    case .setField(nil):
      (hasMarks ? markedExample : selectedRef).map { openForm(.picker(isColumn: false), of: $0) }
        ?? []
    case .setField(let path?): setField(path, in: shared)
    case .add(let resource, let template): add(resource, template, in: &shared)
    case .addObject: openForm(.object)
    case .logCall: logCall(in: &shared)
    case .attach: pickAttached(in: &shared)
    case .archive:
      hasMarks ? decide(aboutMarked: .archive, in: &shared) : remove(by: .archive)
    case .destroy: remove(by: .destroy)
    case .browse: browse(in: &shared)
    case .copyLine: copy("line", in: &shared) { $0.line }
    case .copyName: copy("name", in: &shared) { $0.name }
    case .copyLink: copy("link", in: &shared) { $0.record.link }
    case .copyMail: copy("email address", in: &shared) { $0.record["email"].text }
    case .copyID: copy("ID", in: &shared) { $0.record.ref.serverID }
    case .copyRecord: copy("record as JSON", in: &shared) { $0.record.body.jsonText }
    }
  }

  private mutating func openUnderCursor(in shared: inout Shared) -> Outcome {
    if focusedList?.isCurrent == true, focusedList?.foldedGroup != nil { return toggleFold() }
    if focus == .list {
      return list?.selectedRow.map { openSelected($0.record.ref, shared) } ?? []
    }
    if var related = detail?.related {
      guard let ref = related.selectedRow?.record.ref else { return [] }
      related.pin()
      pinSelection()
      return open(ref, among: related, in: shared)
    }
    guard let target = detail?.target else {
      shared.say("There is nothing to open on this line.")
      return []
    }
    return open(target, in: shared)
  }

  /// Opens a record on a screen of its own.
  private func open(_ ref: Ref, among list: ListViewModel? = nil, in shared: Shared) -> Outcome {
    .push(.browse(BrowseViewModel(showing: ref, among: list, in: shared)))
      + [.visit(ref), .fetch(ref, first: nil, isForced: false)]
  }

  /// Opens the target of a link.
  func open(_ target: Target, in shared: Shared) -> Outcome {
    switch target {
    case .record(let ref): open(ref, in: shared)
    case .address(let address): [.browse(address)]
    }
  }

  // MARK: Reading

  /// Runs a command about the text on screen.
  mutating func run(_ command: TextCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .nextRecord: return stepRecord(by: 1, shared)
    case .nextSection: detail?.moveSection(by: 1)
    case .previousSection: detail?.moveSection(by: -1)
    case .previousRecord: return stepRecord(by: -1, shared)
    case .pickLink: return pickLink(in: &shared)
    case .identity: detail?.toggleIdentity(now: shared.now)
    case .fold:
      if detail?.fold() != true { shared.say("There is nothing to fold here.") }
    case .openLink(let number): return openLink(number, in: &shared)
    case .search: return .push(.prompt(shared.prompt(.search)))
    case .nextMatch: searchAgain(backward: false, in: &shared)
    case .previousMatch: searchAgain(backward: true, in: &shared)
    }
    return []
  }

  /// Goes to another record of the screen's list, or of what was found, without leaving the detail. It is shown from the
  /// cache: otherwise stepping through many would send a request for each.
  mutating func stepRecord(by distance: Int, _ shared: Shared) -> Outcome {
    if list == nil { return recordOnTrail(distance).map { showDetail($0, shared) } ?? [] }
    let outcome = requestList(list?.step(by: distance))
    let ref = list?.selectedRow?.record.ref
    isStepping = ref == nil
    return outcome + (ref.map { showDetail($0, shared) } ?? [])
  }

  private mutating func pickLink(in shared: inout Shared) -> Outcome {
    detail?.readAll()
    let links = detail?.content.links ?? []
    guard !links.isEmpty else {
      shared.say("There are no links here.")
      return []
    }
    let items = links.map { link in
      PickerViewModel.Item(
        link.number > 0 ? "[\(link.number)] \(link.title)" : link.title,
        detail: link.address ?? "", choice: .target(link.target))
    }
    return .push(.picker(PickerViewModel("Open", items)))
  }

  private func openLink(_ number: Int, in shared: inout Shared) -> Outcome {
    guard let link = detail?.content.links.first(where: { $0.number == number }) else {
      shared.say("There is no link [\(number)] here.")
      return []
    }
    return open(link.target, in: shared)
  }

  private mutating func searchAgain(backward: Bool, in shared: inout Shared) {
    guard let words = detail?.searched, !words.isEmpty else {
      shared.say("Press \(shared.keys[.text(.search)]) to search first.")
      return
    }
    search(words, backward: backward, in: &shared)
  }

  /// Goes to the next match of the words in the text.
  mutating func search(_ words: String, backward: Bool = false, in shared: inout Shared) {
    if detail?.search(words, backward: backward) == false {
      shared.say("No match for “\(words)” here.", .warning)
    }
  }

  // MARK: Changing

  /// Opens a form for the current record, which stays selected whatever rows arrive.
  mutating func openForm(_ purpose: FormOpening.Purpose) -> Outcome {
    selectedRef.map { openForm(purpose, of: $0) } ?? []
  }

  /// Opens a form for a record.
  mutating func openForm(_ purpose: FormOpening.Purpose, of ref: Ref) -> Outcome {
    pinSelection()
    return .push(.opening(FormOpening(of: ref, .edit, as: purpose)))
  }

  /// Opens a form for the current record, and says that others are marked which it leaves alone.
  private mutating func openForm(
    _ purpose: FormOpening.Purpose, beside shared: inout Shared
  ) -> Outcome {
    let count = focusedList?.markedRefs.count ?? 0
    if count > 0, let record = selectedRow?.record {
      let title = shared.measure.cut(RecordFormatter(now: shared.now).title(record), to: 40)
      let all = count == 1 ? "the marked one" : "all \(NumberText.grouped(count)) marked"
      shared.say(
        "Editing \(title) only; \(shared.keys[.record(.setField(nil))]) changes a field of \(all).")
    }
    return openForm(purpose)
  }

  /// Opens a form for one field of the current record, or of all marked ones.
  mutating func setField(_ path: FieldPath, in shared: Shared) -> Outcome {
    guard hasMarks else { return openForm(.form(.field(path))) }
    if path == "tags" { return .push(.prompt(shared.prompt(.tagChanges))) }
    return markedExample.map { openForm(.form(.marked(path, count: marks.refs.count)), of: $0) }
      ?? []
  }

  /// Opens a form for a new record, linked to the current one.
  private mutating func add(
    _ resource: Resource, _ template: String?, in shared: inout Shared
  ) -> Outcome {
    let row = selectedRow?.record.ref
    // In a tab it is the record of the screen that counts, unless only the row can be named.
    let named = resource.schema.namedOnCreate
    let isRowMeant =
      row.map { named.contains($0.resource) } == true
      && detail.map { named.contains($0.ref.resource) } != true
    let parent = isRowMeant ? row : parentRef
    let ref = Ref.made(resource, shared.ids.next())
    pinSelection()
    let request = template.map { TemplateRequest(name: $0, isDefault: false) }
    return .push(
      .opening(
        FormOpening(
          of: ref, .new(parent: parent), as: .form(.whole),
          template: request ?? shared.template(for: resource))))
  }

  /// The customer whose call would be logged: that of the screen, or the one in the row.
  var callCustomer: Ref? {
    [detail?.ref, selectedRow?.record.ref, parentRef].compactMap(\.self).first {
      $0.resource == .account || $0.resource == .organization
    }
  }

  /// Opens a form for the note of a call. It begins with a template.
  private mutating func logCall(in shared: inout Shared) -> Outcome {
    guard let customer = callCustomer else { return [] }
    pinSelection()
    let template = shared.template(for: .note) ?? TemplateRequest(name: "check-in", isDefault: true)
    return .push(
      .opening(
        FormOpening(
          of: .made(.note, shared.ids.next()), .new(parent: customer), as: .call,
          template: template)))
  }

  /// Asks which record to attach to the current one.
  private mutating func pickAttached(in shared: inout Shared) -> Outcome {
    guard let ref = parentRef, let attached = ref.resource.schema.attached else { return [] }
    let row = focus == .detail ? detail?.row : selectedRow
    guard let record = row?.record, record.ref == ref else {
      shared.say("This record is not loaded yet. \(shared.keys[.screen(.refresh)]) loads it.")
      return []
    }
    let title = shared.measure.cut(RecordFormatter(now: shared.now).title(record), to: 60)
    asked = .attachment(Attachment.Holder(ref: ref, title: title))
    pinSelection()
    let noun = attached.child.schema.singular
    return .push(
      .picker(
        PickerViewModel("Attach which \(noun) to \(title)?", search: MatchQuery(attached.child))))
  }

  /// Attaches the record that was picked, which is read first.
  func attach(_ ref: Ref, to holder: Attachment.Holder) -> Outcome {
    guard let attached = holder.ref.resource.schema.attached else { return [] }
    return .push(.attaching(AttachOpening(of: ref, by: attached.field, to: holder)))
      + [.visit(ref)]
  }

  /// Attaches a record, as confirmed.
  func attach(_ attachment: Attachment, in shared: inout Shared) -> Outcome {
    let (before, after) = attachment.sentences
    return [shared.submit(attachment.change, saying: before, thenSaying: after)]
  }

  /// Asks before a record is archived or deleted.
  private mutating func remove(by action: Write.Action) -> Outcome {
    guard let ref = removable(by: action) else { return [] }
    pinSelection()
    return .push(.removal(RemovalOpening(of: ref, by: action)))
  }

  /// Archives or deletes a record, as confirmed. A detail about it is left.
  mutating func remove(_ removal: Removal, in shared: inout Shared) -> Outcome {
    // What can't be undone is not decided again by one key, nor is what was decided before it.
    shared.lastDecision = .change(.archive)
    let (before, after) = removal.sentences(shared.keys)
    let effect = shared.submit(removal.change, saying: before, thenSaying: after)
    return [effect] + leaveDetail(of: removal.change.ref, shared)
  }

  // MARK: Leaving the program

  private func browse(in shared: inout Shared) -> Outcome {
    guard let link = selectedRow?.record.link else {
      shared.say("This record has no link.")
      return []
    }
    return [.browse(link)]
  }

  /// What can be copied of a record.
  private struct Copied {
    let record: Record
    let fields: [Field]
    let formatter: RecordFormatter

    var name: String { formatter.title(record) }

    var line: String {
      fields
        .map { formatter.cell($0, of: record).text }
        .filter { !$0.isEmpty }
        .joined(separator: "  ")
    }
  }

  private func copy(
    _ what: String, in shared: inout Shared, _ text: (Copied) -> String?
  ) -> Outcome {
    guard let row = selectedRow else { return [] }
    let names = focusedList?.window.names ?? detail?.recordDetail?.names ?? [:]
    let schema = row.record.schema
    let listed = focusedList.flatMap { $0.isMixed ? nil : $0.fields }
    let fields = listed ?? schema.columns.compactMap { schema.field($0.path) }
    let copied = Copied(
      record: row.record, fields: fields.filter { $0.kind != .traits },
      formatter: RecordFormatter(now: shared.now, names: names))
    guard let text = text(copied), !text.isEmpty else {
      shared.say("This record has no \(what).")
      return []
    }
    return [.copy(text, what: what)]
  }
}

extension Record {
  /// The first web address among its fields.
  var link: String? {
    schema.fields.lazy.filter { $0.kind == .url }.compactMap { self[$0].text }
      .compactMap { Markup.Link.target(of: $0) }.first
  }
}

extension NumberedLink {
  /// The address, nil for a record.
  var address: String? {
    if case .address(let address) = target { address } else { nil }
  }
}
