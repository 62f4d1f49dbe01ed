// The outbox on screen: what needs the user, what waits, and what was sent today, with request and
// reply of the selected change. It knows nothing about disk and server: entries come as values, and
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

    /// Its heading.
    var title: String {
      switch self {
      case .needsYou: "NEEDS YOU"
      case .waiting: "WAITING"
      case .sent: "SENT TODAY"
      }
    }
  }

  /// The changes in list order.
  private(set) var entries: [OutboxEntry] = []
  /// Whether the list has arrived.
  private(set) var isLoaded = false
  /// The selection.
  private(set) var selection = Selection()
  /// Whether request and reply of the selected change are shown in place of the list.
  private(set) var isShowing = false
  /// The first visible line of request and reply.
  private(set) var top = 0

  /// The number of the last request for the list.
  var generation = 0
  /// The area of the screen.
  var area = Area(width: 80, height: 21)

  /// Creates a list that has yet to arrive.
  init() {}

  /// The selected change, nil when there is none.
  var selected: OutboxEntry? { entries.dropFirst(selection.row).first }

  /// The changes of a section, with their indexes.
  func entries(in section: Section) -> [(number: Int, entry: OutboxEntry)] {
    entries.enumerated().filter { Self.section(of: $0.element.change) == section }
      .map { ($0.offset, $0.element) }
  }

  /// Takes the list; the selection stays on its change. Of the sent changes only today's are
  /// listed, newest first.
  mutating func receive(_ new: [OutboxEntry], now: Now) {
    let id = selected?.id
    let sent = new.filter { $0.change.state == .answered }.reversed()
    entries =
      new.filter { $0.change.needsAttention } + new.filter { $0.change.isPending }
      + sent.filter { now.isToday($0.change.sentAt ?? $0.change.createdAt) }
    isLoaded = true
    let index = entries.firstIndex { $0.id == id }
    if index == nil { isShowing = false }
    selection.follow(to: index, of: entries.count)
  }

  /// Selects another change.
  mutating func move(by distance: Int) {
    selection.move(by: distance, of: entries.count)
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
    change.needsAttention ? .needsYou : change.isPending ? .waiting : .sent
  }

  // MARK: Request and reply

  /// The lines about the selected change, wrapped to the screen; none without a selection.
  func page(in shared: Shared) -> [StyledLine] {
    guard let entry = selected else { return [] }
    let text = StyledText(
      blocks: Self.head(entry, shared.now) + Self.request(entry) + Self.reply(entry))
    return text.lines(width: max(1, area.width - 2), columns: shared.measure.columns)
  }

  private static func head(_ entry: OutboxEntry, _ now: Now) -> [Block] {
    let change = entry.change
    let dates = DateText(now: now)
    var times = "Made \(dates.clock(change.createdAt))"
    if let sent = change.sentAt { times += ", last sent \(dates.clock(sent))" }
    if change.attempts > 0 { times += ", \(change.tries)" }
    if let next = change.notBefore, change.isPending { times += ", next try \(dates.clock(next))" }
    return [
      block("\(change.doing): \(entry.title)", .title),
      Block(spans: [Span(change.standing.marked, change.standing.role), Span("  " + times, .dim)]),
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

  private static func reply(_ entry: OutboxEntry) -> [Block] {
    let change = entry.change
    let words = change.sentence.isEmpty ? change.silence : change.sentence
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
  fileprivate var silence: String {
    switch state {
    case .answered: "The server has it."
    case .waiting: "Not sent yet."
    case .sending: "Sent, no answer yet."
    case .unknown: "No answer came. vitty checks the server before it sends this again."
    case .refused, .conflict, .dropped: "No reason was given."
    }
  }
}
