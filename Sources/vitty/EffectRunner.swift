// Runs the effects of view models: reads in detached tasks, writes one at a time, the rest at once.

import Console
import Dispatch
import Store
import Synchronization
import ViewModels
import VitallyModel

/// The bridge from effects to the store. A newer read cancels an older one in the same slot.
final class EffectRunner: Sendable {
  private let workspace: Workspace
  private let mailbox: Mailbox
  private let browser: Browser
  private let views: ViewsFolder
  private let templates: TemplatesFolder
  private let places: PlaceFile?
  private let reads = Mutex<[Slot: (generation: Int, task: Task<Void, Never>)]>([:])
  private let texts: EditedTexts
  private let writes: AsyncStream<Writing>.Continuation
  private let writer: Task<Void, Never>

  /// One of a layer's reads.
  private struct Slot: Hashable {
    let layer: LayerID
    let slot: ReadSlot
  }

  /// Something to write, and the editor files that can be deleted once it is written.
  private struct Writing {
    let job: Job
    let files: [EditedFile]
  }

  /// Runs effects on a workspace. Deletes the files of `texts` once their texts are on disk.
  init(
    workspace: Workspace, mailbox: Mailbox, browser: Browser, views: ViewsFolder,
    templates: TemplatesFolder = TemplatesFolder(path: nil), places: PlaceFile? = nil,
    texts: EditedTexts = EditedTexts()
  ) {
    self.templates = templates
    self.places = places
    self.views = views
    self.workspace = workspace
    self.mailbox = mailbox
    self.browser = browser
    self.texts = texts
    let (writings, writes) = AsyncStream.makeStream(of: Writing.self)
    self.writes = writes
    writer = Task.detached {
      for await writing in writings {
        switch writing.job.effect {
        case .keepPlace(let place, let isLast):
          if isLast || workspace.isFirst { places?.write(place) }
          mailbox.end(isAwaited: false)
          continue
        case .sendOutbox(let trustsKey):
          workspace.sendNow(trustsKey: trustsKey)
          mailbox.end(isAwaited: false)
          continue
        case .part:
          Self.part(workspace, mailbox)
          continue
        default: break
        }
        let (answers, isWritten) = Self.write(writing.job, to: workspace, views)
        for file in writing.files { if isWritten { file.settle() } else { texts.add(file) } }
        for answer in answers.dropLast() { mailbox.post(answer) }
        mailbox.end(with: answers.last)
      }
    }
  }

  /// Starts an effect and returns at once.
  func run(_ job: Job) {
    switch job.effect {
    case .read(let slot, let generation, let read):
      start(read, in: Slot(layer: job.layer, slot: slot), generation)
    case .find(let text): find(text, for: job.layer)
    case .submit(let submission):
      write(job, of: submission.draft?.id ?? submission.change.draft?.id)
    case .submitGroup(let group):
      write(job, of: group.draft?.id ?? group.changes.lazy.compactMap(\.draft?.id).first)
    case .keep(let draft, _): write(job, of: draft.id, with: draft)
    case .keepSaved(let edit, let text, _, _):
      write(job, of: edit.form.id, with: edit.draft(with: text))
    case .forget(let draft, _): write(job, of: draft.id)
    case .drop, .dropAll, .retry, .retryAll, .undo, .redo, .visit, .wait, .identify, .pauseChanges,
      .editViews:
      write(job, of: nil)
    // What was decided before is sent as well.
    case .keepPlace, .part, .sendOutbox: queue(job)
    case .look(let ref, let today): workspace.looked(at: ref, today: today)
    case .lookFor(let text, let resource): lookFor(text, resource)
    case .show(let resource): workspace.show(resource)
    case .fetch(let ref, let first, let isForced): workspace.open(ref, tab: first, force: isForced)
    case .refresh(let key): workspace.refresh(key)
    case .pauseSync(let isPaused): workspace.pauseSync(isPaused)
    case .browse(let address): browse(address)
    case .copy, .editText, .remind, .dropKeys, .redraw, .suspend, .quit: break
    }
  }

