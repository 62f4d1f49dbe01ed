// How far away a day is, in the same words wherever it is said.

enum DistanceText {
  /// `9d late`.
  static func late(_ days: Int) -> String { "\(days)d late" }

  /// `renewal in 12d`, `renewal today`, `renewal 24d past`.
  static func renewal(in days: Int) -> String {
    switch days {
    case 0: "renewal today"
    case ..<0: "renewal \(past(-days))"
    default: "renewal in \(days)d"
    }
  }

  /// `24d past`.
  static func past(_ days: Int) -> String { "\(days)d past" }

  /// `silent 78d`.
  static func silent(_ days: Int) -> String { "silent \(days)d" }
}
