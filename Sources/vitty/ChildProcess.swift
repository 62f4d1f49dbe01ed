// A process that this one has started: how it fares, and how it ended.

import Dispatch
import Glibc

/// A child, to be waited for once.
struct ChildProcess {
  /// How a process ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
    /// It could not be waited for; the code is that of the system's error.
    case lost(Int32)
  }

  /// What has become of a process since it was looked at last.
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

  /// Looks what has become of it; nil for nothing new.
  func look() -> News? {
    var status: Int32 = 0
    let found = waitpid(id, &status, WNOHANG | WUNTRACED | WCONTINUED)
    if found == 0 { return nil }
    if found < 0 { return errno == EINTR ? nil : .ended(.lost(errno)) }
    if status == 0xFFFF { return .continued }
    return status & 0xFF == 0x7F ? .stopped : .ended(Self.ending(status))
  }

  /// Lets it run on, and waits for its end on a thread of its own, so that nothing is left of it.
  func release() {
    DispatchQueue.global(qos: .background).async { _ = wait() }
  }

  /// Ends it: it gets a second to do so by itself.
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