  /// Cancels reads and waits until all changes are durable.
  func finish() async {
    reads.withLock { tasks in
      for read in tasks.values { read.task.cancel() }
    }
    writes.finish()
    await writer.value
  }

  /// Sends what is held back before the program ends, and says when it may. Writes don't wait for
  /// that.
  private static func part(_ workspace: Workspace, _ mailbox: Mailbox) {
    Task.detached {
      await workspace.part()
      mailbox.end(with: .parted, isAwaited: false)
    }
  }

  // MARK: Reads

  private func start(_ read: Read, in slot: Slot, _ generation: Int) {
    let isAwaited = slot.slot.isAwaited
    mailbox.begin(isAwaited: isAwaited)
    reads.withLock { reads in
      reads[slot]?.task.cancel()
      let task = Task.detached(priority: isAwaited ? .high : .medium) { [self] in
        guard !Task.isCancelled else { return mailbox.end(isAwaited: isAwaited) }
        let result = Self.answer(read, workspace, views, templates)
        end(slot, generation)
        // A newer read in this slot has taken its place: nobody waits for this answer.
        guard !Task.isCancelled else { return mailbox.end(isAwaited: isAwaited) }
        mailbox.end(
          with: .answer(slot.layer, .read(slot.slot, generation: generation, result)),
          isAwaited: isAwaited)
        Self.readAhead(after: read, workspace.store)
      }
      reads[slot] = (generation, task)
    }
  }

  /// Forgets a read that has ended, unless a newer one has taken its place.
  private func end(_ slot: Slot, _ generation: Int) {
    reads.withLock { reads in
      if reads[slot]?.generation == generation { reads[slot] = nil }
    }
  }

  /// Gets ready what is probably asked for next.
  private static func readAhead(after read: Read, _ store: PagingStore) {
    switch read {
    case .window(let request): try? store.prepareSearch(request.query)
    case .jump(let query) where query.words.isEmpty: try? store.prepareJump()
    default: break
    }
  }

  /// How many values are offered to choose from.
  private static let valueLimit = 200

  private static func answer(
    _ read: Read, _ workspace: Workspace, _ views: ViewsFolder, _ templates: TemplatesFolder
  ) -> ReadResult {
    let store = workspace.store
    do {
      switch read {
      case .window(let request):
        return .window(
          try store.window(request.query, rows: request.rows, anchor: request.anchor))
      case .recordDetail(let ref, let openSince):
        let now = SystemEnvironment.now()
        return .recordDetail(try store.recordDetail(ref, now: now, openSince: openSince))
      case .material(let ref, let parent, let draft, let holder):
        return .material(
          try workspace.material(ref, parent: parent, draft: draft, holder: holder))
      case .matches(let query): return .matches(try store.matches(query))
      case .outbox: return .outbox(try workspace.outbox())
      case .drafts: return .drafts(try workspace.drafts())
      case .sync: return .sync(try workspace.syncReport())
      case .views: return .views(views.library())
      case .count(let query):
        let window = try store.window(query, rows: 0..<0)
        return .count(window.total, isWhole: window.status.completedAt != nil)
      case .traits(let resources): return .traits(try store.traits(for: resources))
      case .values(let path, let resource):
        return .values(try store.values(of: path, resource, limit: valueLimit))
      case .texts(let typed, let limit):
        return .texts(try store.texts(matching: typed, limit: limit))
      case .refs(let query, .range(let first, let last)):
        return .refs(
          try store.refs(of: query, from: first, to: last), .range(from: first, to: last))
      case .refs(let query, let marking): return .refs(try store.refs(of: query), marking)
      case .bulk(let query):
        return .bulk(try workspace.preview(of: query))
      case .jump(let query): return .jump(try store.jump(query))
      case .templates(let refs):
        let facts =
          try refs.isEmpty
          ? TemplateFacts()
          : store.facts(about: refs, me: workspace.me(), now: SystemEnvironment.now())
        return .templates(TemplateKit(templates.library(), facts))
      }
    } catch {
      return .failure(error.sentence)
    }
  }

  // MARK: Finding a record

