// Gets the API key from another program, such as a password manager.

import Glibc

/// A command that prints the API key. It may ask for a passphrase, so it runs in the terminal
/// before the screen opens.
struct KeyCommand {
  /// The most bytes that are read: longer output is not a key.
  private static let limit = 64 * 1024

  private let command: String
  private let patience: Duration
  private let say: (String) -> Void

  /// A command. If it takes longer than `patience`, `say` tells the user once.
  init(
    _ command: String, patience: Duration = .seconds(10),
    say: @escaping (String) -> Void = KeyCommand.sayOnTerminal
  ) {
    self.command = command
    self.patience = patience
    self.say = say
  }

  /// Runs the command in a shell and returns the first line it prints: some password managers
  /// print more than the password. No message contains the key.
  func run(_ environment: SystemEnvironment) throws(SettingsError) -> String {
    let modes = TerminalModes()
    let signals = HeldSignals()
    defer {
      modes.restore()
      signals.release()
    }
    let (output, ending) = try output(environment, signals)
    switch ending {
    case .status(0): break
    case .status(let status):
      throw failure("ended with status \(status): run it by hand to see why.")
    case .signal(SIGINT): throw failure("was interrupted.")
    case .signal(let signal):
      throw failure("was killed by signal \(signal): run it by hand to see why.")
    case .lost(let number):
      throw failure("could not be waited for (\(SettingsError.systemReason(number))).")
    }
    guard let key = Self.firstLine(of: output) else {
      throw failure("printed nothing: it must print the key.")
    }
    return key
  }

  /// The first line that is not blank, trimmed.
  private static func firstLine(of output: [UInt8]) -> String? {
    let text = String(decoding: output, as: UTF8.self)
    for line in text.split(whereSeparator: \.isNewline) {
      let key = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if let last = key.lastIndex(where: { !$0.isWhitespace }) { return String(key[...last]) }
    }
    return nil
  }

  // MARK: Running

  private func output(
    _ environment: SystemEnvironment, _ signals: HeldSignals
  ) throws(SettingsError) -> ([UInt8], ChildProcess.Ending) {
    var pipe: [Int32] = [-1, -1]
    guard Glibc.pipe(&pipe) == 0 else {
      throw failure("could not be started (\(SettingsError.systemReason())).")
    }
    defer { close(pipe[0]) }
    for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child: ChildProcess
    do {
      child = try ShellCommand(command: command, environment: environment.forChildren)
        .start(in: .terminal(output: pipe[1]))
    } catch {
      close(pipe[1])
      throw failure("could not be started (\(SettingsError.systemReason(error.number))).")
    }
    close(pipe[1])
    return try follow(child, from: pipe[0], signals)
  }

  /// Reads until the command has ended, but not until its output is closed: a background process
  /// may keep that open forever.
  private func follow(
    _ child: ChildProcess, from descriptor: Int32, _ signals: HeldSignals
  ) throws(SettingsError) -> ([UInt8], ChildProcess.Ending) {
    let deadline = ContinuousClock.now + patience
    var output: [UInt8] = []
    var (isOpen, isStopped, isSaid) = (true, false, false)
    while true {
      if Self.hasInput(descriptor, isOpen, milliseconds: isOpen ? 50 : 2) {
        isOpen = Self.read(descriptor, into: &output)
        if output.count > Self.limit {
          child.end()
          throw failure("printed more than 64 kB: it must print the key alone.")
        }
        if isOpen { continue }
      }
      switch child.look() {
      case .ended(let ending):
        while isOpen, output.count <= Self.limit,
          Self.hasInput(descriptor, isOpen, milliseconds: 0)
        {
          isOpen = Self.read(descriptor, into: &output)
        }
        return (output, ending)
      case .stopped: isStopped = true
      case .continued: isStopped = false
      case nil: break
      }
      if signals.isPending {
        child.end()
        throw failure("was interrupted.")
      }
      if !isSaid, ContinuousClock.now >= deadline {
        isSaid = true
        say(waiting(isStopped))
      }
    }
  }

  private func waiting(_ isStopped: Bool) -> String {
    isStopped
      ? "api_key_command is stopped and does not answer; Ctrl-C gives up."
      : "vitty still waits for api_key_command to print the key; Ctrl-C gives up."
  }

  private func failure(_ what: String) -> SettingsError {
    SettingsError(description: "api_key_command \(what)")
  }

  /// Waits for input; if the output is closed, just waits.
  private static func hasInput(_ descriptor: Int32, _ isOpen: Bool, milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: isOpen ? descriptor : -1, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }

  /// Reads what is available; false at the end of file.
  private static func read(_ descriptor: Int32, into output: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    output += buffer[..<count]
    return true
  }

  /// Writes to the terminal directly, since the screen is not open yet.
  private static func sayOnTerminal(_ sentence: String) {
    let bytes = Array(("\n" + sentence + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
