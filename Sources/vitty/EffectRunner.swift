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
  private let writes: AsyncStream<(NewChange, String)>.Continuation
  private let writer: Task<Void, Never>

  init(workspace: Workspace, mailbox: Mailbox, browser: Browser) {
    self.workspace = workspace
    self.mailbox = mailbox
    self.browser = browser
    let (changes, writes) = AsyncStream.makeStream(of: (NewChange, String).self)
    self.writes = writes
    writer = Task.detached {
      for await (change, sentence) in changes {
        mailbox.end(with: Self.submit(change, saying: sentence, to: workspace))
      }
    }
  }

  /// Starts what an effect asks for and returns at once.
  func run(_ effect: Effect) {
    switch effect {
    case .read(let slot, let generation, let read): start(read, in: slot, generation)
    case .find(let text): find(text)
    case .submit(let change, let sentence):
      mailbox.begin()
      writes.yield((change, sentence))
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

  // MARK: Changes

  private static func submit(
    _ change: NewChange, saying sentence: String, to workspace: Workspace
  ) -> Message {
    do {
      return .submitted(try workspace.submit(change), saying: sentence)
    } catch {
      return .notSubmitted(change.ref, error.sentence)
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
