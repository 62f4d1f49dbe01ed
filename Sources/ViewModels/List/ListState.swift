// The state of a list in words, so that loading, partial, stale, failed and empty can be told
// apart without colour.

import Markup
public import VitallyModel

extension ListViewModel {
  /// Where one is in the list: `3/41`, or `3/700 of ?` while there may be more.
  public var position: String {
    guard window.total > 0 else { return "0" }
    let total = NumberText.grouped(window.total)
    let place = "\(NumberText.grouped(selected + 1))/\(total)"
    return window.status.completedAt == nil ? place + " of ?" : place
  }

  /// How far the list has come in, for the header.
  public func state(now: Now) -> Formatted {
    let dates = DateText(now: now)
    let status = window.status
    if status.isRunning { return Formatted(window.total == 0 ? "loading" : "loading more", .info) }
    if status.failure != nil {
      return Formatted("failed" + since(status, dates), .statusBad)
    }
    if let completed = status.completedAt {
      let latest = max(completed, status.refreshedAt ?? completed)
      let isOld = now.moment.seconds(since: latest) > Self.staleAfter
      return Formatted(
        (isOld ? "old: " : "synced ") + dates.clock(latest), isOld ? .statusWarning : .statusBar)
    }
    return status.refreshedAt == nil
      ? Formatted("not synced yet", .statusWarning)
      : Formatted("partial" + since(status, dates), .statusWarning)
  }

  /// What to say in place of rows; nil when there are rows.
  public func emptySentence() -> String? {
    guard window.total == 0, isLoaded else { return nil }
    let plural = query.resource.schema.plural.lowercased()
    if !query.words.isEmpty {
      return "No \(plural) with “\(query.words)” in the name. F shows all."
    }
    if let failure = window.status.failure { return failure }
    if window.status.isRunning { return "Loading \(plural)…" }
    if window.status.completedAt != nil { return "There are no \(plural) here." }
    return "No \(plural) have been loaded yet. r loads them."
  }

  /// Seconds after which a list that nobody has refreshed says how old it is.
  private static let staleAfter = 900.0

  private func since(_ status: SyncStatus, _ dates: DateText) -> String {
    status.refreshedAt.map { ", from " + dates.clock($0) } ?? ""
  }
}
