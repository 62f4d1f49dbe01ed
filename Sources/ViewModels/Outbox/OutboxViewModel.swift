// The outbox on screen: what needs the user, what waits, and what was sent today. It knows no
// disk and no server: entries come as values, and what is to be done to them is asked elsewhere.

public import VitallyModel

/// The state of the outbox screen.
public struct OutboxViewModel: Equatable, Sendable {
  /// A part of the list.
  public enum Section: Int, CaseIterable, Hashable, Sendable {
    case needsYou
    case waiting
    case sent

    /// Its heading.
    public var title: String {
      switch self {
      case .needsYou: "NEEDS YOU"
      case .waiting: "WAITING"
      case .sent: "SENT TODAY"
      }
    }
  }

  /// The changes in the order in which they are listed.
  public private(set) var entries: [OutboxEntry] = []
  /// Whether the list has come in.
  public private(set) var isLoaded = false
  /// The number of the selected change.
  public private(set) var selected = 0
  /// Whether request and reply of the selected change are shown in place of the list.
  public private(set) var isShowing = false
  /// The first line of them in sight.
  public private(set) var top = 0

  /// A list that is still to come in.
  init() {}

  /// The selected change, nil when there is none.
  public var selection: OutboxEntry? { entries.dropFirst(selected).first }

  /// The changes of a section, with their numbers.
  public func entries(in section: Section) -> [(number: Int, entry: OutboxEntry)] {
    entries.enumerated().filter { Self.section(of: $0.element.change) == section }
      .map { ($0.offset, $0.element) }
  }

  /// Takes the list; the selection stays on its change. Of what was sent only today's is listed,
  /// the newest first.
  mutating func receive(_ new: [OutboxEntry], now: Now) {
    let id = selection?.id
    let sent = new.filter { $0.change.state == .answered }.reversed()
    entries =
      new.filter { $0.change.needsAttention } + new.filter { $0.change.isPending }
      + sent.filter { now.isToday($0.change.sentAt ?? $0.change.createdAt) }
    isLoaded = true
    let index = entries.firstIndex { $0.id == id }
    if index == nil { isShowing = false }
    selected = index ?? max(0, min(selected, entries.count - 1))
  }

  /// Selects another change.
  mutating func move(by distance: Int) {
    selected = max(0, min(selected + distance, entries.count - 1))
  }

  /// Shows request and reply of the selected change.
  mutating func show() {
    isShowing = selection != nil
    top = 0
  }

  /// Goes back to the list.
  mutating func showList() { isShowing = false }

  /// Scrolls in request and reply, which have so many lines on a page of so many.
  mutating func scroll(by distance: Int, lines: Int, height: Int) {
    top = max(0, min(top + distance, lines - height))
  }

  private static func section(of change: Change) -> Section {
    change.needsAttention ? .needsYou : change.isPending ? .waiting : .sent
  }
}

extension Now {
  fileprivate func isToday(_ moment: Moment) -> Bool { zone.local(moment).day == today }
}
