// Runs the user's command lines, such as an editor or a browser.

import Foundation
import Glibc

/// A command line for `sh`.
struct ShellCommand {
  /// Where a command runs.
  enum Place {
    /// In the terminal, in this program's process group, so that Ctrl-C and Ctrl-Z reach both.
    /// Standard output goes to `output`, or to the terminal if nil.
    case terminal(output: Int32?)
    /// In a session of its own without a terminal, so that it survives a hang-up.
    case apart
  }

  /// The command could not be started; `number` is the system's error.
  struct NotStarted: Error {
    var number: Int32
  }

  let command: String
  /// The complete environment of the command.
  let environment: [String: String]

  /// Starts the command, with optional further arguments.
  ///
  /// It inherits no file descriptors except standard input, output and error (and `keeping`), and
  /// starts with default signal handling.
  func start(
    _ arguments: [String] = [], in place: Place, keeping kept: Int32? = nil
  ) throws(NotStarted) -> ChildProcess {
    let line = arguments.isEmpty ? command : command + " \"$@\""
    return try Self.start(
      script: line, name: command, arguments, environment, in: place, keeping: kept)
  }

  /// Starts the command unchanged; in it, `$1` is the first argument.
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

  /// C copies of strings, with a terminating null. The caller frees each of them.
  private static func strings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    strings.map { strdup($0) } + [nil]
  }

  /// Closes all descriptors explicitly, since libraries may have opened some without close-on-exec.
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
    // Duplicating a descriptor onto itself clears its close-on-exec flag.
    if let kept { posix_spawn_file_actions_adddup2(&actions, kept, kept) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in names.compactMap({ Int32($0) }) where descriptor > STDERR_FILENO {
      if descriptor != kept { posix_spawn_file_actions_addclose(&actions, descriptor) }
    }
    return actions
  }

  /// Resets signals: the command would inherit those that are ignored or blocked here.
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

  /// POSIX_SPAWN_SETSID, which is not imported into Swift.
  private static let newSession: Int32 = 0x80
}