  private func find(_ text: String, for layer: LayerID) {
    mailbox.begin(isAwaited: false)
    Task.detached { [workspace, mailbox] in
      let found = await Self.found(text, workspace)
      mailbox.end(with: .answer(layer, .found(text, found)), isAwaited: false)
    }
  }

  /// Finds a record by an exact match in the cache, by words of its name, or on the server.
  private static func found(_ text: String, _ workspace: Workspace) async -> Found {
    let pasted = PastedID(text)
    let exact = (try? workspace.store.find(pasted.id)) ?? []
    if exact.count == 1 { return .record(exact[0]) }
    if exact.count > 1 { return several(exact, workspace) }
    if !pasted.isExact, let named = named(text, workspace) { return named }
    switch await workspace.find(pasted.id) {
    case .success(let ref):
      // Several people may have one mail address.
      let all = (try? workspace.store.find(pasted.id)) ?? []
      return all.count > 1 ? several(all, workspace) : .record(ref)
    case .failure(let error): return named(text, workspace) ?? .nothing(error.sentence)
    }
  }

  private static func named(_ text: String, _ workspace: Workspace) -> Found? {
    let named =
      (try? workspace.store.names(text, resources: Resource.browsable, limit: 50)) ?? []
    if named.count == 1 { return .record(named[0].0) }
    return named.isEmpty ? nil : several(named.map(\.0), workspace)
  }

  private static func several(_ refs: [Ref], _ workspace: Workspace) -> Found {
    .several((try? workspace.store.matches(of: refs)) ?? refs.map { Match($0, title: "") })
  }

  /// Asks the server for a record by id, for a picker. The record arrives through the cache.
  private func lookFor(_ text: String, _ resource: Resource) {
    mailbox.begin(isAwaited: false)
    Task.detached { [workspace, mailbox] in
      _ = await workspace.lookFor(text, resource)
      mailbox.end(isAwaited: false)
    }
  }

  // MARK: Writing

  /// Queues a write. It includes the texts that the form got from an editor.
  private func write(_ job: Job, of id: String?, with draft: Draft? = nil) {
    mailbox.begin()
    writes.yield(Writing(job: job, files: id.map { texts.take($0, with: draft) } ?? []))
  }

  /// Queues what has to come after the writes before it: a place comes after the drafts of the forms
  /// in it, and sending and leaving after the changes. No frame waits for that.
  private func queue(_ job: Job) {
    mailbox.begin(isAwaited: false)
    writes.yield(Writing(job: job, files: []))
  }

  /// Keeps a text that a running editor has saved as the draft of its form. Drafts and changes are
  /// written in order. The file stays.
  func keep(_ text: String, of file: EditedFile) {
    var (file, draft) = (file, file.edit.draft(with: text))
    draft.updatedAt = SystemEnvironment.now()
    (file.isLent, file.taken) = (true, text)
    mailbox.begin()
    writes.yield(Writing(job: .ofNobody(.keep(draft)), files: [file]))
  }

  /// Performs one write. Returns the answers, and whether it succeeded.
  private static func write(
    _ job: Job, to workspace: Workspace, _ views: ViewsFolder
  ) -> (answers: [Message], isWritten: Bool) {
    if case .editViews(let edit) = job.effect { return ([answer(edit, views, job.layer)], true) }
    do throws(StoreError) {
      if case .submit(let submission) = job.effect, !submission.followers.isEmpty {
        return (try submit(submission, job.layer, to: workspace), true)
      }
      let answer = try Self.answer(job, of: workspace)
      return (answer.map { [$0] } ?? [], true)
    } catch {
      return ([failure(of: job, error, workspace)], false)
    }
  }

  /// Saves a change and what follows it together.
  private static func submit(
    _ submission: Submission, _ layer: LayerID, to workspace: Workspace
  ) throws(StoreError) -> [Message] {
    let changes = try workspace.submit(
      submission.change, named: submission.madeID,
      followedBy: submission.followers.map { ($0.change, $0.madeID, $0.isHeld) })
    return zip(changes, submission.all).map { .answer(layer, .submitted($0, $1)) }
  }

