// What the tests of this folder start from: a fixed morning, a few records, an app with answers.

import VitallyModel

@testable import ViewModels

enum Given {
  /// Tuesday, 24 November 2026, 09:02 UTC.
  static let now = Now(
    moment: Moment("2026-11-24T09:02:00Z") ?? Moment(milliseconds: 0), me: .server(.admin, "me"))

  static func record(_ resource: Resource, _ id: String, _ body: JSONObject = [:]) -> Record {
    var body = body
    body["id"] = .string(id)
    return Record(ref: .server(resource, id), body: body)
  }

  /// So many accounts, named "Account 1" and on.
  static func accounts(_ count: Int) -> [Record] {
    (1...count).map { record(.account, "a\($0)", ["name": .string("Account \($0)")]) }
  }

  /// The keys that sentences name.
  static let bindings: [Context: [Binding]] = {
    let keys: [Context: [(Command, String)]] = [
      .global: [
        (.screen(.stepBack), "Esc"),
        (.app(.show(.outbox)), "gl"), (.app(.show(.drafts)), "gd"), (.screen(.refresh), "r"),
        (.app(.quit), "Q"), (.app(.undo), "u"), (.app(.redo), "C-r"), (.app(.show(.views)), "gv"),
        (.app(.openSaved("8")), "g8"), (.app(.resume), "g."),
      ],
      .record: [
        (.record(.edit), "e"), (.record(.setField(nil)), "m"), (.record(.archive), "Da"),
        (.record(.destroy), "Dx"),
      ],
      .list: [(.list(.sort(nil)), "s"), (.list(.clearFilter), "F"), (.record(.open), "Enter")],
      .detail: [(.text(.search), "/")],
      .outbox: [
        (.outbox(.open), "o"), (.outbox(.retry), "r"), (.outbox(.drop), "x"),
        (.outbox(.resolve), "c"), (.outbox(.pause), "p"),
      ],
      .followUps: [
        (.followUps(.assign), "@"), (.followUps(.drop), "x"), (.followUps(.person), "w"),
      ],
      .conflict: [
        (.conflict(.left), "h"), (.conflict(.right), "l"), (.conflict(.send), "Enter"),
      ],
      .form: [
        (.form(.leave), "Esc"), (.form(.discard), "C-x"), (.form(.save), "C-s"),
        (.form(.enter), "Enter"), (.form(.toggle), "Space"), (.form(.pick), "C-t"),
        (.form(.editOutside), "C-o"),
      ],
      .editor: [(.editor(.deleteBackward), "Backspace")],
      .prompt: [(.dialog(.complete), "Tab"), (.dialog(.cancel), "Esc")],
    ]
    return keys.mapValues { $0.map { Binding(keys: $0.1, command: $0.0) } }
  }()

  static let keys = KeyNames(bindings)

  /// An app of a size, with the default contexts and few keys.
  static func app(
    width: Int = 80, height: Int = 24, isReadOnly: Bool = false, allowsDeletion: Bool = false,
    keepsPlace: Bool = false, resuming former: ResumePoint? = nil
  ) -> AppViewModel {
    AppViewModel(
      now: now, width: width, height: height, workspace: "acme", isReadOnly: isReadOnly,
      allowsDeletion: allowsDeletion, keepsPlace: keepsPlace, resuming: former,
      bindings: bindings, measure: TextMeasure { $0.count })
  }
}

extension AppViewModel {
  /// The form on screen, whatever lies over it.
  var form: FormViewModel? { stack.compactMap(\.layer.form).last }

  /// What lies over screen and form with the keys; nil for nothing.
  var overlay: AnyLayer? {
    switch top {
    case .browse?, .form?, .opening?, .column?, nil: nil
    case let layer: layer
    }
  }

  /// What covers the screen, also while something lies over that; nil for nothing.
  var cover: AnyLayer? {
    if case .browse? = visible.first { nil } else { visible.first }
  }

  var notice: Notice? { shared.notice }
  var awaitsRows: Bool { readiness.awaitsRows }
}

