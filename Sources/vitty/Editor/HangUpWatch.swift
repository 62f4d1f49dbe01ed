// Passes a hang-up of the terminal on to the program that is using it.

import Dispatch
import Glibc

/// Watches the terminal while another program uses it. The kernel sends SIGHUP to the session
/// leader only, which may be this process.
struct HangUpWatch {
  private let stop: Int32

  /// Starts watching. Does nothing without a terminal.
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

  /// Stops watching, when the other program has ended.
  func end() {
    if stop >= 0 { close(stop) }
  }

  /// Blocks until the terminal goes away (true) or watching stops (false).
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
