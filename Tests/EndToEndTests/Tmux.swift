// Drives the built program in tmux: what a user types and what a user sees.

import Foundation
import Testing

/// A terminal with the program in it.
final class Tmux {
  private let socket = "vitty-" + UUID().uuidString.prefix(8)

  /// Starts a command in a terminal of a size.
  init(_ command: String, width: Int = 80, height: Int = 24) throws {
    try run(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "-s", "main",
      command)
    try run("set-option", "-g", "escape-time", "0")
  }

  deinit { _ = try? run("kill-server") }

  /// What is on the screen.
  var screen: String { (try? run("capture-pane", "-p", "-t", "main")) ?? "" }

  /// Presses keys by their tmux names.
  func press(_ keys: String...) throws {
    for key in keys { try run("send-keys", "-t", "main", key) }
  }

  /// Types text as it is.
  func type(_ text: String) throws { try run("send-keys", "-t", "main", "-l", text) }

  /// Gives the terminal another size.
  func resize(width: Int, height: Int) throws {
    try run("resize-window", "-t", "main", "-x", "\(width)", "-y", "\(height)")
  }

  /// The process that runs in the terminal.
  func processID() throws -> Int32 {
    let text = try run("display-message", "-p", "-t", "main", "#{pane_pid}")
    return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @discardableResult
  func run(_ arguments: String...) throws -> String {
    try Shell.run("/usr/bin/tmux", ["-L", String(socket)] + arguments)
  }
}

/// Runs other programs.
enum Shell {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  @discardableResult
  static func run(_ path: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(path) \(arguments.joined(separator: " ")): \(text)")
    }
    return text
  }
}
