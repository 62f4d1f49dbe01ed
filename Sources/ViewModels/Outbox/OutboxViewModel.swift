// The outbox on screen: what needs the user, what waits, and what was sent or taken back today, with
// request and reply of the selected change. It knows nothing about disk and server: entries come as values, and
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
  /// Whether request and reply of the selected change are shown in place of the list.
  private(set) var isShowing = false
  /// The first visible line of request and reply.
  private(set) var top = 0

  /// The changes as they were read.
  private var entries: [OutboxEntry] = []
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

  /// A change of the list, also one in a folded group.
  func entry(_ id: ChangeID) -> OutboxEntry? { entries.first { $0.id == id } }

  /// Whether another change waits for this one, and goes with it.
  func isFollowed(_ change: Change) -> Bool {
    entries.contains { $0.change.new.follows == change.id && $0.change.isPending }
  }

  /// Takes the list; the selection stays on its row. Of the sent changes only today's are listed,
  /// newest first.
  mutating func receive(_ new: [OutboxEntry], now: Now) {
    entries =
      new.filter { $0.change.needsAttention } + new.filter { $0.change.isPending }
      + new.filter { $0.change.state == .answered } + new.filter { $0.change.state == .dropped }
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

  /// Shows request and reply of the selected change.
  mutating func show() {
    isShowing = selected != nil
    top = 0
  }

  /// Goes back to the list.
  mutating func showList() { isShowing = false }

  /// Scrolls request and reply, given their number of lines.
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

  // MARK: Request and reply

  /// The lines about the selected change, wrapped to the screen; none without a selection.
  func page(in shared: Shared) -> [StyledLine] {
    guard let entry = selected else { return [] }
    let text = StyledText(
      blocks: Self.head(entry, shared.now) + Self.request(entry)
        + Self.reply(entry, shared.now))
    return text.lines(width: max(1, area.width - 2), columns: shared.measure.columns)
  }

  private static func head(_ entry: OutboxEntry, _ now: Now) -> [Block] {
    let change = entry.change
    let (dates, standing) = (DateText(now: now), entry.standing(at: now.moment))
    var times = "Made \(dates.clock(change.createdAt))"
    if let dropped = change.droppedAt { times += ", taken back \(dates.clock(dropped))" }
    if let sent = change.sentAt { times += ", last sent \(dates.clock(sent))" }
    if change.attempts > 0 { times += ", \(change.tries)" }
    if let until = change.heldUntil, change.isHeld(at: now.moment), !change.isPaused {
      times += ", held until \(dates.clock(until))"
    }
    if let next = change.notBefore, change.isPending { times += ", next try \(dates.clock(next))" }
    return [
      block("\(change.doing): \(entry.title)", .title),
      Block(spans: [Span(standing.marked, standing.role), Span("  " + times, .dim)]),
    ]
  }

  private static func request(_ entry: OutboxEntry) -> [Block] {
    let body = entry.request ?? entry.change.new.fields
    let heading = entry.request == nil ? "To be sent" : "Sent"
    if entry.change.new.action.removes {
      return [Block(), block(heading, .heading), block("DELETE, which has no body", .code)]
    }
    return [Block(), block(heading, .heading)]
      + JSONValue.object(body).indentedLines.map {
        Block(kind: .preformatted, spans: [Span($0, .code)])
      }
  }

  private static func reply(_ entry: OutboxEntry, _ now: Now) -> [Block] {
    let change = entry.change
    let words =
      change.state == .dropped || change.sentence.isEmpty
      ? change.silence(at: now.moment) : change.sentence
    let schema = change.ref.resource.schema
    return [Block(), block("Reply", .heading), block(words, change.needsAttention ? .bad : .plain)]
      + change.fieldMessages.map { message in
        let label = schema.field(message.path)?.label ?? message.path.text
        return Block(spans: [Span(label + ": ", .label), Span(message.message, .bad)])
      }
  }

  private static func block(_ text: String, _ role: TextRole) -> Block {
    Block(spans: [Span(text, role)])
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

  /// What to show for a change without a sentence.
  fileprivate func silence(at now: Moment) -> String {
    switch state {
    case .answered: "The server has it."
    case .waiting:
      isHeld(at: now) && !isPaused
        ? "Held back for a moment, so that it can be taken back."
        : new.follows == nil ? "Not sent yet." : "It is sent after what was saved with it."
    case .sending: "Sent, no answer yet."
    case .unknown:
      isPaused
        ? "No answer came. vitty checks the server once you let this go on."
        : "No answer came. vitty checks the server before it sends this again."
    case .dropped: "It was taken back and is not sent."
    case .refused, .conflict: "No reason was given."
    }
  }
}
