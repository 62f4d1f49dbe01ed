// Does what view models ask for: reads in detached tasks of which a newer one cancels the older in
// its slot, changes one after the other, everything else at once.

import Console
import Store
import Synchronization
import ViewModels
import VitallyModel

/// The bridge from effects to the store.
final class EffectRunner: Sendable {
  private let workspace: Workspace
  private let mailbox: Mailbox
  private let browser: Browser
  private let reads = Mutex<[ReadSlot: Task<Void, Never>]>([:])
  private let writes: AsyncStream<Effect>.Continuation
  private let writer: Task<Void, Never>

  init(workspace: Workspace, mailbox: Mailbox, browser: Browser) {
    self.workspace = workspace
    self.mailbox = mailbox
    self.browser = browser
    let (effects, writes) = AsyncStream.makeStream(of: Effect.self)
    self.writes = writes
    writer = Task.detached {
      for await effect in effects { mailbox.end(with: Self.write(effect, to: workspace)) }
    }
  }

  /// Starts what an effect asks for and returns at once.
  func run(_ effect: Effect) {
    switch effect {
    case .read(let slot, let generation, let read): start(read, in: slot, generation)
    case .find(let text): find(text)
    case .submit, .keep, .forget, .drop, .retry, .visit:
      mailbox.begin()
      writes.yield(effect)
    case .lookFor(let text, let resource): lookFor(text, resource)
    case .show(let resource): workspace.show(resource)
    case .fetch(let ref, let first, let isForced): workspace.open(ref, tab: first, force: isForced)
    case .refresh(let key): workspace.refresh(key)
    case .sendOutbox: workspace.kick()
    case .browse(let address): browse(address)
    case .copy, .editText, .remind, .redraw, .suspend, .quit: break
    }
  }

  /// Waits until all changes are durable. Reads are given up.
  func finish() async {
    reads.withLock { tasks in
      for task in tasks.values { task.cancel() }
    }
    writes.finish()
    await writer.value
  }

  // MARK: Reads

  private func start(_ read: Read, in slot: ReadSlot, _ generation: Int) {
    mailbox.begin()
    let task = Task.detached(priority: .high) { [workspace, mailbox] in
      guard !Task.isCancelled else { return mailbox.end() }
      let answer = Self.answer(read, workspace)
      mailbox.end(with: .answer(slot, generation: generation, answer))
    }
    reads.withLock { $0.updateValue(task, forKey: slot) }?.cancel()
  }

  private static func answer(_ read: Read, _ workspace: Workspace) -> Answer {
    let store = workspace.store
    do {
      switch read {
      case .window(let request):
        return .window(
          try store.window(request.query, rows: request.rows, anchor: request.anchor))
      case .dossier(let ref):
        return .dossier(try store.dossier(ref, now: SystemEnvironment.now()))
      case .material(let ref, let parent):
        return .material(try workspace.material(ref, parent: parent))
      case .matches(let query): return .matches(try store.matches(query))
      case .outbox: return .outbox(try workspace.outbox())
      case .drafts: return .drafts(try workspace.drafts())
      }
    } catch {
      return .failure(error.sentence)
    }
  }

  // MARK: Looking for a record

  private func find(_ text: String) {
    Task.detached { [workspace, mailbox] in
      mailbox.post(.found(text: text, await Self.found(text, workspace)))
    }
  }

  /// A record by what names it exactly here, by words of its name, or by asking the server.
  private static func found(_ text: String, _ workspace: Workspace) async -> Found {
    let pasted = PastedID(text)
    let exact = (try? workspace.store.find(pasted.id)) ?? []
    if exact.count == 1 { return .record(exact[0]) }
    if exact.count > 1 { return .several(exact.map { NamedRef($0) }) }
    if !pasted.isExact, let named = named(text, workspace) { return named }
    switch await workspace.find(pasted.id) {
    case .success(let ref): return .record(ref)
    case .failure(let error): return named(text, workspace) ?? .nothing(error.sentence)
    }
  }

  private static func named(_ text: String, _ workspace: Workspace) -> Found? {
    let named =
      (try? workspace.store.names(text, resources: Resource.browsable, limit: 50)) ?? []
    if named.count == 1 { return .record(named[0].0) }
    return named.isEmpty ? nil : .several(named.map { NamedRef($0.0, name: $0.title) })
  }

  /// What the server has under an id, for a picker: its answer comes in with the records.
  private func lookFor(_ text: String, _ resource: Resource) {
    Task.detached { [workspace] in _ = await workspace.lookFor(text, resource) }
  }

  // MARK: Writing

  /// Writes one thing to the disk. Answers what there is to say of it.
  private static func write(_ effect: Effect, to workspace: Workspace) -> Message? {
    do throws(StoreError) {
      switch effect {
      case .submit(let submission):
        let change = try workspace.submit(submission.change, named: submission.madeID)
        return .submitted(change, submission)
      case .keep(let draft):
        try workspace.keep(draft)
        return .kept(draft.ref, isThere: true)
      case .forget(let ref):
        try workspace.forgetDraft(of: ref)
        return .kept(ref, isThere: false)
      case .drop(let id, let sentence):
        try workspace.drop(id)
        return .notice(Notice(.info, sentence))
      case .retry(let id): try workspace.retry(id)
      case .visit(let ref): workspace.visited(ref)
      default: break
      }
      return nil
    } catch {
      if case .submit(let submission) = effect {
        if let draft = submission.draft { try? workspace.keep(draft) }
        return .notSubmitted(submission, error.sentence)
      }
      return .notice(Notice(.failure, error.sentence))
    }
  }

  private func browse(_ address: String) {
    Task.detached { [browser, mailbox] in
      let sentence =
        browser.open(address) ? "Opened \(address)" : "There is no browser here: \(address)"
      mailbox.post(.notice(Notice(.info, sentence)))
    }
  }
}