/// Answers effects from records, as the store would.
struct Answering {
  var app: AppViewModel
  var records: [Record]
  /// Effects that went out of the program.
  var effects: [Effect] = []
  /// The traits that records have.
  var traits: [Field] = []
  /// The traits of records that others name.
  var linkedTraits: [Resource: [Field]] = [:]
  /// Whether what was done stays among what is next.
  var keepsDone = false
  /// Changes that the server does not have.
  var changes: [Change] = []
  /// How the sync stands.
  var syncReport = SyncReport(at: Given.now.moment, rows: [])
  /// The records that were visited last, newest first.
  var visited: [Ref] = []
  /// The records that lists leave out.
  var hidden: Set<Ref> = []
  /// The templates.
  var templates = TemplateLibrary()
  /// The saved views, as their file has them.
  var views = ViewLibrary.shipped
  /// Unfinished forms, as the program has them kept.
  var drafts: [Draft] = []
  /// The numbers of the changes that were made durable at once.
  var durable: [ChangeID] = []
  /// Whether reads are answered; held back, they are answered by `answerAll`.
  var holdsBack = false
  /// Whether what is written gets to the disk; otherwise this is why it does not.
  var diskFailure: String?
  private var waiting: [Job] = []
  /// What was pressed for a layer that is opening, as the loop holds it.
  private var held: [Message] = []

  init(_ app: AppViewModel, _ records: [Record]) {
    self.app = app
    self.records = records
  }

  mutating func start() { handle(app.start()) }

  mutating func run(_ command: Command) { press(.command(command)) }

  /// Presses a key, which waits for a layer that is opening.
  private mutating func press(_ message: Message) {
    let isEsc = message == .command(.form(.leave)) || message == .command(.dialog(.cancel))
    guard app.readiness == .opening, !isEsc || (!held.isEmpty && held.last != message) else {
      if app.readiness == .opening { held = [] }
      send(message)
      releaseHeld()
      return
    }
    held.append(message)
    send(.keysWait)
  }

  private mutating func releaseHeld() {
    if app.readiness == .halted { held = [] }
    while app.readiness != .opening, !held.isEmpty { send(held.removeFirst()) }
  }

  mutating func send(_ message: Message) { handle(app.update(message)) }

  mutating func type(_ text: String) {
    for character in text { press(.text(String(character))) }
  }

  /// Types at the end of a line, which is selected as the cursor comes to it.
  mutating func append(_ text: String) {
    run(.editor(.end))
    type(text)
  }

  /// Answers the reads that were held back.
  mutating func answerAll() {
    holdsBack = false
    let jobs = waiting
    waiting = []
    handle(jobs)
    releaseHeld()
  }

  /// Sends an answer to the layer with the keys.
  mutating func answerTop(_ answer: Answer) {
    guard let id = app.stack.last?.id else { return }
    send(.answer(id, answer))
  }

  /// Sends an answer to the form on screen, or as if it were gone.
  mutating func answerForm(_ answer: Answer) {
    let id = app.stack.last { $0.layer.form != nil }?.id ?? LayerID(number: -1)
    send(.answer(id, answer))
  }

  /// The changes that were handed in.
  var submitted: [NewChange] { submissions.map(\.change) }

  /// The same with their names; those that follow another one come after it.
  var submissions: [Submission] {
    effects.flatMap { effect -> [Submission] in
      if case .submit(let submission) = effect { submission.all } else { [] }
    }
  }

  private mutating func handle(_ jobs: [Job]) {
    for job in jobs {
      switch job.effect {
      case .read where holdsBack: waiting.append(job)
      case .read(let slot, let generation, let read):
        answer(job, .read(slot, generation: generation, answer(read)))
      case .keep(let draft, _):
        effects.append(job.effect)
        if let diskFailure { return answer(job, .notKept(draft, diskFailure)) }
        end(draft.end)
        drafts.append(draft)
        answer(job, .kept(draft, nil))
      case .forget(let draft, let sentence):
        end(draft)
        effects.append(job.effect)
        answer(job, .forgotten(draft, sentence))
      case .submit(let submission):
        effects.append(job.effect)
        if closesWhenDurable(job.layer) { makeDurable(submission, for: job.layer) }
      case .editViews(let edit):
        effects.append(job.effect)
        if case .save(let name, let resource, let line) = edit {
          views.views.removeAll { $0.isCalled(name) }
          views.views.append(SavedView(name, resource, line))
        }
        if case .columns(let resource, let columns) = edit { views.columns[resource] = columns }
        answer(job, .viewsEdited(views, edit))
      default: effects.append(job.effect)
      }
    }
  }

