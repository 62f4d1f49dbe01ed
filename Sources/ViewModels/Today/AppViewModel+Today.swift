// Going to Today, which may be the first screen.

import VitallyModel

/// What is shown first.
public enum FirstScreen: Hashable, Sendable {
  case accounts
  /// The same, with a hint that Today could be first.
  case accountsOfferingToday
  case today
  /// The same; if it is not known who the user is, that is asked.
  case todayAskingWho
}

extension AppViewModel {
  /// Shows today; if it is open it comes to the top as it was left.
  mutating func showToday() -> [Job] {
    let jobs = [job(.show(.account)), job(.show(.task))]
    if raise(where: { $0.list?.today != nil }) { return jobs }
    return jobs + push(.browse(BrowseViewModel(todayIn: shared)))
  }

  /// Says that the list is everyone's where it is not known who the user is.
  mutating func sayWhoseDay() {
    if shared.now.me == nil { shared.say(BrowseViewModel.unknownUser, .warning) }
  }
}

extension BrowseViewModel {
  /// Creates the screen of today.
  init(todayIn shared: Shared) {
    list = ListViewModel(todayIn: shared)
    focus = .list
  }

  /// Why everyone's work is listed.
  static let unknownUser =
    "It is not known who you are, so this is everyone’s. The command :me asks."

  /// Has the groups of today move at midnight, also without a key.
  func awaitMidnight(_ shared: Shared) -> Outcome {
    guard list?.today != nil else { return [] }
    let midnight = shared.now.zone.moment(of: shared.now.today.adding(days: 1))
    return [.remind(.newDay, after: midnight.seconds(since: shared.now.moment) + 1)]
  }

  /// Shows the day that has begun, and waits for the next one.
  mutating func turnDay(_ shared: Shared) -> Outcome {
    let outcome = followDay(shared)
    // What the detail says of days is laid out anew.
    return outcome + (outcome.effects.isEmpty ? [] : refreshDetail()) + awaitMidnight(shared)
  }

  /// Lists everyone's work, or only the user's again.
  mutating func toggleEveryones(in shared: inout Shared) -> Outcome {
    list?.toggleEveryones()
    shared.hint(list?.today?.isEveryones == true ? "This is everyone’s." : "Only yours is shown.")
    return requestList()
  }

  /// Shows why the row stands where it does.
  func explain(in shared: Shared) -> Outcome {
    guard let list, let plan = list.today, let row = list.selectedRow else { return [] }
    let attention = plan.ranking.attention(to: row.record, customer: row.customer)
    let group = list.window.group(at: list.selected)
    let name = RecordFormatter(now: shared.now).title(row.record)
    return .push(
      .score(
        ScoreViewModel(
          name, attention, plan.ranking.weights,
          isRanked: (group?.count ?? 0) <= Ranking.mostRows)))
  }
}
