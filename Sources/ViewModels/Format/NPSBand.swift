// The bands of NPS scores.

import Markup

/// What a score says of who gave it.
enum NPSBand: String {
  case promoter
  case passive
  case detractor

  /// The band of a score from 0 to 10.
  init(_ score: Double) { self = score >= 9 ? .promoter : score >= 7 ? .passive : .detractor }

  /// A score with its band.
  func formatted(_ score: String) -> Formatted {
    let text = "\(score) \(rawValue)"
    return switch self {
    case .promoter: Formatted(text, .good)
    case .passive: Formatted(text, .warning)
    case .detractor: Formatted(text, .bad, mark: "!")
    }
  }
}
