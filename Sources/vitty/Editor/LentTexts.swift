// Takes what editors save after they have returned: some go on in a window of their own.

import Dispatch
import Synchronization
import ViewModels

/// Files that an editor may still write to. They are looked at once a second, on a thread of their
/// own. Thread-safe.
final class LentTexts: Sendable {
  private struct Lent {
    var file: EditedFile
    var saved: SavedText
    /// Whether a process that the editor has left has the file locked.
    var isLocked: Bool
  }

  private struct State {
    var lent: [Lent] = []
    var timer: (any DispatchSourceTimer)?
  }

  /// How long a file stays of which nobody can say whether an editor has it open.
  static let patience = Duration.seconds(86_400)

  private let state = Mutex(State())
  private let texts: EditedTexts
  private let post: @Sendable (Message) -> Void

  /// Tells of what is saved by `post`. The files of `texts` are noted or removed once their texts are
  /// on disk.
  init(texts: EditedTexts, post: @escaping @Sendable (Message) -> Void) {
    self.texts = texts
    self.post = post
  }

  /// Begins to watch a file that is noted as lent.
  func add(_ file: EditedFile) {
    let lent = Lent(file: file, saved: SavedText(file), isLocked: !file.lock.isHeld)
    state.withLock { state in
      state.lent.append(lent)
      if state.timer != nil { return }
      let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
      timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(200))
      timer.setEventHandler { [weak self] in self?.look() }
      timer.resume()
      state.timer = timer
    }
  }

  /// Looks at all files.
  func look() {
    let messages = state.withLock { state in
      let messages = state.lent.indices.compactMap { look(&state.lent[$0]) }
      state.lent.removeAll { $0.file.isLent == false }
      if state.lent.isEmpty {
        state.timer?.cancel()
        state.timer = nil
      }
      return messages
    }
    for message in messages { post(message) }
  }

  /// Looks at a file. It is no longer lent once no process has it locked any more.
  private func look(_ lent: inout Lent) -> Message? {
    let isOver = lent.isLocked && lent.file.lock.take()
    let last = lent.file.taken
    let text = lent.saved.look(isLast: isOver)
    if let text { lent.file.taken = text }
    if isOver { lent.file.isLent = false }
    guard let text else {
      // The editor has ended without saving anything more.
      if isOver { lent.file.remove() }
      return nil
    }
    texts.add(lent.file)
    return .editorSaved(lent.file.edit, text, after: last)
  }
}
