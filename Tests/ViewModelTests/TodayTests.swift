// Today: which groups there are on which day, whose they are, and what rows and headings say.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TodayTests {
  private let day = 86_400_000.0

  /// The list of today once its sections are known.
  private func list(_ shared: Shared) throws -> ListViewModel {
    var list = ListViewModel(todayIn: shared)
    list.planToday(traits: [:], in: shared)
    try list.readLine(traits: [:], now: shared.now)
    return list
  }

  private func sections(_ list: ListViewModel) -> [ListSection] {
    guard case .sections(let sections)? = list.query.grouping?.kind else { return [] }
    return sections
  }

  private func shared(_ moment: String = "2026-11-24T09:02:00Z", me: Ref? = Given.now.me) -> Shared
  {
    var app = Given.app()
    app.now = Now(moment: Moment(moment) ?? Given.now.moment, me: me)
    return app.shared
  }

  /// Which of the sections a task with a due day falls into.
  private func group(_ list: ListViewModel, due: String?) -> [String] {
    let number = due.flatMap(Day.init).map { Double($0.number) * day }
    return sections(list).filter { $0.resource == .task }.filter {
      $0.condition.map { Self.meets($0, number) } ?? true
    }.map(\.id)
  }

  private static func meets(_ condition: Condition, _ due: Double?) -> Bool {
    switch condition {
    case .compares(_, let comparison, let number):
      guard let due else { return false }
      return switch comparison {
      case .less: due < number
      case .atMost: due <= number
      case .equal: due == number
      case .atLeast: due >= number
      case .more: due > number
      }
    case .all(let parts): return parts.allSatisfy { meets($0, due) }
    case .not(let part): return !meets(part, due)
    default: return true
    }
  }

  // MARK: Groups

  @Test(arguments: [
    // A Tuesday: the week goes on to Sunday, the 29th.
    ("2026-11-24T09:02:00Z", "2026-11-23", "overdue"),
    ("2026-11-24T09:02:00Z", "2020-01-01", "overdue"),
    ("2026-11-24T09:02:00Z", "2026-11-24", "today"), ("2026-11-24T09:02:00Z", "2026-11-25", "week"),
    ("2026-11-24T09:02:00Z", "2026-11-29", "week"), ("2026-11-24T09:02:00Z", "2026-11-30", "later"),
    ("2026-11-24T09:02:00Z", nil, "none"),
    // A Sunday: nothing is left of the week.
    ("2026-11-29T23:59:00Z", "2026-11-29", "today"),
    ("2026-11-29T23:59:00Z", "2026-11-30", "later"),
  ])
  func `each task is in one group`(now: String, due: String?, group: String) throws {
    #expect(self.group(try list(shared(now)), due: due) == [group])
  }

  @Test func `at midnight the groups follow, and what was done is gone`() throws {
    // Given a list of one evening
    var list = try list(shared("2026-11-24T23:59:00Z"))
    #expect(group(list, due: "2026-11-25") == ["week"])
    let evening = list.query.openSince

    // When it is the next day, then it is planned anew
    let next = shared("2026-11-25T00:01:00Z")
    let turned = list.turnToday(in: next)
    #expect(turned)
    list.planToday(traits: [:], in: next)
    try list.readLine(traits: [:], now: next.now)
    #expect(group(list, due: "2026-11-25") == ["today"])
    #expect(list.query.openSince != evening)
    // And not again on the same day
    let again = list.turnToday(in: next)
    #expect(!again)
  }

  @Test func `the user's work is listed, and everyone's as long as the user is not known`() throws {
    // Given a start at which the user is not known yet
    let unknown = shared(me: nil)
    var list = try list(unknown)
    #expect(list.isEveryones)
    #expect(sections(list).count == 6)
    let everyones = sections(list)

    // When the user is known, then the list is theirs
    let known = shared()
    let turned = list.turnToday(in: known)
    #expect(turned)
    list.planToday(traits: [:], in: known)
    try list.readLine(traits: [:], now: known.now)
    #expect(!list.isEveryones)
    #expect(zip(sections(list), everyones).allSatisfy { $0.condition != $1.condition })

    // And everyone's by a key
    list.toggleEveryones()
    list.planToday(traits: [:], in: known)
    try list.readLine(traits: [:], now: known.now)
    #expect(sections(list).map(\.condition) == everyones.map(\.condition))
  }

  @Test func `which accounts need attention is what the view says`() throws {
    var program = Answering(Given.app(), [])
    program.app.shared.views.views = [
      SavedView("needs attention", .account, "mrr>5", source: .shipped(.attention))
    ]
    let list = try list(program.app.shared)
    #expect(sections(list).last?.condition == .compares("mrr", .more, 5))

    // One that can't be read does no harm here
    program.app.shared.views.views[0].line = "nonsense:5"
    let other = try self.list(program.app.shared)
    #expect(sections(other).last?.reasons.isEmpty == false)
  }

  @Test func `folds and words survive a new plan`() throws {
    var list = try list(shared())
    list.base.grouping?.folded = ["later"]
    list.show(
      list.base, with: try ListFilter.read("crane", in: list.filterScope(Given.now)),
      keepingSelection: true)
    let next = shared("2026-11-25T00:01:00Z")
    _ = list.turnToday(in: next)
    list.planToday(traits: [:], in: next)
    try list.readLine(traits: [:], now: next.now)
    #expect(list.query.grouping?.folded == ["later"])
    #expect(list.query.grouping?.conditions?[.task] == .mentions("crane"))
  }

  // MARK: Words

  @Test(arguments: [
    ("2026-11-23", "1d late", "bad"), ("2026-11-21", "3d late", "bad"),
    ("2026-11-20", "4d late", "warning"), ("2026-11-04", "20d late", "plain"),
    ("2026-06-01", "176d late", "dim"), ("2026-11-24", "today", "warning"),
    ("2026-11-26", "Thu 26 Nov", "value"), ("2027-11-26", "Nov 2027", "value"), (nil, "", "dim"),
  ])
  func `what has been late for long fades`(due: String?, text: String, role: String) {
    let task = Given.record(.task, "t", ["dueDate": due.map { .string($0) } ?? .null])
    let cell = RecordFormatter(now: Given.now).dueDay(of: ListingRow(task))
    #expect(cell.text == text)
    #expect(cell.role.rawValue == role)
  }

  @Test func `reasons say figures`() {
    let account = Given.record(
      .account, "a",
      [
        "name": "Harbour", "healthScore": .number("4.2"), "nextRenewalDate": "2026-10-15",
        "lastSeenTimestamp": "2026-09-07T10:00:00Z", "npsDetractorCount": 2,
      ])
    var row = ListingRow(account)
    row.reasons = ["low health", "renewal lapsed", "renewal soon", "seen long ago", "special"]
    row.reasonPaths = [
      "healthScore", "nextRenewalDate", "nextRenewalDate", "lastSeenTimestamp", nil,
    ]
    let formatter = RecordFormatter(now: Given.now)
    #expect(
      formatter.matter(of: row).text
        == "health 4.2, renewal 40d past, silent 78d, special, 2 detractors")

    // Where there is less room, whole reasons are left out, and counted
    #expect(
      formatter.matter(of: row, width: 45).text == "health 4.2, renewal 40d past, silent 78d +2")
    #expect(formatter.matter(of: row, width: 5).text == "health 4.2")

    // A fall within the last week is said with the day since which it has been
    row.past = [
      PastNumber(at: Given.now.moment.adding(seconds: -40 * 86_400), value: 9.9),
      PastNumber(at: Given.now.moment.adding(seconds: -4 * 86_400), value: 6.1),
      PastNumber(at: Given.now.moment.adding(seconds: -3 * 86_400), value: 4.2),
    ]
    row.reasons = ["low health"]
    row.reasonPaths = ["healthScore"]
    #expect(
      formatter.matter(of: row).text == "health 9.9 to 4.2 since Wed, 2 detractors")
  }

  @Test func `after a decision what is still to be done is at hand, past what is done`() throws {
    // Given a group with one task that is open and one that is done, another, and an account
    var list = try list(shared())
    var window = ListingWindow(
      query: list.query, first: 0,
      rows: [
        ListingRow(Given.record(.task, "t1", ["name": "One"])),
        ListingRow(
          Given.record(
            .task, "t2", ["name": "Two", "completedAt": "2026-11-24T08:00:00.000Z"])),
        ListingRow(Given.record(.task, "t3", ["name": "Three"])),
        ListingRow(Given.record(.account, "a1", ["name": "Contoso"])),
        ListingRow(Given.record(.account, "a2", ["name": "Fabrikam"])),
      ], total: 8)
    window.groups = [
      ListGroup("overdue", "Overdue", line: 0, count: 2, done: 1, isFolded: false),
      ListGroup("week", "This week", line: 3, count: 1, done: 0, isFolded: false),
      ListGroup("attention", "Needs attention", line: 5, count: 2, isFolded: false),
    ]
    window.headings = 3
    _ = list.resize(height: 20)
    _ = list.request()
    _ = list.receive(window, generation: list.generation)
    _ = list.move(to: 1)
    #expect(list.selectedRow?.record.title == "One")
    // When the first is decided about, then the open one of the next group follows
    _ = list.goOn()
    #expect(list.selectedRow?.record.title == "Three")
    // And behind the last task the cursor stays: an account is of another kind
    _ = list.goOn()
    #expect(list.selectedRow?.record.title == "Three")
    // But from one account it goes on to the next, although these can't be done
    _ = list.move(to: 6)
    _ = list.goOn()
    #expect(list.selectedRow?.record.title == "Fabrikam")
    _ = list.goOn()
    #expect(list.selectedRow?.record.title == "Fabrikam")
  }

  @Test func `the header says what is open and what is done`() throws {
    var list = try list(shared())
    var window = ListingWindow(query: list.query, total: 3)
    window.groups = [
      ListGroup("today", "Today", line: 0, count: 5, done: 2, isFolded: true),
      ListGroup("later", "Later", line: 1, count: 1200, done: 0, isFolded: true),
      ListGroup("attention", "Needs attention", line: 2, count: 7, isFolded: true),
    ]
    window.headings = 3
    _ = list.request()
    _ = list.receive(window, generation: list.generation)
    #expect(list.progress == "1,203 open · 2 done")
    #expect(
      window.groups.map(\.words) == [
        "Today · 3 · 2 done · folded", "Later · 1,200 · folded", "Needs attention · 7 · folded",
      ])
    let done = ListGroup("today", "Today", line: 0, count: 2, done: 2, isFolded: false)
    #expect(done.words == "Today · 2 done")
  }

  @Test(arguments: [62, 80, 48]) func `reasons have the room of what says less`(_ width: Int) throws
  {
    let list = try list(shared())
    let columns = list.columns(width: width)
    let task = Given.record(.task, "t")
    let account = Given.record(.account, "a")
    #expect(list.columns(columns, for: task) == columns)
    let own = list.columns(columns, for: account)
    let matter = try #require(own.first { $0.field == .rowMatter })
    let name = try #require(own.first { $0.field == .rowName })
    // In half of a wide window, and in a narrow one, there is room for three
    #expect(matter.width >= (width < 60 ? 20 : 40))
    #expect(name.width >= 14)
    let pair = [matter, name].sorted { $0.x < $1.x }
    #expect(pair[1].x == pair[0].x + pair[0].width + 1)
    #expect((own.last.map { $0.x + $0.width } ?? 0) <= width)
    // The health stays where there is room for it as well
    #expect(own.contains { $0.field == .rowHealth } == (width == 80))
    // And a wide list keeps its columns
    let wide = list.columns(width: 160)
    #expect(list.columns(wide, for: account) == wide)
  }

  // MARK: On a screen

  @Test func `at midnight the groups move without a key`() throws {
    // Given today on one evening
    var program = Answering(Given.app(), [])
    program.app.now.moment = Moment("2026-11-24T23:59:00Z") ?? Given.now.moment
    program.start()
    program.run(.app(.today))
    #expect(program.effects.contains(.remind(.newDay, after: 61)))
    let list = try #require(program.app.screen?.list)
    #expect(group(list, due: "2026-11-25") == ["week"])

    // When it is the next day, and no key was pressed
    program.effects = []
    program.app.now.moment = Moment("2026-11-25T00:00:01Z") ?? Given.now.moment
    program.answerTop(.reminder(.newDay))

    // Then the groups are those of that day, and the next midnight is awaited
    let next = try #require(program.app.screen?.list)
    #expect(group(next, due: "2026-11-25") == ["today"])
    #expect(program.effects.contains(.remind(.newDay, after: 86_400)))
  }

  @Test func `today is opened once, and says so where the user is not known`() {
    var program = Answering(Given.app(), [])
    program.start()
    program.run(.app(.today))
    #expect(program.app.screen?.list?.today != nil)
    #expect(program.app.shared.notice == nil)
    let count = program.app.stack.count
    program.run(.app(.openView(.account)))
    program.run(.app(.today))
    #expect(program.app.stack.count == count)

    // Who the user is is asked once; whoever does not say so sees everyone's
    program.app.now.me = nil
    program.run(.app(.today))
    #expect(program.app.overlay != nil && program.app.notice == nil)
    program.run(.dialog(.cancel))
    program.run(.app(.today))
    #expect(program.app.notice?.sentence.contains("not known who you are") == true)
  }

  @Test(arguments: [
    (FirstScreen.accounts, false, false), (.accountsOfferingToday, false, true),
    (.today, true, false), (.todayAskingWho, true, false),
  ])
  func `the first screen is the one that is set`(
    first: FirstScreen, isToday: Bool, isOffered: Bool
  ) {
    var app = AppViewModel(
      now: Given.now, width: 80, height: 24, workspace: "acme", start: first,
      bindings: Given.bindings, measure: TextMeasure { $0.count })
    _ = app.start()
    #expect((app.screen?.list?.today != nil) == isToday)
    #expect((app.notice != nil) == isOffered)
  }

  @Test func `one key shows why a row stands where it does`() throws {
    // Given a task of a customer under the cursor
    var screen = BrowseViewModel(todayIn: shared())
    var list = try list(shared())
    let task = Given.record(.task, "t", ["name": "Call", "dueDate": "2026-11-23"])
    var row = ListingRow(task)
    row.customer = Given.record(.account, "a", ["healthScore": 4, "mrr": 1000])
    var window = ListingWindow(query: list.query, rows: [row], total: 2)
    window.groups = [ListGroup("overdue", "Overdue", line: 0, count: 1, done: 0)]
    window.headings = 1
    _ = list.request()
    _ = list.receive(window, generation: list.generation)
    screen.list = list

    // When it is asked for
    var shared = shared()
    let outcome = screen.run(.list(.explain), in: &shared)
    guard case .push(.score(let box))? = outcome.navigation.first,
      case .page(let page) = box.drawing(in: shared)
    else {
      Issue.record("no box opens")
      return
    }

    // Then the parts, their sum and the lines of the file are there
    let text = page.lines.map(\.text).joined(separator: "\n")
    #expect(page.title == "Call")
    for part in ["1d late", "health 4", "MRR 1k", "no renewal date", "overdue = 20", "total"] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    let sentence = page.lines.map(\.text.trimmed).joined(separator: " ")
    #expect(sentence.contains("The usual weights are in force."))
    #expect(sentence.contains("to weights.toml."))
    #expect(screen.availability(of: .list(.explain), in: shared) == .yes)
    let plain = BrowseViewModel(listing: .task, in: shared)
    guard case .no = plain.availability(of: .list(.explain), in: shared) else {
      Issue.record("a list without ranks explains them")
      return
    }
  }
}
