// Remembers which resources name their parents in their bodies. Finding out means parsing bodies;
// the answer is reused until more records of the resource arrive.

import Synchronization
import VitallyModel

final class NamingMemo: Sendable {
  private struct Question: Hashable {
    var parent: Resource
    var child: Resource
  }

  private struct Answer {
    /// The status of the children's list when the question was answered.
    var status: SyncStatus
    var isNamed: Bool
  }

  private let answers = Mutex<[Question: Answer]>([:])

  /// The answer for a status of the children's list; calls `find` when there is none.
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
