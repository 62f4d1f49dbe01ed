// The sync on screen: list by list what is fetched, how fast, and how much of the key's budget that
// takes. It knows nothing about requests: reports come as values, when the store has told of
// something new, and at most four times a second.

import VitallyModel

/// The state of the sync screen.
struct SyncViewModel: Equatable, Sendable {
  /// How the sync stands; nil until that is known.
  private(set) var report: SyncReport?
  /// The selection.
  private(set) var selection = Selection()
  /// The area of the screen.
  private(set) var area = Area(width: 80, height: 21)
  /// The number of the last request for a report.
  private var generation = 0
  /// Whether a report is being read.
  private var isAsked = false

  /// The shortest time between two reports, in seconds.
  private static let pause = 0.25
  /// After this time without news, in seconds, the rates of a running sync are not the same any
  /// more.
  private static let agesAfter = 5.0
  /// After this time, in seconds, the requests of the last minute are not the same any more.
  private static let budgetAgesAfter = 20.0

  /// Creates a screen without a report.
  init() {}

  /// The selected list, nil when there is none.
  var selected: SyncReport.Row? { report?.rows.dropFirst(selection.row).first }

  /// Takes a report; the selection stays on its list.
  private mutating func receive(_ report: SyncReport) {
    let key = selected?.key
    self.report = report
    selection.follow(to: report.rows.firstIndex { $0.key == key }, of: report.rows.count)
  }
}

extension SyncViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.sync, .global],
      hints: [.sync(.pause), .screen(.refresh), .sync(.open), .screen(.close), .app(.help)],
      title: "Sync", readiness: report == nil ? .awaitsRows : .ready)
  }

  func drawing(in shared: Shared) -> Drawing {
    guard let report else { return .page(Page()) }
    return .page(SyncPage(report, selection.row, area, shared).page)
  }

  // MARK: Availability

  func availability(of command: Command, in shared: Shared) -> Availability {
    guard let report else { return .yes }
    switch command {
    case .screen(.refresh) where !report.isConnected:
      return .no("There is no connection to the server yet.")
    case .sync(.pause) where report.isConnected && !report.sweepsHere:
      return .no("Another vitty on this workspace fetches the lists: pause it there.")
    case .sync(.open):
      guard let selected else { return .no("There is no list here.") }
      let schema = selected.key.resource.schema
      let hasScreen = selected.key.parent != nil || Resource.browsable.contains(schema.resource)
      return hasScreen ? .yes : .no("“\(schema.plural)” has no screen of its own.")
    default: return .yes
    }
  }

  // MARK: Events

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared, .uncovered: return request()
    // A read that is cancelled again and again would never show anything.
    case .answer(.reminder(.showSync)) where isAsked:
      return [.remind(.showSync, after: Self.pause)]
    case .answer(.reminder(.showSync)), .answer(.reminder(.ageSync)): return request()
    case .arranged(let area): self.area = area
    case .command(let command): return run(command, in: &shared)
    case .answer(.read(_, let generation, .sync(let report))):
      guard generation == self.generation else { return [] }
      isAsked = false
      receive(report)
      return ageLater
    case .answer(.read(_, _, .failure)):
      isAsked = false
      return .notHandled
    case .news(.status, _), .news(.changed, _), .news(.syncPaused, _):
      var outcome: Outcome = [.remind(.showSync, after: Self.pause)]
      outcome.isHandled = false
      return outcome
    case .answer, .news, .draftsChanged: return .notHandled
    case .text, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  private mutating func request() -> Outcome {
    generation += 1
    isAsked = true
    return [.read(.entries, generation: generation, .sync)]
  }

  /// A reminder for figures that change with time; none when nothing is going on.
  private var ageLater: Outcome {
    guard let report else { return [] }
    let isBusy = report.rows.contains { $0.standing == .fetching }
    if isBusy || (report.budget?.pause ?? 0) > 0 {
      return [.remind(.ageSync, after: Self.agesAfter)]
    }
    return (report.budget?.used ?? 0) > 0 ? [.remind(.ageSync, after: Self.budgetAgesAfter)] : []
  }

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .move(let command):
      selection.move(by: command.distance(page: area.height), of: report?.rows.count ?? 0)
    case .screen(.close), .screen(.stepBack): return .close()
    case .screen(.refresh):
      guard let selected else { return request() }
      shared.say("Fetching “\(selected.name)”.")
      return [.refresh(selected.key)]
    case .sync(.pause): return pause(in: &shared)
    case .sync(.open): return open(in: shared)
    default: return .notHandled
    }
    return []
  }

  private func pause(in shared: inout Shared) -> Outcome {
    shared.isSyncPaused.toggle()
    let key = shared.keys[.sync(.pause)]
    shared.say(shared.isSyncPaused ? "Sync paused. \(key) resumes it." : "The sync goes on.")
    return [.pauseSync(shared.isSyncPaused)]
  }

  private func open(in shared: Shared) -> Outcome {
    guard let key = selected?.key else { return [] }
    guard let parent = key.parent else {
      return .close(.run(.app(.openView(key.resource))))
    }
    let screen = BrowseViewModel(showing: parent, in: shared)
    return [.fetch(parent, first: key.resource, isForced: false)]
      + Outcome([], .replace(.browse(screen)))
  }
}

extension SyncReport.Row {
  /// The name of the list: `Users`, `Users of Harbour Logistics`.
  var name: String {
    let plural = key.resource.schema.plural
    return parentTitle.map { "\(plural) of \($0)" } ?? plural
  }
}

/// Commands about what is fetched from the server.
public enum SyncCommand: CaseIterable, CommandGroup {
  case open
  case pause

  var topic: CommandTopic {
    switch self {
    case .open: .open
    case .pause: .program
    }
  }

  var words: CommandWords {
    switch self {
    case .open: .init("sync.open", "open", "Opens the list, or the record that it is of.", .sync)
    case .pause:
      .init(
        "sync.pause", "pause/resume",
        "Pauses the sync, or resumes it. Your changes and what you open still go out.", .sync)
    }
  }
}
