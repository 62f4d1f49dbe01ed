// Where a walk over the pages of a list has been, so that one that leads nowhere is noticed: to a page
// where it has been before, or from page to page that bring nothing new.

import VitallyModel

/// The way of one walk, since its start or since the start of this process.
struct Trail {
  /// So many pages in a row may bring nothing new.
  private static let patience = 10

  private var cursors: Set<String> = []
  /// The records that the walk has met, by hash: long lists have a hundred thousand of them.
  private var met: Set<Int> = []
  private var idlePages = 0

  /// Takes a page that was asked for with a cursor. Answers whether it is the end of the list or
  /// leads on to where the walk has not been.
  mutating func leadsOn(_ page: Page, after cursor: String?) -> Bool {
    if let cursor { cursors.insert(cursor) }
    let before = met.count
    for record in page.records { met.insert(record.ref.hashValue) }
    idlePages = met.count > before ? 0 : idlePages + 1
    guard let next = page.next else { return true }
    return !cursors.contains(next) && idlePages < Self.patience
  }
}
