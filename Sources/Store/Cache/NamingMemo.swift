// Remembers which resources say in their bodies whom they belong to. Finding out means parsing
// bodies; the answer holds until more records of the resource have come in.

import Synchronization
import VitallyModel

final class NamingMemo: Sendable {
  private struct Question: Hashable {
    var parent: Resource
    var child: Resource
  }

  private struct Answer {
    /// How far the list of the children had come in when it was answered.
    var status: SyncStatus
    var isNamed: Bool
  }

  private let answers = Mutex<[Question: Answer]>([:])

  /// The answer as of a state of the children's list; found out when there is none.
  func isNamed(
    _ parent: Resource, by child: Resource, as status: SyncStatus, find: () throws -> Bool
  ) rethrows -> Bool {
    let question = Question(parent: parent, child: child)
    if let known = answers.withLock({ $0[question] }), known.status == status {
      return known.isNamed
    }
    let isNamed = try find()
    answers.withLock { $0[question] = Answer(status: status, isNamed: isNamed) }
    return isNamed
  }
}
