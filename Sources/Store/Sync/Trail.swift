// Where a walk over the pages of a list has been, to notice one that makes no progress: it returns
// to an earlier page, or too many pages in a row bring nothing new.

import VitallyModel

/// The path of one walk, since its start or the start of this process.
struct Trail {
  /// How many pages in a row may bring nothing new.
  private static let patience = 10

  private var cursors: Set<String> = []
  /// The hashes of the records seen: long lists have a hundred thousand of them.
  private var met: Set<Int> = []
  private var idlePages = 0

  /// Notes a page that was requested with a cursor. Returns whether it ends the list or leads
  /// somewhere new.
  mutating func leadsOn(_ page: Page, after cursor: String?) -> Bool {
    if let cursor { cursors.insert(cursor) }
    let before = met.count
    for record in page.records { met.insert(record.ref.hashValue) }
    idlePages = met.count > before ? 0 : idlePages + 1
    guard let next = page.next else { return true }
    return !cursors.contains(next) && idlePages < Self.patience
  }
}
