// The environment of the process: variables, folders and the clock.

import Foundation
import Glibc
import VitallyModel

struct SystemEnvironment: Sendable {
  let variables: [String: String]

  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
    self.variables = variables
  }

  /// A variable that is set and not empty.
  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether to use colours: any non-empty `NO_COLOR` turns them off.
  var wantsColor: Bool { self["NO_COLOR"] == nil }

  /// Whether keys come over SSH, where an escape sequence may arrive in two parts.
  var isRemote: Bool { self["SSH_CONNECTION"] != nil || self["SSH_TTY"] != nil }

  /// The environment for child processes, without the API key.
  var forChildren: [String: String] {
    variables.filter { $0.key != "VITALLY_API_KEY" }
  }

  static func now() -> Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  /// The first day of the week where the user lives, 1 for Monday to 7 for Sunday.
  static func firstWeekday() -> Int { (Calendar.current.firstWeekday + 5) % 7 + 1 }
}

// MARK: - Folders

extension SystemEnvironment {
  /// A folder, and the environment variable that selects another one.
  struct Place: Equatable {
    var path: String
    var variable: String
  }

  /// The configuration folder: `$XDG_CONFIG_HOME/vitty`.
  func configFolder() throws(SettingsError) -> Place {
    try place("XDG_CONFIG_HOME", orInHome: ".config")
  }

  /// The folder for the state of workspaces: `$XDG_STATE_HOME/vitty`.
  func stateFolder() throws(SettingsError) -> Place {
    try place("XDG_STATE_HOME", orInHome: ".local/state")
  }

  /// The folder for temporary files: `$TMPDIR`, or /tmp if it is not set.
  func temporaryFolder() throws(SettingsError) -> Place {
    guard self["TMPDIR"] != nil else { return Place(path: "/tmp", variable: "TMPDIR") }
    return Place(path: try folder(in: "TMPDIR"), variable: "TMPDIR")
  }

  private func place(
    _ variable: String, orInHome name: String
  ) throws(SettingsError) -> Place {
    if self[variable] != nil {
      return Place(path: try folder(in: variable) + "/vitty", variable: variable)
    }
    return Place(path: try home() + "/\(name)/vitty", variable: "HOME")
  }

  /// The folder named by a variable. It need not exist yet.
  private func folder(in variable: String) throws(SettingsError) -> String {
    let path = self[variable] ?? ""
    guard !path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw SettingsError(
        description: "\(variable) contains a line break or another control character: set it to "
          + "the path of a folder.")
    }
    guard path.hasPrefix("/") else {
      throw SettingsError(
        description: "\(variable) is “\(path)”, but must be a path that starts with a slash.")
    }
    return path
  }

  /// The home folder. It is never created: if it is missing, something else is wrong.
  func home() throws(SettingsError) -> String {
    let advice = "set HOME to your home folder."
    guard let path = self["HOME"] == nil ? Self.registeredHome() : try folder(in: "HOME") else {
      throw SettingsError(description: "HOME is not set: \(advice)")
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw SettingsError(
        description: "The home \(path) can't be used (\(SettingsError.systemReason())): \(advice)")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw SettingsError(description: "The home \(path) is not a folder: \(advice)")
    }
    return path
  }

  /// The user's home folder in the system's user database.
  private static func registeredHome() -> String? {
    guard let entry = getpwuid(geteuid()), let path = entry.pointee.pw_dir else { return nil }
    return String(cString: path)
  }
}
