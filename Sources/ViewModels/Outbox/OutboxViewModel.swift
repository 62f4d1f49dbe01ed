// The outbox on screen: what needs the user, what waits, and what was sent or taken back today, and the
// page of the selected change. It knows nothing about disk and server: entries come as values, and
// actions on them are requested as effects.

import Markup
import VitallyModel

/// The state of the outbox screen.
struct OutboxViewModel: Equatable, Sendable {
  /// A section of the list.
  enum Section: Int, CaseIterable, Hashable, Sendable {
    case needsYou
    case waiting
    case sent
    case takenBack

    /// Whether it lists only what has ended today.
    var isOfToday: Bool { self == .sent || self == .takenBack }

    /// Its heading.
    var title: String {
      switch self {
      case .needsYou: "NEEDS YOU"
      case .waiting: "WAITING"
      case .sent: "SENT TODAY"
      case .takenBack: "TAKEN BACK TODAY"
      }
    }
  }

  /// The rows of the list.
  private(set) var rows: [OutboxRow] = []
  /// Whether the list has arrived.
  private(set) var isLoaded = false
  /// The selection.
  private(set) var selection = Selection()
  /// Whether the page of the selected change is shown in place of the list.
  private(set) var isShowing = false
  /// The first visible line of that page.
  private(set) var top = 0

  /// The changes as they were read, with the names in them.
  private(set) var list = OutboxList()
  /// The groups whose changes are listed one by one.
  private var unfolded: Set<ChangeGroup> = []
  /// The number of the last request for the list.
  var generation = 0
  /// Whether the list is asked for and not there yet, and whether it has changed since.
  var isAsked = false
  var isOutdated = false
  /// The area of the screen.
  var area = Area(width: 80, height: 21)

  /// Creates a list that has yet to arrive.
  init() {}

  /// The selected row, nil when there is none.
  var selectedRow: OutboxRow? { rows.dropFirst(selection.row).first }

  /// The selected change, nil when there is none or a group is selected.
  var selected: OutboxEntry? { selectedRow?.entry }

  /// The rows of a section, with their indexes.
  func rows(in section: Section) -> [(number: Int, row: OutboxRow)] {
    rows.enumerated().filter { $0.element.section == section }.map { ($0.offset, $0.element) }
  }

  /// The changes in force that undo these.
  func inverses(of undone: Set<ChangeID>) -> [ChangeID] {
    entries.filter { entry in
      entry.change.new.undoes.map(undone.contains) == true && !entry.isOver
    }.map(\.id)
  }

  private var entries: [OutboxEntry] { list.entries }

  /// A change of the list, also one in a folded group.
  func entry(_ id: ChangeID) -> OutboxEntry? { entries.first { $0.id == id } }

  /// Whether another change waits for this one, and goes with it.
  func isFollowed(_ change: Change) -> Bool {
    entries.contains { $0.change.new.follows == change.id && $0.change.isPending }
  }

  /// Takes the list; the selection stays on its row. Of the sent changes only today's are listed,
  /// newest first.
  mutating func receive(_ new: OutboxList, now: Now) {
    let all = new.entries
    list = new
    list.entries =
      all.filter { $0.change.needsAttention } + all.filter { $0.change.isPending }
      + all.filter { $0.change.state == .answered } + all.filter { $0.change.state == .dropped }
    isLoaded = true
    let isThere = arrange(now)
    if !isThere { isShowing = false }
  }

  /// Writes the rows anew. Returns whether the selected one is still there.
  @discardableResult
  private mutating func arrange(_ now: Now) -> Bool {
    let former = selectedRow
    rows = Self.rows(of: entries, unfolded, now)
    var index = rows.firstIndex { $0.id == former?.id }
    let isThere = index != nil
    // From a change that is folded away to its group.
    if let group = former?.groupOfRow {
      index = index ?? rows.firstIndex { $0.id == .group(group) }
    }
    selection.follow(to: index, of: rows.count)
    return isThere
  }

  /// Unfolds a group, or folds it again.
  mutating func fold(_ group: ChangeGroup, now: Now) {
    unfolded.formSymmetricDifference([group])
    arrange(now)
  }

  /// Selects a change of an unfolded or folded group.
  mutating func select(_ entry: OutboxEntry, now: Now) {
    if let group = entry.change.group { unfolded.insert(group) }
    arrange(now)
    selection.follow(to: rows.firstIndex { $0.id == .change(entry.id) }, of: rows.count)
  }

  /// The rows of all sections. A group is where its first change that needs the user is, or else
  /// its first one that waits.
  private static func rows(
    of entries: [OutboxEntry], _ unfolded: Set<ChangeGroup>, _ now: Now
  ) -> [OutboxRow] {
    let members = Dictionary(grouping: entries.filter { $0.change.group != nil }) {
      $0.change.group
    }
    var listed: Set<ChangeGroup> = []
    var sections: [Section: [[OutboxRow]]] = [:]
    for entry in entries {
      let section = section(of: entry.change)
      guard let group = entry.change.group else {
        if section.isOfToday, !now.isToday(entry.change.endedAt) { continue }
        sections[section, default: []].append([
          OutboxRow(section: section, content: .change(entry))
        ])
        continue
      }
      guard listed.insert(group).inserted else { continue }
      let all = OutboxGroup(group, (members[group] ?? []).sorted { $0.id < $1.id })
      if section.isOfToday, !(all.moment.map(now.isToday) ?? false) { continue }
      let isUnfolded = unfolded.contains(group)
      let head = OutboxRow(section: section, content: .group(all, isUnfolded: isUnfolded))
      let rest = all.entries.map { OutboxRow(section: section, content: .member($0)) }
      sections[section, default: []].append([head] + (isUnfolded ? rest : []))
    }
    sections[.sent]?.reverse()
    sections[.takenBack]?.reverse()
    return Section.allCases.flatMap { (sections[$0] ?? []).flatMap(\.self) }
  }

  /// Selects another row.
  mutating func move(by distance: Int) {
    selection.move(by: distance, of: rows.count)
  }

  /// Shows the page of the selected change.
  mutating func show() {
    isShowing = selected != nil
    top = 0
  }

  /// Goes back to the list.
  mutating func showList() { isShowing = false }

  /// Scrolls the page of a change, given its number of lines.
  mutating func scroll(by distance: Int, lines: Int) {
    top = max(0, min(top + distance, lines - area.height))
  }

  private static func section(of change: Change) -> Section {
    switch change.state {
    case .refused, .conflict: .needsYou
    case .waiting, .sending, .unknown: .waiting
    case .answered: .sent
    case .dropped: .takenBack
    }
  }

  /// The lines about the selected change, wrapped to the screen; none without a selection.
  func page(in shared: Shared) -> [StyledLine] {
    selected.map { ChangePage($0, list, shared, width: area.width - 2).lines } ?? []
  }
}

extension Now {
  fileprivate func isToday(_ moment: Moment) -> Bool { zone.local(moment).day == today }
}

extension Change {
  /// How many times it was tried: `1 try`, `3 tries`; empty for never.
  var tries: String {
    attempts == 0 ? "" : attempts == 1 ? "1 try" : "\(attempts) tries"
  }
}
