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
  private let writes: AsyncStream<NewChange>.Continuation
  private let writer: Task<Void, Never>

  init(workspace: Workspace, mailbox: Mailbox, browser: Browser) {
    self.workspace = workspace
    self.mailbox = mailbox
    self.browser = browser
    let (changes, writes) = AsyncStream.makeStream(of: NewChange.self)
    self.writes = writes
    writer = Task.detached {
      for await change in changes {
        mailbox.end(with: Self.submit(change, to: workspace))
      }
    }
  }

  /// Starts what an effect asks for and returns at once.
  func run(_ effect: Effect) {
    switch effect {
    case .read(let slot, let generation, let read): start(read, in: slot, generation)
    case .find(let text): find(text)
    case .submit(let change):
      mailbox.begin()
      writes.yield(change)
    case .show(let resource): workspace.show(resource)
    case .fetch(let ref, let first, let isForced): workspace.open(ref, tab: first, force: isForced)
    case .refresh(let key): workspace.refresh(key)
    case .sendOutbox: workspace.kick()
    case .browse(let address): browse(address)
    case .copy, .redraw, .suspend, .quit: break
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
      let answer = Self.answer(read, workspace.store)
      mailbox.end(with: .answer(slot, generation: generation, answer))
    }
    reads.withLock { $0.updateValue(task, forKey: slot) }?.cancel()
  }

  private static func answer(_ read: Read, _ store: PagingStore) -> Answer {
    do {
      switch read {
      case .window(let request):
        return .window(
          try store.window(request.query, rows: request.rows, anchor: request.anchor))
      case .dossier(let ref):
        return .dossier(try store.dossier(ref, now: SystemEnvironment.now()))
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

  /// A record by what names it exactly, or by words of its name.
  private static func found(_ text: String, _ workspace: Workspace) async -> Found {
    let id = PastedID(text).id
    let result = await workspace.find(id)
    if case .success(let ref) = result { return .record(ref) }
    let named =
      (try? workspace.store.names(text, resources: Resource.browsable, limit: 50)) ?? []
    if named.count == 1 { return .record(named[0].0) }
    if !named.isEmpty { return .several(named.map { NamedRef($0.0, name: $0.title) }) }
    if case .failure(let error) = result { return .nothing(error.sentence) }
    return .nothing("Nothing is called “\(text)”.")
  }

  // MARK: Changes

  private static func submit(_ change: NewChange, to workspace: Workspace) -> Message {
    var change = change
    let refused = workspace.changes().last {
      $0.needsAttention && $0.ref == change.ref
        && Set($0.new.fields.keys) == Set(change.fields.keys)
    }
    change.replaces = change.replaces ?? refused?.id
    do {
      return .store(.change(try workspace.submit(change)))
    } catch {
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