  /// Ends a draft as the store does.
  mutating func end(_ end: Draft.End) {
    drafts.removeAll { $0.id == end.id || $0.version == end.source }
  }

  /// Whether a layer closes as soon as what it hands in is on the disk: boxes and the choice
  /// between values do.
  private func closesWhenDurable(_ id: LayerID) -> Bool {
    switch app.stack.first(where: { $0.id == id })?.layer {
    case .form(let form): form.isBox
    case .conflict: true
    default: false
    }
  }

  private mutating func makeDurable(_ submission: Submission, for layer: LayerID) {
    let change = Change(
      id: 100 + ChangeID(effects.count), madeID: submission.madeID, new: submission.change,
      createdAt: app.now.moment)
    if diskFailure == nil {
      durable.append(change.id)
      send(.store(.change(change)))
    }
    answer(
      Job(layer: layer, effect: .submit(submission)),
      diskFailure.map { .notSubmitted(submission, $0) } ?? .submitted(change, submission))
  }

  private mutating func answer(_ job: Job, _ answer: Answer) {
    send(.answer(job.layer, answer))
  }

  func answer(_ read: Read) -> ReadResult {
    switch read {
    case .window(let request): .window(window(request))
    case .recordDetail(let ref, _):
      .recordDetail(
        RecordDetail(
          row: records.first { $0.ref == ref }.map { ListingRow($0) },
          highlights: highlights(of: ref),
          links: ref.resource.schema.links.map { link in
            RecordDetail.LinkCount(
              count: records.filter { $0.resource == link.child }.count, status: SyncStatus())
          }, names: Dictionary(records.map { ($0.ref, $0.title) }, uniquingKeysWith: { $1 }),
          changes: changes.filter { $0.ref == ref },
          drafts: drafts.filter { $0.ref == ref || $0.parent == ref }))
    case .material(let ref, let parent, let draft, let holder):
      .material(material(ref, parent: parent, draft: draft, holder: holder))
    case .matches(let query):
      .matches(
        records.filter {
          query.resources.contains($0.resource)
            && (query.words.isEmpty
              || $0.title.lowercased().contains(query.words.lowercased()))
        }.map { Match($0.ref, title: $0.title) })
    case .outbox: .outbox(OutboxList(changes.map { OutboxEntry($0, title: title(of: $0.ref)) }))
    case .sync: .sync(syncReport)
    case .views: .views(views)
    case .values(let path, let resource): .values(values(of: path, resource))
    case .count(let query):
      .count(records.count { $0.resource == query.resource }, isWhole: true)
    case .traits(let resources):
      .traits(
        linkedTraits.merging(resources.map { ($0, traits) }, uniquingKeysWith: { $1 }))
    case .texts(let words, _):
      .texts(
        TextHits(
          words: words,
          hits: words.isEmpty
            ? []
            : records.filter { $0.title.holds(all: words.searchWords) }.map {
              TextHit($0.ref, title: MarkedText($0.title), line: MarkedText(""))
            }))
    case .refs(let query, .range(let first, let last)):
      .refs(range(listed(query).map(\.ref), first, last), .range(from: first, to: last))
    case .refs(let query, let marking): .refs(listed(query).map(\.ref), marking)
    case .bulk(let query): .bulk(preview(query))
    case .templates(let refs): .templates(TemplateKit(templates, facts(about: refs)))
    case .jump(let query): .jump(JumpHits(words: query.words, hits: jumps(query)))
    case .drafts:
      .drafts(drafts.map { DraftEntry($0, parentTitle: $0.parent.map { title(of: $0) }) })
    }
  }

  private func listed(_ query: ListingQuery) -> [Record] {
    let texts = query.condition.map(Self.mentions) ?? []
    return records.filter { record in
      query.resources.contains(record.resource)
        && texts.allSatisfy { record.title.lowercased().contains($0) }
    }
  }

  private func range(_ refs: [Ref], _ first: Ref, _ last: Ref) -> [Ref] {
    let places = [first, last].compactMap(refs.firstIndex).sorted()
    return places.count == 2 ? Array(refs[places[0]...places[1]]) : []
  }

