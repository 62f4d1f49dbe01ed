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
}

extension ChaosStep: CustomStringConvertible {
  /// The step in a line, to be read when a round has failed.
  var description: String {
    switch self {
    case .fault(let scenario):
      "\n\(scenario.fault) for \(scenario.times ?? 0) of “\(scenario.matching)”"
    case .rename(let list, let row, let value): "\nm \(list) \(row): \(value)"
    case .renameColumn(let list, let row, let values): "\nM \(list) \(row): \(values)"
    case .create(let list, let row, let value): "\na \(list) from \(row): \(value)"
    case .toggleTask(let row): "\nd \(row)"
    case .kill(let milliseconds): "\nkill after \(milliseconds) ms"
    }
  }
}
