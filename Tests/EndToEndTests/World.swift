// A server with a made-up workspace, a home of its own, and the program in a terminal.

import Foundation
import TestSupport
import Testing
import VitallyDemo

/// All journeys. One after the other: each has the machine to itself.
@Suite(.serialized) enum Journeys {
  /// The list of every resource: the letter after g, and its title.
  static let lists = [
    ("t", "Tasks"), ("n", "Notes"), ("u", "Users"), ("o", "Organizations"),
    ("c", "Conversations"), ("p", "Projects"), ("s", "NPS responses"), ("x", "Custom objects"),
    ("a", "Accounts"),
  ]
}

/// What a journey starts from.
final class World {
  private(set) var server: DemoServer
  var home: String { folder.path }
  private(set) var variables: [String: String]
  private var options: DemoOptions
  private let folder: TestFolder

  /// A server and an empty home. Without a clock the server's time runs on as usual.
  init(
    accounts: Int = 12, largeAccountUsers: Int = 40, key: String = "sk_live_demo",
    clock: (@Sendable () -> Date)? = nil
  ) throws {
    options = DemoOptions(accounts: accounts, largeAccountUsers: largeAccountUsers)
    options.apiKey = key
    options.clock = clock
    options.limitPerMinute = 100_000
    server = try DemoServer.start(options)
    options.port = server.port
    folder = try TestFolder()
    let home = folder.path
    variables = [
      "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
      "PATH": "/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/sh", "LC_ALL": "C.UTF-8",
      "TZ": "UTC", "VITALLY_API_KEY": key, "VITALLY_BASE_URL": server.baseURL,
    ]
    try configure("")
  }

  deinit { server.stop() }

  /// The program that was built.
  static let program: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("vitty").path
      if isProgram(candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    return root + "/.build/debug/vitty"
  }()

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}

// MARK: - The program

extension World {
  /// Another value for a variable, or none.
  func set(_ name: String, _ value: String?) { variables[name] = value }

  /// Writes config.toml. Unless a journey is about that, changes are not held back.
  func configure(_ text: String, hold: Int = 0) throws {
    try writeConfiguration("hold_seconds = \(hold)\n" + text)
  }

  /// Writes config.toml as it is given.
  func writeConfiguration(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: home + "/config/vitty", withIntermediateDirectories: true)
    let path = home + "/config/vitty/config.toml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o600)
  }

  /// Starts the program in a terminal. Unless a journey is about that, it begins anew rather than
  /// where it has ended. What is typed and what is shown may take so many milliseconds each.
  func open(
    width: Int = 80, height: Int = 24, resuming: Bool = false, lineDelay: Int = 0
  ) throws -> Tmux {
    if !resuming { forgetPlace() }
    let line = lineDelay == 0 ? "" : "/usr/bin/python3 '\(Self.slowLine)' \(lineDelay) "
    return try shell("exec \(line)\(Self.program)", width: width, height: height)
  }

  /// The program that makes a line slow.
  private static let slowLine = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("slow-line.py").path

  /// Removes what the program has noted of where the user was.
  private func forgetPlace() {
    let state = home + "/state/vitty"
    for folder in (try? FileManager.default.contentsOfDirectory(atPath: state)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(state)/\(folder)/place.json")
    }
  }

  /// Starts a shell command in a terminal, in the home.
  func shell(_ command: String, width: Int = 80, height: Int = 24) throws -> Tmux {
    try Tmux(
      "cd; ulimit -c 0; " + command, environment: variables, width: width, height: height)
  }

  /// Runs the program without a terminal.
  func run(_ arguments: String...) throws -> (status: Int32, output: String) {
    try Shell.run(Self.program, arguments, environment: variables)
  }

  /// All records have been seen once, and the program has ended.
  func fillCache() throws {
    let vitty = try open()
    try vitty.see("  synced ")
    try waitForSweeps()
    try leave(vitty)
  }

  /// Ends the program by its key, and waits for that.
  func leave(_ vitty: Tmux) throws {
    let process = try vitty.processID()
    try vitty.press("Q")
    try eventually("the end of the program", screen: vitty.screen) { !Shell.isRunning(process) }
  }
}

// MARK: - The server

extension World {
  /// The server goes away.
  func stopServer() { server.stop() }

  /// A server comes back where the one before was, with the sample as it was at first.
  func restartServer() throws { server = try DemoServer.start(options) }

  /// Waits until the program has fetched all that it fetches by itself: no request comes for a
  /// second.
  func waitForSweeps() throws {
    var last = -1
    var calmLooks = 0
    try eventually("the end of the sweeps") {
      let count = server.hits().count
      calmLooks = count == last && count > 0 ? calmLooks + 1 : 0
      last = count
      return calmLooks == 50
    }
  }

  /// A record as the server holds it.
  func record(_ collection: String, _ id: String) throws -> [String: Any] {
    let text = try #require(server.record(collection, id: id))
    return try #require(Self.object(text))
  }

  /// Adds a record as somebody else would; its id.
  @discardableResult
  func add(_ collection: String, _ fields: [String: Any]) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)
    let text = try #require(
      server.insert(collection, fields: String(decoding: data, as: UTF8.self)))
    return try #require(Self.object(text)?["id"] as? String)
  }

  /// Adds a task that is the first in the list of tasks, being the longest overdue.
  func addTask(_ name: String, tags: [String] = []) throws -> String {
    try add("tasks", ["name": name, "dueDate": "2020-02-03", "tags": tags])
  }

  /// Whether the server holds a task as done.
  func isDone(_ task: String) throws -> Bool {
    try record("tasks", task)["completedAt"] is String
  }

  private static func object(_ text: String) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
  }
}
