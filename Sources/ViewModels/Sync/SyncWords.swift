// The words and figures of the sync screen. What is not known is `?` or left out, never guessed.

import Markup
import VitallyModel

struct SyncWords {
  private let report: SyncReport
  private let shared: Shared

  init(_ report: SyncReport, _ shared: Shared) {
    self.report = report
    self.shared = shared
  }

  // MARK: Above the table

  /// What is going on.
  var state: Span {
    let fetching = report.rows.filter { $0.standing == .fetching }.map(\.name)
    let waiting = report.rows.count { $0.standing == .waiting }
    if !report.isConnected { return Span("There is no connection to the server yet.", .warning) }
    if let pause = end(of: report.budget?.pause) {
      return Span("Vitally's rate limit is reached: vitty continues at \(pause).", .warning)
    }
    if shared.isOffline {
      return Span(
        "Vitally is not reached. vitty asks for it now and then, and goes on once it answers.",
        .warning)
    }
    if report.isPaused {
      return Span(
        "Paused until \(shared.keys[.sync(.pause)]) or a restart. What you change or open still "
          + "goes out.", .warning)
    }
    if !fetching.isEmpty {
      let rest = waiting == 0 ? "" : waiting == 1 ? " 1 list waits." : " \(waiting) lists wait."
      return Span("Fetching: \(fetching.joined(separator: ", ")).\(rest)", .info)
    }
    if report.rows.contains(where: { $0.status.failure != nil }) {
      return Span(
        "Not all lists could be fetched. vitty tries again; "
          + "\(shared.keys[.screen(.refresh)]) tries one now.", .bad)
    }
    if !report.sweepsHere {
      return Span("Another vitty on this workspace fetches the lists.", .info)
    }
    return report.rows.allSatisfy { $0.status.completedAt != nil }
      ? Span("Everything has been fetched. vitty looks for changes every few minutes.", .good)
      : Span("Not everything has been fetched yet.", .info)
  }

  /// How much of the budget is used, and by whom; nil if nothing is known of it.
  var budget: Span? {
    guard let budget = report.budget else { return nil }
    let used = "\(NumberText.grouped(budget.used)) of its \(NumberText.grouped(budget.share))"
    guard let isStated = budget.isStated else { return nil }
    guard isStated else {
      return Span(
        "The server names no limit. In the last minute vitty made \(used) requests.",
        .plain)
    }
    var text = "\(NumberText.grouped(budget.limit)) requests a minute: vitty \(used)"
    if let others = budget.others, let remaining = budget.remaining {
      text += others == 0 ? ", no sign of others" : ", others \(NumberText.grouped(others)) or more"
      text += ", \(NumberText.grouped(remaining)) left"
    }
    text += "."
    if let end = end(of: budget.reserve) {
      text += " That is kept for you: the sync waits until \(end)."
    }
    return Span(text, .plain)
  }

  /// The end of a pause in local time; nil for none. The clock shows full minutes: adding almost one
  /// never names a time that is too early.
  private func end(of seconds: Double?) -> String? {
    guard let seconds, seconds > 0 else { return nil }
    let end = report.at.adding(seconds: seconds)
    return end > shared.now.moment ? shared.clock(end.adding(seconds: 59.999)) : nil
  }

  // MARK: The columns

  /// How many records the running sweep has fetched.
  func fetched(_ row: SyncReport.Row) -> String {
    guard let fetched = row.fetched, fetched > 0 || row.standing == .fetching else { return "" }
    return NumberText.grouped(fetched)
  }

  /// Records per second.
  func rate(_ row: SyncReport.Row) -> String {
    guard row.standing == .fetching, let rate = row.rate else { return "" }
    if rate >= 9.95 { return "\(NumberText.grouped(Int(rate.rounded())))/s" }
    let tenths = Int((rate * 10).rounded())
    return tenths == 0 ? "<0.1/s" : "\(tenths / 10).\(tenths % 10)/s"
  }

  /// How old the last complete sweep is.
  func completion(_ row: SyncReport.Row) -> String {
    guard let moment = row.status.completedAt else { return "not yet" }
    let now = shared.now
    if now.zone.local(moment).day == now.today { return "synced \(shared.clock(moment))" }
    let hours = max(1, Int(now.moment.seconds(since: moment) / 3600))
    return hours < 24 ? "\(hours) h old" : "\(hours / 24) d old"
  }

  /// How long it will take.
  func timeLeft(_ row: SyncReport.Row) -> String {
    switch row.standing {
    case .idle: return row.status.failure == nil ? "" : "failed"
    case .waiting: return report.isPaused && row.key.parent == nil ? "paused" : "waiting"
    case .fetching:
      guard row.fetched != nil else { return "refreshing" }
      return row.secondsLeft.map(Self.about) ?? "?"
    }
  }

  /// `under 1 min`, `about 3 min`, `about 2 h`.
  private static func about(_ seconds: Double) -> String {
    if seconds < 60 { return "under 1 min" }
    if seconds < 5400 { return "about \(Int((seconds / 60).rounded())) min" }
    return seconds < 360_000 ? "about \(Int((seconds / 3600).rounded())) h" : "days"
  }

  // MARK: Below the table

  /// More about a list: how far its sweep has come, and when it was last looked at.
  func about(_ row: SyncReport.Row) -> String {
    var sentences: [String] = []
    if row.standing != .idle, let fetched = row.fetched {
      let number = fetched.counted("record")
      sentences.append(
        row.expected.map { "\(number) of about \(NumberText.grouped($0)) fetched in this turn." }
          ?? "\(number) fetched in this turn; how many there are is not known yet.")
    }
    if let moment = row.status.completedAt {
      sentences.append("Last fetched as a whole: \(shared.clock(moment)).")
    }
    if let moment = row.status.refreshedAt, moment != row.status.completedAt {
      sentences.append("Last looked at: \(shared.clock(moment)).")
    }
    if row.status.unreadable > 0 {
      sentences.append("\(row.status.unreadable.counted("record")) could not be read.")
    }
    if sentences.isEmpty { sentences.append("Nothing has been fetched yet.") }
    return row.name + ": " + sentences.joined(separator: " ")
  }
}
