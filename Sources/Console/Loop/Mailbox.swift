// Where other threads leave messages for the loop, and how they wake it. It also counts the work
// that is under way, so that one can wait for quiet.

import Synchronization
public import Terminal
public import ViewModels

/// Messages on their way to the loop.
public final class Mailbox: Sendable {
  private struct State {
    var messages: [Message] = []
    var inFlight = 0
  }

  private let state = Mutex(State())
  private let pipe: WakePipe

  /// A mailbox that wakes through a pipe.
  public init(pipe: WakePipe) { self.pipe = pipe }

  /// Leaves a message and wakes the loop if it may be asleep.
  public func post(_ message: Message) {
    let wasEmpty = state.withLock { state in
      state.messages.append(message)
      return state.messages.count == 1
    }
    if wasEmpty { pipe.wake() }
  }

  /// Takes all messages, oldest first.
  public func drain() -> [Message] {
    state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Counts work that will be answered. To be called before the work starts.
  public func begin() { state.withLock { $0.inFlight += 1 } }

  /// The work is answered, or given up without an answer. Both are one step: whoever sees the
  /// answer also sees that the work has ended, and does not wait for more.
  public func end(with answer: Message? = nil) {
    state.withLock { state in
      state.inFlight -= 1
      if let answer { state.messages.append(answer) }
    }
    pipe.wake()
  }

  /// How much work is under way.
  public var inFlight: Int { state.withLock { $0.inFlight } }

  /// Whether nothing is under way and nothing waits.
  public var isIdle: Bool { state.withLock { $0.inFlight == 0 && $0.messages.isEmpty } }
}
