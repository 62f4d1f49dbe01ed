// Saves and restores the terminal modes around a command that may change them.

import Glibc

/// The terminal modes before a command ran: one that asks for a passphrase may leave echo off.
struct TerminalModes {
  private let modes: termios?

  init() {
    var modes = termios()
    self.modes = tcgetattr(STDIN_FILENO, &modes) == 0 ? modes : nil
  }

  /// Whether a program has set the terminal up for itself, as editors do.
  var haveChanged: Bool {
    var now = termios()
    guard let modes, tcgetattr(STDIN_FILENO, &now) == 0 else { return false }
    return now.c_lflag != modes.c_lflag
  }

  /// Whether the terminal has gone away since.
  var areLost: Bool {
    var now = termios()
    return modes != nil && tcgetattr(STDIN_FILENO, &now) != 0
  }

  func restore() {
    var now = termios()
    guard var modes, tcgetattr(STDIN_FILENO, &now) == 0,
      tcgetpgrp(STDIN_FILENO) == getpgrp(),
      now.c_lflag != modes.c_lflag || now.c_iflag != modes.c_iflag || now.c_oflag != modes.c_oflag
    else { return }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }
}
