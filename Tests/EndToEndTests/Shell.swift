// Runs other programs and looks at processes. It spawns by itself: Foundation's `Process` waits
// with select(), which fails in a test process with more than 1,024 open files.

import Foundation

enum Shell {
  /// What the system says when a program can't be started.
  struct Failure: Error {
    var path: String
    var number: Int32
  }

  /// Runs a program to its end: its status, and all that it wrote.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) throws -> (status: Int32, output: String) {
    let output = NSTemporaryDirectory() + "vitty-e2e-output-" + UUID().uuidString
    defer { unlink(output) }
    let process = try spawn(path, arguments, environment, output: output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let text = try String(contentsOfFile: output, encoding: .utf8)
    let hasExited = status & 0x7f == 0
    return (hasExited ? status >> 8 & 0xff : -1, text)
  }

  /// Starts a program that has no other open files than the empty input and the output.
  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], output: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      if let file = Int32(file), file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = signalsAsUsual()
    defer { posix_spawnattr_destroy(&attributes) }
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let number = posix_spawn(&process, path, &actions, &attributes, &argv, &envp)
    guard number == 0 else { throw Failure(path: path, number: number) }
    return process
  }

  /// No signal is blocked or ignored, as in a shell. The threads that run tests block most.
  private static func signalsAsUsual() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    var signals = sigset_t()
    posix_spawnattr_init(&attributes)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    return attributes
  }

  /// Whether a process is there, and not only its remains.
  static func isRunning(_ process: Int32) -> Bool {
    let path = "/proc/\(process)/stat"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
    // After the name in parentheses. Only a zombie has given its locks back.
    let state = text.split(separator: ")").last?.first { $0 != " " }
    return state != "Z" && state != "X"
  }

  /// The process that another one has started.
  static func child(of process: Int32) -> Int32? {
    let path = "/proc/\(process)/task/\(process)/children"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.split(separator: " ").first.flatMap { Int32($0) }
  }

  /// The command lines of all processes.
  static func commandLines() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }
      .compactMap { try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8) }
  }
}
