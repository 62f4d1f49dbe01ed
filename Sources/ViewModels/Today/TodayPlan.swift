// What the list Today is made of: open tasks by when they are due, and customers that need attention.

import VitallyModel

/// Whose day it is, and which.
struct TodayPlan: Equatable, Sendable {
  /// The user; nil if that is not known.
  var me: Ref?
  /// Whether everyone's work is listed, although the user is known.
  var showsAll = false
  /// The order within each group.
  var ranking: Ranking
  /// The line of the view that says which accounts need attention.
  var line: String

  /// The plan of today.
  init(in shared: Shared) {
    me = shared.now.me
    ranking = Ranking(shared.weights, today: shared.now.today, zone: shared.now.zone)
    let view = shared.views.views.first { $0.source == .shipped(.attention) }
    line = (view ?? SavedView.Shipped.attention.view).line
  }

  /// Whether everyone's work is listed.
  var isEveryones: Bool { me == nil || showsAll }

  /// The id of the section with customers.
  static let attention = "attention"

  /// The groups of the day.
  func sections(traits: [Resource: [Field]], _ now: Now) -> [ListSection] {
    tasks + [accounts(traits, now)].compactMap(\.self)
  }

  /// The user's tasks by when they are due. A week ends on Sunday.
  private var tasks: [ListSection] {
    let today = ranking.today
    let sunday = today.adding(days: 7 - today.weekday)
    let due: FieldPath = "dueDate"
    func day(_ comparison: Condition.Comparison, _ day: Day) -> Condition {
      .compares(due, comparison, Double(day.number) * 86_400_000)
    }
    let groups: [(String, String, Condition)] = [
      ("overdue", "Overdue", day(.less, today)),
      ("today", "Today", day(.equal, today)),
      ("week", "This week", .all([day(.more, today), day(.atMost, sunday)])),
      ("later", "Later", .all([day(.more, today), day(.more, sunday)])),
      ("none", "No date", .not(.compares(due, .atLeast, -.infinity))),
    ]
    let mine = me.flatMap { isEveryones ? nil : Condition.mine($0, .task) }
    return groups.map { id, title, condition in
      ListSection(
        id, title, .task, mine.map { .all([$0, condition]) } ?? condition, ranking: ranking)
    }
  }

  /// The accounts that meet the line of the view, each with the reasons that it meets.
  private func accounts(_ traits: [Resource: [Field]], _ now: Now) -> ListSection? {
    let own = SavedView.Shipped.attention.view.line
    let scope = FilterScope(.account, traits: traits, now: now)
    // A line that can't be read is said where views are.
    let filter = [line, own].lazy.compactMap { line in
      try? Filter.read(isEveryones ? Self.everyones(line) : line, in: scope)
    }.first
    guard let filter else { return nil }
    return ListSection(
      Self.attention, "Needs attention", .account, filter.condition,
      order: ListOrder("healthScore"), reasons: filter.reasons, ranking: ranking)
  }

  /// A line without what asks for the user's own.
  private static func everyones(_ line: String) -> String {
    let line = FilterLine(line)
    return line.has("is:mine") ? line.toggling("is:mine")?.text ?? line.text : line.text
  }
}

extension ListViewModel {
  /// Creates the list of today, whose sections follow once traits are known.
  init(todayIn shared: Shared) {
    var query = ListingQuery(.task, openSince: shared.openSince)
    query.grouping = Grouping(.sections([]))
    self.init(query)
    today = TodayPlan(in: shared)
    unread = UnreadLine(text: "", reason: .opensView)
  }

  /// Lists what belongs to the day as it is now.
  mutating func planToday(traits: [Resource: [Field]], in shared: Shared) {
    guard var plan = today else { return }
    let showsAll = plan.showsAll
    plan = TodayPlan(in: shared)
    plan.showsAll = showsAll
    today = plan
    base.grouping?.kind = .sections(plan.sections(traits: traits, shared.now))
    base.openSince = shared.openSince
  }

  /// Plans anew if the day, the user or what needs attention is another than it was.
  mutating func turnToday(in shared: Shared) -> Bool {
    guard let plan = today, unread == nil else { return false }
    var next = TodayPlan(in: shared)
    next.showsAll = plan.showsAll
    guard next != plan else { return false }
    today = next
    unread = UnreadLine(text: filter.line, reason: .newDay)
    return true
  }

  /// Lists everyone's work, or only the user's again.
  mutating func toggleEveryones() {
    today?.showsAll.toggle()
    unread = UnreadLine(text: filter.line, reason: .newDay)
  }

  /// Whether it is a day of everyone's.
  public var isEveryones: Bool { today?.isEveryones == true }

  /// How much of the day is done: `23 open · 4 done`; nil for any other list.
  public var progress: String? {
    guard today != nil else { return nil }
    let tasks = window.groups.filter { $0.done != nil }
    let done = tasks.reduce(0) { $0 + ($1.done ?? 0) }
    let open = tasks.reduce(0) { $0 + $1.count } - done
    let text = "\(NumberText.grouped(open)) open"
    return done == 0 ? text : text + " · \(NumberText.grouped(done)) done"
  }
}
