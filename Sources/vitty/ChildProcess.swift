// A child process: its state changes, and how it ended.

import Dispatch
import Glibc

/// A child process. Wait for it exactly once.
struct ChildProcess {
  /// How a process ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
    /// Waiting failed with this `errno`.
    case lost(Int32)
  }

  /// A change of state since the last check.
  enum News: Equatable {
    case stopped
    case continued
    case ended(Ending)
  }

  let id: pid_t

  /// Blocks until it has ended.
  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 {
      guard errno == EINTR else { return .lost(errno) }
    }
    return Self.ending(status)
  }

  /// Checks for a change of state without blocking; nil if there is none.
  func look() -> News? {
    var status: Int32 = 0
    let found = waitpid(id, &status, WNOHANG | WUNTRACED | WCONTINUED)
    if found == 0 { return nil }
    if found < 0 { return errno == EINTR ? nil : .ended(.lost(errno)) }
    if status == 0xFFFF { return .continued }
    return status & 0xFF == 0x7F ? .stopped : .ended(Self.ending(status))
  }

  /// Lets it keep running, and reaps it on a background thread when it ends.
  func release() {
    DispatchQueue.global(qos: .background).async { _ = wait() }
  }

  /// Terminates it, and kills it if it has not ended after a second.
  func end() {
    kill(id, SIGTERM)
    kill(id, SIGCONT)
    for _ in 0..<100 {
      if case .ended = look() { return }
      usleep(10_000)
    }
    kill(id, SIGKILL)
    _ = wait()
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7F
    return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
  }
}
