// Why some of many records can't change.

import VitallyModel

/// A reason, and the records that can't change for it.
struct BulkReason: Equatable, Sendable {
  /// Why.
  let reason: Hindrance
  /// How many there are.
  private(set) var count = 0
  /// The title of the first one.
  let first: String

  /// The reasons of some records, most frequent first.
  static func all(of obstacles: [BulkPreview.Obstacle]) -> [BulkReason] {
    var reasons: [Hindrance: BulkReason] = [:]
    for obstacle in obstacles {
      let known = BulkReason(reason: obstacle.reason, first: obstacle.title)
      reasons[obstacle.reason, default: known].count += 1
    }
    return reasons.values.sorted {
      ($1.count, $0.reason.sentence) < ($0.count, $1.reason.sentence)
    }
  }

  /// `7 can't change: they are done.`; one record is named.
  var sentence: String {
    let what = count == 1 ? "“\(first)”" : NumberText.grouped(count)
    return "\(what) can't change: \(reason.words(about: count))."
  }
}
