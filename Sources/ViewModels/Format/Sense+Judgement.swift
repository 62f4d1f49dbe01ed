// What a figure means: good, to be watched, or bad.

import Markup
import VitallyModel

extension Field.Sense {
  /// The text of a figure with its meaning.
  func judged(_ number: Double, as text: String) -> Formatted {
    switch self {
    case .health:
      number < 4 ? Formatted(text, .bad, mark: "!") : Formatted(text, number < 7 ? .warning : .good)
    case .npsScore:
      number < 7 ? Formatted(text, .bad, mark: "!") : Formatted(text, number < 9 ? .warning : .good)
    case .npsBalance:
      number < 0
        ? Formatted(text, .bad, mark: "!") : Formatted("+" + text, number < 30 ? .value : .good)
    case .due, .renewal, .lastSeen: Formatted(text)
    }
  }
}
