// What a list says of itself: the position, how much of it is fetched, why it is empty.

import Markup
public import VitallyModel

extension ListViewModel {
  /// The position in the list: `3/41`, or `3/700 of ?` while there may be more.
  public var position: String {
    guard window.total > 0 else { return "0" }
    let total = NumberText.grouped(window.rowTotal)
    let row = NumberText.grouped(window.rows(before: selected) + 1)
    // A folded group is none of the rows.
    let place = foldedGroup == nil ? "\(row)/\(total)" : total
    return window.status.completedAt == nil ? place + " of ?" : place
  }

  /// What the list is called: the kind of its records, or what it puts together.
  public var title: String {
    if today != nil { return "Today" }
    if case .months? = query.grouping?.kind { return "Timeline" }
    return query.resource.schema.plural
  }

  /// To which kind of record the list is narrowed: `only notes`; nil if it is not.
  public var narrowing: String? {
    query.grouping?.only.map { "only \($0.schema.pluralInSentence)" }
  }

  /// The sync status of the list, for the header, which says beside it whether vitty is offline.
  public func state(now: Now, isOffline: Bool = false) -> Formatted {
    if saysWait {
      return Formatted(window.query.order == query.order ? "searching" : "sorting", .info)
    }
    let dates = DateText(now: now)
    let status = window.status
    if status.isRunning { return Formatted(window.total == 0 ? "loading" : "loading more", .info) }
    if status.failure != nil {
      if isOffline, let moment = status.refreshedAt {
        return Formatted("data from " + dates.clock(moment), .statusWarning)
      }
      return Formatted("refresh failed" + since(status, dates), .statusBad)
    }
    if let completed = status.completedAt {
      let latest = max(completed, status.refreshedAt ?? completed)
      let isOld = now.moment.seconds(since: latest) > Self.staleAfter
      let when = (isOld ? "old: " : "synced ") + dates.clock(latest)
      guard status.unreadable == 0 else {
        return Formatted(
          "\(when), \(NumberText.grouped(status.unreadable)) unreadable", .statusWarning)
      }
      return Formatted(when, isOld ? .statusWarning : .statusBar)
    }
    return status.refreshedAt == nil
      ? Formatted("not synced yet", .statusWarning)
      : Formatted("partial" + since(status, dates), .statusWarning)
  }

  /// The sentence in place of rows; nil when there are rows.
  public func emptySentence(_ keys: KeyNames) -> String? {
    guard window.total == 0, isLoaded, isCurrent else { return nil }
    let several = today == nil ? "entries" : "tasks and accounts"
    let plural = isMixed ? several : query.resource.schema.pluralInSentence
    if let unreadable {
      let what = view.map { "of “\($0.name)” " } ?? ""
      return "The filter \(what)can't be read: \(unreadable) \(keys[.list(.filter)]) opens it."
    }
    if let narrowing, filter == .none {
      return "Nothing here: \(narrowing). \(keys[.list(.filterByValue)]) shows all kinds."
    }
    if filter != .none {
      if view == .waiting, filter.line == SavedView.waiting.line {
        return "No \(plural) are put aside."
      }
      let any = today == nil ? plural : "tasks or accounts"
      return "No \(any) match “\(filter.line)”. \(keys[.list(.clearFilter)]) shows all."
    }
    if let failure = window.status.failure { return failure }
    if window.status.isRunning { return "Loading \(plural)…" }
    if window.status.completedAt != nil, today != nil {
      return "Nothing is left: no task is open, and no account needs attention."
    }
    if window.status.completedAt != nil { return "There are no \(plural) here." }
    return "No \(plural) have been loaded yet. \(keys[.screen(.refresh)]) loads them."
  }

  /// The seconds after which a list that was not refreshed shows its age.
  private static let staleAfter = 900.0

  private func since(_ status: SyncStatus, _ dates: DateText) -> String {
    status.refreshedAt.map { " · data from " + dates.clock($0) } ?? ""
  }
}
