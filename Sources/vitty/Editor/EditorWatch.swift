// Takes what an editor saves while it runs, and sees whether it uses the terminal.

import Dispatch
import Glibc
import Synchronization

/// Watches a file and the terminal from a thread of its own, while the loop waits for the editor.
final class EditorWatch: Sendable {
  /// What was seen.
  struct Seen {
    /// The text that was saved and taken last; nil for none.
    var taken: String?
    /// Whether the editor has written the file.
    var isTouched = false
    /// Whether the editor has set the terminal up for itself.
    var usedTerminal = false
    /// Whether the terminal has gone away.
    var lostTerminal = false
    /// How long it ran.
    var time = Duration.zero
  }

  /// How often the file is looked at, in milliseconds.
  private static let pace = 500
  /// How often the terminal is looked at, and for how long, in milliseconds.
  private static let (quickPace, quickTime) = (20, 2_000)

  private let seen = Mutex(Seen())
  private let stop = DispatchSemaphore(value: 0)
  private let stopped = DispatchSemaphore(value: 0)
  private let start = ContinuousClock.now

  /// Starts watching; `take` gets each text that is saved, on another thread.
  init(_ file: EditedFile, take: @escaping @Sendable (String) -> Void) {
    let (modes, saved) = (TerminalModes(), SavedText(file, isFresh: true))
    DispatchQueue.global(qos: .utility).async { [self] in
      var saved = saved
      var milliseconds = 0
      var isOver = false
      while !isOver {
        let pace = milliseconds < Self.quickTime ? Self.quickPace : Self.pace
        isOver = stop.wait(timeout: .now() + .milliseconds(pace)) == .success
        milliseconds += pace
        let usesTerminal = modes.haveChanged
        seen.withLock { if usesTerminal { $0.usedTerminal = true } }
        // The text at the end is read by whoever waits for it.
        guard !isOver, milliseconds.isMultiple(of: Self.pace), let text = saved.look() else {
          continue
        }
        seen.withLock { $0.taken = text }
        take(text)
      }
      _ = saved.look()
      seen.withLock { ($0.isTouched, $0.lostTerminal) = (saved.isTouched, modes.areLost) }
      stopped.signal()
    }
  }

  /// Stops watching, when the editor has ended.
  func end() -> Seen {
    stop.signal()
    stopped.wait()
    var result = seen.withLock(\.self)
    result.time = ContinuousClock.now - start
    return result
  }
}
