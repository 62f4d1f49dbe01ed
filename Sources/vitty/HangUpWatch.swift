// Tells a program that has the terminal when that goes away. The system tells only the first
// program of a session, which may be this one.

import Dispatch
import Glibc

/// Watches the terminal while another program has it.
struct HangUpWatch {
  private let stop: Int32

  /// Starts to watch; where there is no terminal there is nothing to do.
  init() {
    var pipe: [Int32] = [-1, -1]
    guard isatty(STDIN_FILENO) == 1, Glibc.pipe(&pipe) == 0 else {
      stop = -1
      return
    }
    for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    stop = pipe[1]
    let stopped = pipe[0]
    DispatchQueue.global().async {
      if Self.isGone(before: stopped) { kill(0, SIGHUP) }
      close(stopped)
    }
  }

  /// The other program has ended.
  func end() {
    if stop >= 0 { close(stop) }
  }

  /// Blocks until the terminal goes away, or until nobody asks any more.
  private static func isGone(before stopped: Int32) -> Bool {
    var watched = [
      pollfd(fd: STDIN_FILENO, events: 0, revents: 0),
      pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&watched, 2, -1) < 0 {
      guard errno == EINTR else { return false }
    }
    return watched[1].revents == 0 && watched[0].revents & Int16(POLLHUP) != 0
  }
}
