// Ctrl-C while another program has the terminal before the screen is up.

import Glibc

/// Holds Ctrl-C back while a command has the terminal, so that the modes can be put right before
/// this process ends.
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

  /// Forgets a Ctrl-C that was for the command.
  func release() {
    var (signals, before, none) = (signals, before, timespec())
    while sigtimedwait(&signals, nil, &none) > 0 {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