  private func preview(_ bulk: BulkQuery) -> BulkPreview {
    var preview = BulkPreview()
    for record in listed(bulk.query) where bulk.refs.contains(record.ref) {
      switch bulk.decision.verdict(on: record, now: bulk.now) {
      case .already: preview.alreadyCount += 1
      case .change(let change):
        preview.items.append(.init(title: record.title, change: change))
      case .impossible(let reason):
        preview.obstacles.append(.init(title: record.title, reason: reason))
      }
    }
    return preview
  }

  private func facts(about refs: [Ref]) -> TemplateFacts {
    var facts = TemplateFacts()
    let named = refs.compactMap(record)
    let customers = named.compactMap { $0.body["accountId"]?.text }.map { Ref.server(.account, $0) }
    for record in named + customers.compactMap(record) {
      facts.take(RecordDetail(row: ListingRow(record), highlights: highlights(of: record.ref)))
    }
    return facts
  }

  /// The records that answer to what is typed, those that answer best first.
  private func jumps(_ query: JumpQuery) -> [JumpHit] {
    let match = NameMatch(query.words)
    let found = match.isEmpty ? visited.compactMap(record) : records
    return found.compactMap { record in
      match.rank(of: record.title.folded).map {
        JumpHit(
          record.ref, title: record.title, rank: $0, isVisited: visited.contains(record.ref),
          isHidden: hidden.contains(record.ref))
      }
    }.sorted { $0.rank.place(isSetBack: $0.isHidden) < $1.rank.place(isSetBack: $1.isHidden) }
  }

  private func values(of path: FieldPath, _ resource: Resource) -> [KnownValue] {
    let texts = records.filter { $0.resource == resource }.compactMap { $0[path].text }
    return Dictionary(grouping: texts) { $0 }.map { KnownValue($0.key, $0.value.count) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }

  /// The open tasks of a record, and whatever else its brief shows of others.
  private func highlights(of ref: Ref) -> [[Record]] {
    ref.resource.schema.highlights.compactMap { highlight in
      switch highlight {
      case .people, .fields, .balance: nil
      case .next(let resource, _), .last(let resource, _):
        records.filter {
          $0.resource == resource && $0.body["accountId"]?.text == ref.serverID
            && (keepsDone || $0.body["completedAt"] == nil)
        }
      }
    }
  }

  func record(_ ref: Ref) -> Record? { records.first { $0.ref == ref } }

  private func title(of ref: Ref) -> String { record(ref)?.title ?? "new" }

  private func material(
    _ ref: Ref, parent: Ref?, draft id: String?, holder chosen: Ref?
  ) -> FormMaterial {
    let holder =
      chosen ?? record(ref).flatMap { $0.schema.holder(in: $0.body) }
      ?? (parent?.resource == ref.resource.schema.holderResource ? parent : nil)
    var material = FormMaterial(
      ref, row: record(ref).map { ListingRow($0) }, body: record(ref)?.body,
      traits: holder.flatMap(record)?.traits(of: ref.resource) ?? traits,
      names: Dictionary(records.map { ($0.ref, $0.title) }, uniquingKeysWith: { $1 }),
      changes: changes.filter { $0.ref == ref },
      draft: drafts.last { $0.ref == ref && (id == nil || $0.id == id) },
      parent: parent.flatMap(record).map { ListingRow($0) }, holder: holder.flatMap(record))
    material.completed = material.draft?.completes.flatMap(record)
    return material
  }

  /// The texts that a condition looks for.
  private static func mentions(_ condition: Condition) -> [String] {
    switch condition {
    case .mentions(let text): [text.lowercased()]
    case .all(let parts): parts.flatMap(mentions)
    default: []
    }
  }

  func window(_ request: WindowRequest) -> ListingWindow {
    let texts = request.query.condition.map(Self.mentions) ?? []
    let found = records.filter { record in
      record.resource == request.query.resource
        && texts.allSatisfy { record.title.lowercased().contains($0) }
    }
    let anchor = found.firstIndex { $0.ref == request.anchor }
    var rows = request.rows
    if let anchor, !rows.contains(anchor) {
      rows = max(0, anchor - rows.count / 2)..<anchor + rows.count / 2
    }
    let range = rows.clamped(to: 0..<found.count)
    return ListingWindow(
      query: request.query, first: range.lowerBound, rows: found[range].map { ListingRow($0) },
      total: found.count, traits: traits, anchor: anchor)
  }
}
