// The surroundings of the process: environment variables, folders, the clock and the zone. It is
// asked once, here; everything below gets values.

import Foundation
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

  var home: String { self["HOME"] ?? NSHomeDirectory() }

  /// Where the configuration lies: `$XDG_CONFIG_HOME/vitty`.
  var configFolder: String { (self["XDG_CONFIG_HOME"] ?? home + "/.config") + "/vitty" }

  /// Where the state of workspaces lies: `$XDG_STATE_HOME/vitty`.
  var stateFolder: String { (self["XDG_STATE_HOME"] ?? home + "/.local/state") + "/vitty" }

  /// Whether colours are wanted: `NO_COLOR` says no, whatever its value.
  var wantsColor: Bool { self["NO_COLOR"] == nil }

  /// Whether keys come over a network, where an escape sequence may arrive in two parts.
  var isRemote: Bool { self["SSH_CONNECTION"] != nil || self["SSH_TTY"] != nil }

  /// The environment for other programs: without secrets.
  var forChildren: [String: String] {
    variables.filter { $0.key != "VITALLY_API_KEY" }
  }

  static func now() -> Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  /// The first day of the week where the user lives, 1 for Monday to 7 for Sunday.
  static func firstWeekday() -> Int { (Calendar.current.firstWeekday + 5) % 7 + 1 }
}
