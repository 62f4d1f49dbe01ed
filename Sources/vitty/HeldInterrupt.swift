// Handles Ctrl-C while api_key_command uses the terminal, before the screen opens.

import Glibc

/// Blocks SIGINT while a command uses the terminal, so that the terminal modes can be restored
/// before this process ends.
struct HeldInterrupt {
  private let signals: sigset_t
  private let before: sigset_t

  init() {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    self.signals = signals
    self.before = before
  }

  var isPending: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return sigismember(&pending, SIGINT) == 1
  }

  /// Discards a pending Ctrl-C, which was for the command, and restores the signal mask.
  func release() {
    var (signals, before, none) = (signals, before, timespec())
    while sigtimedwait(&signals, nil, &none) > 0 {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
