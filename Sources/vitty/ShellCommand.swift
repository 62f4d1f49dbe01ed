// Runs a command of the user's in the terminal and waits for its end. What it is for is not known
// here.

import Foundation
import Glibc

/// A command line for `sh`, as an environment variable holds it.
struct ShellCommand {
  /// How a command ended.
  enum Ending {
    case status(Int32)
    case signal(Int32)
    /// It could not be started or waited for; the code is that of the system's error.
    case error(Int32)
  }

  let command: String
  /// All variables that the command sees.
  let environment: [String: String]

  /// Runs the command with one more argument, and blocks until it has ended.
  ///
  /// The command gets the terminal, but no other descriptor of this process, and starts with all
  /// signals as they are by default.
  func run(_ argument: String) -> Ending {
    let words = Self.strings(["sh", "-c", command + " \"$@\"", command, argument])
    let variables = Self.strings(environment.map { "\($0.key)=\($0.value)" })
    var actions = Self.closingDescriptors()
    var attributes = Self.resettingSignals()
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
      for string in words + variables { free(string) }
    }
    var child: pid_t = 0
    let error = posix_spawn(&child, "/bin/sh", &actions, &attributes, words, variables)
    return error == 0 ? Self.wait(for: child) : .error(error)
  }

  private static func wait(for child: pid_t) -> Ending {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return .error(errno) }
    }
    let signal = status & 0x7F
    return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
  }

  /// Copies of strings for C, with the null that ends the list. To be freed one by one.
  private static func strings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    strings.map { strdup($0) } + [nil]
  }

  /// Most descriptors close by themselves; those that a library opened may not.
  private static func closingDescriptors() -> posix_spawn_file_actions_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in names.compactMap({ Int32($0) }) where descriptor > STDERR_FILENO {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    return actions
  }

  /// What is ignored or blocked here would stay so in the command.
  private static func resettingSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    return attributes
  }
}
