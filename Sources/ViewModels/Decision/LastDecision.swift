// What was decided last by a single key, to be decided again about another record.

import VitallyModel

/// The last decision.
enum LastDecision: Hashable, Sendable {
  /// A change of the record.
  case change(Decision)
  /// For how long it was put aside, as it is typed.
  case wait(String)

  /// Whether it is kept on this computer only, so that a workspace that is read-only allows it.
  var isLocal: Bool {
    switch self {
    case .wait: true
    case .change: false
    }
  }
}