  /// Performs one write. Returns the answer; nil if nobody waits for one.
  private static func answer(_ job: Job, of workspace: Workspace) throws(StoreError) -> Message? {
    switch job.effect {
    case .submit(let submission):
      let change = try workspace.submit(
        submission.change, named: submission.madeID, held: submission.isHeld)
      return .answer(job.layer, .submitted(change, submission))
    case .submitGroup(let group):
      let changes = try workspace.submit(
        group.changes, named: group.madeIDs, held: group.isHeld)
      return .answer(job.layer, .groupSubmitted(changes, group))
    case .keep(let draft, let sentence):
      try workspace.keep(draft)
      return .answer(job.layer, .kept(draft, sentence))
    case .keepSaved(let edit, let text, let last, let sentence):
      let draft = try workspace.keep(text, of: edit, after: last)
      return .answer(job.layer, .kept(draft, sentence))
    case .forget(let draft, let sentence):
      try workspace.forgetDraft(draft)
      return .answer(job.layer, .forgotten(draft, sentence))
    case .drop(let id, let sentence):
      try workspace.drop(id)
      return .notice(Notice(.info, sentence))
    case .dropAll(let ids):
      return .answer(job.layer, .dropped(try workspace.drop(ids)))
    case .identify(let me, let name):
      try workspace.identify(me)
      return .answer(job.layer, .identified(me, name))
    case .wait(let waits, let sentence, let purpose):
      let before = try workspace.wait(waits)
      return .answer(
        job.layer, .waited(before: before, after: waits, saying: sentence, purpose))
    case .undo(let ids, let mayArchive):
      let undone = try workspace.undo(ids, mayArchive: mayArchive)
      return .answer(job.layer, .undone(undone))
    case .redo(let ids, let inverses):
      let redone = try workspace.redo(dropped: ids, undoneBy: inverses)
      return .answer(job.layer, .redone(redone))
    case .pauseChanges(let ids, let isPaused):
      let changes = try workspace.pause(ids, isPaused)
      return .answer(job.layer, .paused(changes, isPaused))
    case .retry(let id): try workspace.retry(id)
    case .retryAll(let ids): try workspace.retry(ids)
    case .visit(let ref): workspace.visited(ref)
    default: break
    }
    return nil
  }

  private static func answer(_ edit: ViewEdit, _ views: ViewsFolder, _ layer: LayerID) -> Message {
    do throws(SettingsError) {
      return .answer(layer, .viewsEdited(try views.edit(edit), edit))
    } catch {
      return .notice(Notice(.failure, error.description))
    }
  }

  /// The answer to a failed write.
  private static func failure(
    of job: Job, _ error: StoreError, _ workspace: Workspace
  ) -> Message {
    switch job.effect {
    case .submit(var submission):
      if let draft = submission.draft, (try? workspace.keep(draft)) == nil {
        submission.draft = nil
      }
      return .answer(job.layer, .notSubmitted(submission, error.sentence))
    case .submitGroup(var group):
      if let draft = group.draft, (try? workspace.keep(draft)) == nil { group.draft = nil }
      return .answer(job.layer, .groupNotSubmitted(group, error.sentence))
    case .keep(let draft, _): return .answer(job.layer, .notKept(draft, error.sentence))
    case .wait(let waits, _, let purpose):
      return .answer(job.layer, .notWaited(waits, error.sentence, purpose))
    case .undo, .redo: return .answer(job.layer, .notUndone(error.sentence))
    default: return .notice(Notice(.failure, error.sentence))
    }
  }

  /// Not a task, since it blocks until the browser has taken the address.
  private func browse(_ address: String) {
    mailbox.begin(isAwaited: false)
    DispatchQueue.global().async { [browser, mailbox] in
      let notice =
        switch browser.open(address) {
        case .opened: Notice(.info, "Opened \(address)")
        case .noBrowser: Notice(.info, "There is no browser here: \(address)")
        case .failed(let commands):
          Notice(.warning, "\(commands.joined(separator: ", ")) could not open \(address)")
        }
      mailbox.end(with: .notice(notice), isAwaited: false)
    }
  }
}
