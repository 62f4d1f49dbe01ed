// A list in groups: what the cursor stops on, folding, going from group to group, and what it says.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct GroupTests {
  /// A timeline of 2 tasks in December, 3 notes in November and a task in October.
  private let groups: [(id: String, title: String, records: [Record])] = [
    ("2026-12-01", "December 2026", Self.records(.task, "d", 2)),
    ("2026-11-01", "November 2026", Self.records(.note, "n", 3)),
    ("2026-10-01", "October 2026", Self.records(.task, "o", 1)),
  ]

  private static func records(_ resource: Resource, _ id: String, _ count: Int) -> [Record] {
    (1...count).map {
      Given.record(resource, "\(id)\($0)", ["name": .string("\(id)\($0)"), "subject": "n"])
    }
  }

  /// Answers requests until the list has what is in sight.
  private func answer(_ list: inout ListViewModel, status: SyncStatus = SyncStatus()) {
    var (need, asked) = (RowNeed.now, list.request())
    while need != .nothing {
      let window = Self.window(asked, groups, status)
      need = list.receive(window, generation: list.generation)
      if need != .nothing { asked = list.request(need) }
    }
  }

  static func window(
    _ request: WindowRequest, _ groups: [(id: String, title: String, records: [Record])],
    _ status: SyncStatus = SyncStatus()
  ) -> ListingWindow {
    var window = ListingWindow(query: request.query)
    var lines: [Record?] = []
    for (id, title, records) in groups {
      let only = request.query.grouping?.only
      let shown = records.filter { only == nil || $0.resource == only }
      if shown.isEmpty { continue }
      let isFolded = request.query.grouping?.folded.contains(id) == true
      window.groups.append(
        ListGroup(id, title, line: lines.count, count: shown.count, isFolded: isFolded))
      lines += [nil] + (isFolded ? [] : shown.map { $0 as Record? })
    }
    window.anchor = lines.firstIndex { $0 != nil && $0?.ref == request.anchor }
    window.total = lines.count
    var wanted = request.rows
    if let anchor = window.anchor, !wanted.contains(anchor) { wanted = anchor..<anchor + 4 }
    wanted = wanted.clamped(to: 0..<lines.count)
    window.first = wanted.lowerBound
    window.rows = lines[wanted].compactMap { $0.map { ListingRow($0) } }
    window.headings = lines[wanted].count { $0 == nil }
    for key in request.query.keys { window.parts[key] = status }
    window.status = SyncStatus(of: Array(window.parts.values))
    return window
  }

  private func timeline(height: Int = 20) -> ListViewModel {
    var list = ListViewModel(timelineOf: .server(.account, "a"), .utc, height: height)
    answer(&list)
    return list
  }

  private func id(_ list: ListViewModel) -> String? { list.selectedRow?.record.ref.serverID }

  // MARK: Moving

  @Test func `the cursor passes the headings of open groups`() {
    // Given a list in groups, whose cursor stands on the first row
    var list = timeline()
    #expect(id(list) == "d1")

    // When it goes down and up, then it stops on rows only
    let way = (0..<6).map { _ in
      _ = list.move(by: 1)
      return id(list)
    }
    #expect(way == ["d2", "n1", "n2", "n3", "o1", "o1"])
    _ = list.move(by: -1)
    #expect(id(list) == "n3")
    _ = list.move(by: -.max / 2)
    #expect(id(list) == "d1")
    #expect(list.position == "1/6 of ?")
  }

  @Test func `the heading of a group comes with its first row`() {
    // Given a list of which three lines are in sight, with the cursor at its end
    var list = timeline(height: 3)
    _ = list.move(by: .max / 2)
    answer(&list)

    // When it goes up to a first row, then the heading above is in sight
    _ = list.move(by: -4)
    answer(&list)
    #expect(id(list) == "n1")
    #expect(list.heading(list.top)?.title == "November 2026")
    _ = list.move(by: -.max / 2)
    answer(&list)
    #expect(list.top == 0)
  }

  @Test func `two keys go from group to group`() {
    var list = timeline()
    _ = list.moveGroup(by: 1)
    #expect(id(list) == "n1")

    // From within a group, back is its own first row
    _ = list.move(by: 2)
    _ = list.moveGroup(by: -1)
    #expect(id(list) == "n1")
    _ = list.moveGroup(by: -1)
    #expect(id(list) == "d1")
    _ = list.moveGroup(by: -1)
    #expect(id(list) == "d1")

    // And past the last group it is the last row
    for _ in 0..<3 { _ = list.moveGroup(by: 1) }
    #expect(id(list) == "o1")
  }

  // MARK: Folding

  @Test func `a folded group is one line, and opens where the cursor was`() {
    // Given a cursor on the second row of a group
    var list = timeline()
    _ = list.move(by: 4)
    #expect(id(list) == "n2")

    // When the group is folded
    _ = list.toggleFold()
    #expect(list.selectedRow == nil)
    answer(&list)

    // Then the cursor stands on its line, which says what is in it
    #expect(list.foldedGroup?.title == "November 2026")
    #expect(list.foldedGroup?.words == "November 2026 · 3 · folded")
    #expect(list.window.total == 6)
    #expect(list.position == "6 of ?")

    // And goes on from there
    _ = list.move(by: 1)
    #expect(id(list) == "o1")
    _ = list.move(by: -1)
    #expect(list.foldedGroup != nil)
    _ = list.move(by: -1)
    #expect(id(list) == "d2")

    // When it is opened again, then the cursor is where it was
    _ = list.move(by: 1)
    _ = list.toggleFold()
    answer(&list)
    #expect(id(list) == "n2")
    #expect(list.position == "4/6 of ?")
  }

  @Test func `the cursor stays on a folded group while rows arrive above it`() {
    var list = timeline()
    _ = list.move(by: 3)
    _ = list.toggleFold()
    answer(&list)
    let line = list.selected

    // When another record is in the group above
    var more = groups
    more[0].records += Self.records(.task, "x", 1)
    let request = list.request()
    _ = list.receive(Self.window(request, more), generation: list.generation)

    // Then it stands one line further down
    #expect(list.selected == line + 1)
    #expect(list.foldedGroup?.title == "November 2026")
  }

  @Test func `going from record to record passes folded groups`() {
    var list = timeline()
    _ = list.move(by: 3)
    _ = list.toggleFold()
    answer(&list)
    _ = list.move(by: -1)
    #expect(id(list) == "d2")

    _ = list.step(by: 1)
    #expect(id(list) == "o1")
    _ = list.step(by: 1)
    #expect(id(list) == "o1")
    _ = list.step(by: -1)
    #expect(id(list) == "d2")
  }

  // MARK: States

  @Test func `the state of a list that is put together is that of its parts`() {
    let account = Ref.server(.account, "a")
    let whole = SyncStatus(completedAt: Given.now.moment)
    var list = ListViewModel(timelineOf: account, .utc, height: 20)
    answer(&list, status: whole)
    #expect(list.state(now: Given.now).text == "synced 09:02")
    #expect(list.position == "1/6")

    // One that is loading, partial or failed makes the whole so
    list.receive(SyncStatus(isRunning: true), of: ListKey(.note, parent: account))
    #expect(list.state(now: Given.now).text == "loading more")
    list.receive(SyncStatus(failure: "No line."), of: ListKey(.note, parent: account))
    #expect(list.state(now: Given.now).text == "refresh failed")
    list.receive(
      SyncStatus(refreshedAt: Given.now.moment), of: ListKey(.note, parent: account))
    #expect(list.state(now: Given.now).text == "partial · data from 09:02")
    list.receive(whole, of: ListKey(.note, parent: account))
    #expect(list.state(now: Given.now).text == "synced 09:02")
  }

  // MARK: On a screen

  /// The timeline of an account on screen, with the cursor on the first note.
  private func screen() -> BrowseViewModel {
    var screen = BrowseViewModel(showing: .server(.account, "a"), in: Given.app().shared)
    screen.detail?.related = timeline()
    _ = screen.detail?.related?.move(by: 2)
    return screen
  }

  @Test func `commands are about the row under the cursor, whatever its kind`() {
    let shared = Given.app().shared
    var screen = screen()
    #expect(screen.selectedSchema?.resource == .note)
    #expect(screen.availability(of: .decision(.done), in: shared) == .hidden)
    _ = screen.detail?.related?.move(by: -1)
    #expect(screen.selectedSchema?.resource == .task)
    #expect(screen.availability(of: .decision(.done), in: shared) == .yes)
  }

  @Test func `what a list of several kinds can't do, it says`() {
    let shared = Given.app().shared
    let screen = screen()
    for command: ListCommand in [
      .sort(nil), .reverse, .mine, .columns, .saveView, .resetView, .editColumn(nil),
    ] {
      guard case .no(let reason) = screen.availability(of: .list(command), in: shared) else {
        Issue.record("\(command) is not refused")
        continue
      }
      #expect(reason.hasSuffix("."))
    }
    var plain = BrowseViewModel(listing: .account, in: shared)
    #expect(
      plain.availability(of: .list(.fold), in: shared) == .no("This list has no groups."))
    plain.list?.pin()
  }

  @Test func `one key narrows a timeline to a kind, and shows all again`() {
    var shared = Given.app().shared
    var screen = screen()
    let note = screen.selectedRef

    // When the cursor is on a note
    let outcome = screen.run(.list(.filterByValue), in: &shared)
    guard case .read(.related, _, .window(let request))? = outcome.effects.first else {
      Issue.record("no rows are asked for")
      return
    }

    // Then only notes are asked for, around this one, and that is said
    #expect(request.query.grouping?.only == .note)
    #expect(request.anchor == note)
    #expect(shared.notice?.sentence.hasPrefix("Only notes are shown.") == true)
    let generation = screen.detail?.related?.generation ?? 0
    _ = screen.detail?.related?.receive(Self.window(request, groups), generation: generation)
    #expect(screen.detail?.related?.narrowing == "only notes")
    #expect(screen.selectedRef == note)

    // And again all
    _ = screen.run(.list(.filterByValue), in: &shared)
    #expect(screen.detail?.related?.narrowing == nil)
  }

  @Test func `each kind in a list reads a filter for itself`() throws {
    let scope = timeline().filterScope(Given.now)
    let all = Set(scope.kinds)
    // Words are for all of them
    #expect(try Filter.read("dock crane", in: scope).kinds.map { Set($0.keys) } == all)
    #expect(try Filter.read("text:crane", in: scope).kinds?[.note]?.condition == .text("crane"))
    // A field only for those that have it
    #expect(try Filter.read("due:none", in: scope).kinds.map { Set($0.keys) } == [.task])
    #expect(try Filter.read("(crane or due:none)", in: scope).kinds.map { Set($0.keys) } == [.task])
    // An empty line is no filter
    #expect(try ListFilter.read(" ", in: scope) == .none)
  }

  @Test(arguments: [
    ("health<4", "notes have no field “health”"),
    ("due:nonsense", "not a date"),
    ("sort:name", "groups have an order and columns of their own"),
    ("cols:subject", "groups have an order and columns of their own"),
  ])
  func `what no kind can read is refused`(line: String, reason: String) {
    let scope = timeline().filterScope(Given.now)
    let error = #expect(throws: FilterError.self) { try Filter.read(line, in: scope) }
    #expect(error?.sentence.contains(reason) == true, "\(error?.sentence ?? "")")
  }

  @Test func `names of all kinds complete a filter, once each`() {
    let names = FilterInput(timeline().filterScope(Given.now), .none).names(holding: "")
      .map(\.title)
    #expect(names.contains("due:"))
    #expect(names.count { $0 == "account:" } == 1)
    #expect(!names.contains("sort:"))
    #expect(Set(names).count == names.count)
  }

  @Test func `a filter marks only what the list holds already`() throws {
    // Given a timeline filtered by a word
    let list = timeline()
    let scope = list.filterScope(Given.now)
    let shown = try Filter.read("crane", in: scope).applied(to: list.query)
    // When it is marked by a field that only tasks have
    let narrowed = try Filter.read("due:none", in: scope).narrowing(shown)
    // Then both have to hold
    let conditions = try #require(narrowed.grouping?.conditions)
    #expect(Set(conditions.keys) == [.task])
    #expect(conditions[.task] == .all([.mentions("crane"), .not(.isSet("dueDate"))]))
    #expect(narrowed.condition(on: .note) == .any([]))
    // And what the list leaves out is not marked unseen
    #expect(try !Filter.read("is:done", in: scope).narrowing(list.query).showsHidden)
  }
}
