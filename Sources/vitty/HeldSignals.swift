// Handles Ctrl-C and requests to end while api_key_command uses the terminal, before the screen
// opens.

import Glibc

/// Blocks signals that would end this process while a command uses the terminal, so that the
/// terminal modes can be restored first.
struct HeldSignals {
  private let before: sigset_t

  /// Ctrl-C, a request to end, and the end of the terminal.
  private static let held = [SIGINT, SIGTERM, SIGHUP]

  init() {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    for signal in Self.held { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    self.before = before
  }

  /// Whether one of them has come.
  var isPending: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return Self.held.contains { sigismember(&pending, $0) == 1 }
  }

  /// Restores the signal mask. Ctrl-C was for the command and is discarded; the others end this
  /// process now.
  func release() {
    var (interrupt, before, none) = (sigset_t(), before, timespec())
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    while sigtimedwait(&interrupt, nil, &none) > 0 {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
