// Runs command lines of the user's. What they are for is not known here.

import Foundation
import Glibc

/// A command line for `sh`, as an environment variable holds it.
struct ShellCommand {
  /// Where a command runs.
  enum Place {
    /// In the terminal, as a part of this program: it may ask there, and Ctrl-C and Ctrl-Z are for
    /// both. Without an output of its own it writes to the terminal.
    case terminal(output: Int32?)
    /// Without the terminal, of which it hears nothing, not even the end.
    case apart
  }

  /// The command was not started; the code is that of the system's error.
  struct NotStarted: Error {
    var number: Int32
  }

  let command: String
  /// All variables that the command sees.
  let environment: [String: String]

  /// Starts the command, with more arguments or with none.
  ///
  /// It gets no descriptor of this process but input, output and error (and `keeping`), and starts
  /// with all signals as they are by default.
  func start(
    _ arguments: [String] = [], in place: Place, keeping kept: Int32? = nil
  ) throws(NotStarted) -> ChildProcess {
    let line = arguments.isEmpty ? command : command + " \"$@\""
    return try Self.start(
      script: line, name: command, arguments, environment, in: place, keeping: kept)
  }

  /// Starts the command as it is; what it calls `$1` is the first argument.
  func startAsScript(
    _ arguments: [String], in place: Place
  ) throws(NotStarted) -> ChildProcess {
    try Self.start(script: command, name: command, arguments, environment, in: place, keeping: nil)
  }

  private static func start(
    script: String, name: String, _ arguments: [String], _ environment: [String: String],
    in place: Place, keeping kept: Int32?
  ) throws(NotStarted) -> ChildProcess {
    let words = strings(["sh", "-c", script, name] + arguments)
    let variables = strings(environment.map { "\($0.key)=\($0.value)" })
    var actions = descriptors(in: place, keeping: kept)
    var attributes = attributes(in: place)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
      for string in words + variables { free(string) }
    }
    var child: pid_t = 0
    let error = posix_spawn(&child, "/bin/sh", &actions, &attributes, words, variables)
    guard error == 0 else { throw NotStarted(number: error) }
    return ChildProcess(id: child)
  }

  /// Copies of strings for C, with the null that ends the list. To be freed one by one.
  private static func strings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    strings.map { strdup($0) } + [nil]
  }

  /// Most descriptors close by themselves; those that a library opened may not.
  private static func descriptors(
    in place: Place, keeping kept: Int32?
  ) -> posix_spawn_file_actions_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    switch place {
    case .terminal(let output?):
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    case .terminal(nil): break
    case .apart:
      for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
    }
    // On itself, it stays open.
    if let kept { posix_spawn_file_actions_adddup2(&actions, kept, kept) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in names.compactMap({ Int32($0) }) where descriptor > STDERR_FILENO {
      if descriptor != kept { posix_spawn_file_actions_addclose(&actions, descriptor) }
    }
    return actions
  }

  /// What is ignored or blocked here would stay so in the command.
  private static func attributes(in place: Place) -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    if case .apart = place { flags |= Self.newSession }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  /// POSIX_SPAWN_SETSID, which Swift does not see.
  private static let newSession: Int32 = 0x80
}
