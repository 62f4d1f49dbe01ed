// A terminal in tmux with a program in it: what a user types and what a user sees. Knows nothing
// of Vitally.

import Foundation
import Testing

/// A terminal that runs one command and ends with it.
final class Tmux: Sendable {
  private let socket = "vitty-" + UUID().uuidString.prefix(8)
  private let environment: [String: String]

  /// Starts a shell command in a terminal of a size, with these variables and no others. They are
  /// not part of any command line.
  init(
    _ command: String, environment: [String: String], width: Int = 80, height: Int = 24
  ) throws {
    self.environment = environment
    try run(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "-s", "main",
      command, ";", "set-option", "-g", "escape-time", "0")
  }

  deinit { close() }

  /// What is on the screen.
  var screen: String { (try? run("capture-pane", "-p", "-t", "main")) ?? "" }

  /// What is on the screen, with the escape sequences for its colours.
  var coloredScreen: String { (try? run("capture-pane", "-p", "-e", "-t", "main")) ?? "" }

  /// Presses keys by their tmux names. After Esc a hand needs a moment to the next key: what comes
  /// within 25 ms is Alt with that key.
  func press(_ keys: String...) throws {
    try run(["send-keys", "-t", "main"] + keys)
    if keys.last == "Escape" { usleep(60_000) }
  }

  /// Presses one key many times.
  func press(_ key: String, times: Int) throws {
    try run("send-keys", "-t", "main", "-N", "\(times)", key)
  }

  /// Types text as it is.
  func type(_ text: String) throws { try run("send-keys", "-t", "main", "-l", "--", text) }

  /// Pastes text, which a program can tell from typing where it has asked for that.
  func paste(_ text: String) throws {
    try run("set-buffer", "--", text)
    try run("paste-buffer", "-p", "-t", "main")
  }

  /// Sends bytes, written in hexadecimal, as a terminal would.
  func send(bytes: String) throws {
    try run(["send-keys", "-t", "main", "-H"] + bytes.split(separator: " ").map(String.init))
  }

  /// Types a command line after a colon.
  func command(_ text: String) throws {
    try type(":" + text)
    try see(text.suffix(20) + "\n")
    try press("Enter")
  }

  /// Gives the terminal another size.
  func resize(width: Int, height: Int) throws {
    try run("resize-window", "-t", "main", "-x", "\(width)", "-y", "\(height)")
  }

  /// Takes the terminal away.
  func close() { _ = try? run("kill-server") }

  /// Appends all that the program writes from now on to a file, byte by byte.
  func record(to path: String) throws { try run("pipe-pane", "-t", "main", "cat >> '\(path)'") }

  /// What tmux knows about the terminal, such as `alternate_on`.
  func property(_ name: String) throws -> String {
    try run("display-message", "-p", "-t", "main", "#{\(name)}")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The process that runs in the terminal.
  func processID() throws -> Int32 { try #require(Int32(property("pane_pid"))) }

  @discardableResult
  private func run(_ arguments: String...) throws -> String { try run(arguments) }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let result = try Shell.run(
      "/usr/bin/tmux", ["-L", String(socket)] + arguments, environment: environment)
    guard result.status == 0 else { throw Failure(words: result.output) }
    return result.output
  }

  /// What tmux says when it can't do something.
  struct Failure: Error {
    var words: String
  }
}

extension Tmux {
  /// Waits until a text is on screen.
  func see(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("“\(text)”", screen: screen, sourceLocation: sourceLocation) {
      screen.contains(text)
    }
  }

  /// Waits until a text has gone from the screen.
  func seeNot(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("the end of “\(text)”", screen: screen, sourceLocation: sourceLocation) {
      let screen = screen
      return !screen.isEmpty && !screen.contains(text)
    }
  }

  /// The first line.
  var header: Substring { screen.prefix { $0 != "\n" } }

  /// Waits until the cursor of a list or detail is on a line with a text.
  func seeSelected(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("the cursor on “\(text)”", screen: screen, sourceLocation: sourceLocation) {
      selectedLine.contains(text)
    }
  }

  /// Waits until one line has all of these words.
  func seeLine(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    try seeLine(with: words, sourceLocation: sourceLocation)
  }

  /// Waits until one line has all of these words.
  func seeLine(with words: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("a line with \(words)", screen: screen, sourceLocation: sourceLocation) {
      screen.split(separator: "\n").contains { line in words.allSatisfy(line.contains) }
    }
  }

  /// The line with the cursor.
  var selectedLine: Substring {
    screen.split(separator: "\n").first { $0.hasPrefix(">") } ?? ""
  }
}

/// Waits until something holds; the journey ends when it never does, and what was on screen is
/// told. This waits for the program and not for time: it looks often, and gives up only when
/// something is broken. A look that fails has seen nothing. A minute in which there were few looks
/// is one in which the whole machine stood still: it does not count.
func eventually(
  _ what: String, screen: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation, _ holds: () throws -> Bool
) throws {
  let clock = ContinuousClock()
  let deadline = clock.now + .seconds(60)
  var looks = 0
  while looks < 600 || clock.now < deadline {
    if (try? holds()) == true { return }
    looks += 1
    usleep(20_000)
  }
  let story = Comment(rawValue: "\(what) never came about. On screen:\n\(screen())")
  try #require(Bool(false), story, sourceLocation: sourceLocation)
}
