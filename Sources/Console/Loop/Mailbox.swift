// Passes messages from other threads to the loop, and counts work in progress.

import Synchronization
public import Terminal
public import ViewModels

/// Messages for the loop. Thread-safe.
public final class Mailbox: Sendable {
  private struct State {
    var messages: [Message] = []
    var inFlight = 0
    var inFlightAhead = 0

    mutating func count(_ difference: Int, _ isAwaited: Bool) {
      if isAwaited { inFlight += difference } else { inFlightAhead += difference }
    }
  }

  private let state = Mutex(State())
  private let pipe: WakePipe

  /// A mailbox that wakes the loop through a pipe.
  public init(pipe: WakePipe) { self.pipe = pipe }

  /// Adds a message, and wakes the loop if it may be asleep.
  public func post(_ message: Message) {
    let wasEmpty = state.withLock { state in
      state.messages.append(message)
      return state.messages.count == 1
    }
    if wasEmpty { pipe.wake() }
  }

  /// Removes and returns all messages, oldest first.
  public func drain() -> [Message] {
    state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Counts work that will be answered. Call this before the work starts. What is not awaited is
  /// read ahead: no frame waits for it.
  public func begin(isAwaited: Bool = true) {
    state.withLock { $0.count(1, isAwaited) }
  }

  /// Ends work, with or without an answer. Both happen atomically: whoever sees the answer also
  /// sees that the work has ended.
  public func end(with answer: Message? = nil, isAwaited: Bool = true) {
    state.withLock { state in
      state.count(-1, isAwaited)
      if let answer { state.messages.append(answer) }
    }
    pipe.wake()
  }

  /// How much work is in progress that a frame waits for.
  public var inFlight: Int { state.withLock { $0.inFlight } }

  /// Whether an answer is still to come that a frame waits for, or has come and was not taken yet.
  public var awaitsAnswer: Bool {
    state.withLock { $0.inFlight > 0 || !$0.messages.isEmpty }
  }

  /// Whether no work is in progress and no message waits.
  public var isIdle: Bool {
    state.withLock { $0.inFlight == 0 && $0.inFlightAhead == 0 && $0.messages.isEmpty }
  }
}
