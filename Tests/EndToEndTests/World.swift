// A server with a made-up workspace, a home of its own, and the program in a terminal.

import Foundation
import Testing
import VitallyDemo

/// What a journey starts from.
final class World {
  let server: DemoServer
  let home: String
  private(set) var variables: [String: String] = [:]

  /// A server and an empty home. The names that the tests look for come from the fixed seed.
  init(accounts: Int = 60, largeAccountUsers: Int = 300) throws {
    server = try DemoServer.start(
      DemoOptions(accounts: accounts, largeAccountUsers: largeAccountUsers))
    home = NSTemporaryDirectory() + "vitty-e2e-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    variables = [
      "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
      "LC_ALL": "C.UTF-8", "TZ": "UTC", "VITALLY_API_KEY": "sk_live_demo",
      "VITALLY_BASE_URL": server.baseURL,
    ]
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(atPath: home)
  }

  /// The program that was built.
  static let program: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("vitty").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return SourcePlace.root + "/.build/debug/vitty"
  }()

  /// Another value for a variable, or none.
  func set(_ name: String, _ value: String?) { variables[name] = value }

  /// Writes config.toml.
  func configure(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: home + "/config/vitty", withIntermediateDirectories: true)
    try text.write(toFile: home + "/config/vitty/config.toml", atomically: true, encoding: .utf8)
  }

  /// Starts the program in a terminal.
  func open(_ arguments: String = "", width: Int = 80, height: Int = 24) throws -> Tmux {
    try Tmux("exec " + command(arguments), width: width, height: height)
  }

  /// The shell command that starts the program.
  func command(_ arguments: String = "") -> String {
    let settings = variables.map { "\($0)='\($1)'" }.sorted().joined(separator: " ")
    return "env -u NO_COLOR \(settings) \(Self.program) \(arguments)"
  }
}

enum SourcePlace {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}

/// Waits until something holds; what was on screen is told when it never does. This waits for the
/// program and not for time: it looks often, and gives up only when something is broken.
func eventually(
  _ what: String, within seconds: Double = 20, screen: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation, _ holds: () throws -> Bool
) rethrows {
  let deadline = Date().addingTimeInterval(seconds)
  while Date() < deadline {
    if try holds() { return }
    usleep(20_000)
  }
  Issue.record("\(what) never came about. On screen:\n\(screen())", sourceLocation: sourceLocation)
}

extension Tmux {
  /// Waits until a text is on screen.
  func see(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    eventually("“\(text)”", screen: screen, sourceLocation: sourceLocation) {
      screen.contains(text)
    }
  }

  /// Waits until a text has gone from the screen.
  func seeNot(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    eventually("the end of “\(text)”", screen: screen, sourceLocation: sourceLocation) {
      !screen.contains(text)
    }
  }

  /// Waits until the program has ended.
  func end(sourceLocation: SourceLocation = #_sourceLocation) {
    eventually("the end of the program", screen: screen, sourceLocation: sourceLocation) {
      (try? run("has-session", "-t", "main")) == nil
    }
  }
}
