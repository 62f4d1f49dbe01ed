// The single things that happen in a round. Knows nothing of keys.

import VitallyDemo

/// One thing that a user, a server or a system does.
enum ChaosStep {
  /// A list in which records are edited.
  enum List: CaseIterable {
    case accounts
    case users
    case notes
    case tasks
  }

  /// The next requests of a kind go wrong.
  case fault(Scenario)
  /// The name of the record in a row is set.
  case rename(List, row: Int, String)
  /// The names of the records from a row on are set, one after the other.
  case renameColumn(List, row: Int, [String])
  /// A record is made, beginning at a row of the accounts.
  case create(List, row: Int, String)
  /// A task is marked as done, or as open.
  case toggleTask(row: Int)
  /// The program is killed after a moment, and started again.
  case kill(afterMilliseconds: Int)

  /// The values that are typed.
  var values: [String] {
    switch self {
    case .rename(_, _, let value), .create(_, _, let value): [value]
    case .renameColumn(_, _, let values): values
    case .fault, .toggleTask, .kill: []
    }
  }

  /// Whether the user changes something.
  var isEdit: Bool {
    switch self {
    case .rename, .renameColumn, .create, .toggleTask: true
    case .fault, .kill: false
    }
  }

  /// Whether the program is killed.
  var isKill: Bool { if case .kill = self { true } else { false } }
}
