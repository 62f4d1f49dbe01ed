// A brief to look at: each person once, and lines that stay where they are while more arrives.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct BriefTests {
  private static let full = Given.record(
    .account, "a1",
    [
      "name": "Bjørkelund Logistikk", "healthScore": .number("4.2"), "mrr": 14000,
      "nextRenewalDate": "2026-12-06", "lastSeenTimestamp": "2026-11-07", "npsScore": 13,
      "npsPromoterCount": 4, "npsPassiveCount": 1, "npsDetractorCount": 3, "usersCount": 4,
      "csmId": "mirja", "accountExecutiveId": "lee",
    ])
  private static let names: [Ref: String] = [
    .server(.admin, "mirja"): "Mirja Kallio", .server(.admin, "lee"): "Lee Wong",
  ]

  private func status(_ status: SyncStatus, of account: Record = full) -> [RecordDetail.LinkCount] {
    account.schema.links.map { _ in RecordDetail.LinkCount(count: 0, status: status) }
  }

  private static let done = SyncStatus(completedAt: Given.now.moment)

  private func opened(width: Int, on record: Record = full) -> DetailViewModel {
    var detail = DetailViewModel(
      .server(.account, "before"), width: width, height: 20, measure: TextMeasure { $0.count },
      keys: Given.keys)
    detail.show(record.ref, as: ListingRow(record), names: Self.names, now: Given.now)
    return detail
  }

  private func receive(_ known: RecordDetail, in detail: inout DetailViewModel) {
    var known = known
    known.row = known.row ?? ListingRow(Self.full)
    known.names = Self.names
    detail.receive(known, generation: detail.request(), now: Given.now)
  }

  private func lines(_ detail: DetailViewModel) -> [String] {
    detail.content.lines.map(\.line.text)
  }

  // MARK: What arrives later

  @Test(arguments: [38, 55, 78, 118]) func `nothing moves while a brief arrives`(width: Int) {
    // Given a brief of which only the row is known
    var detail = opened(width: width)
    var seen = [lines(detail)]
    #expect(seen[0].count >= 4 && seen[0][0].hasPrefix("Bjørkelund Logistikk"))

    // When it is read with its past, before anything that hangs on it was fetched
    let past = [(70.0, 7.9), (30, 5.1), (2, 4.2)].map {
      PastNumber(at: Given.now.moment.adding(seconds: -$0.0 * 86_400), value: $0.1)
    }
    receive(
      RecordDetail(highlights: [[], [], []], links: status(SyncStatus()), health: past), in: &detail
    )
    seen.append(lines(detail))
    receive(
      RecordDetail(
        highlights: [[], [], []], links: status(SyncStatus(isRunning: true)), health: past),
      in: &detail)
    seen.append(lines(detail))
    // And then a task, then all tasks, a note, and no answer come in
    let tasks = ["Confirm the date", "Send the form", "Ask for a reference"].enumerated().map {
      Given.record(
        .task, "t\($0)", ["name": .string($1), "dueDate": .string("2026-11-\(26 + $0)")])
    }
    let note = Given.record(
      .note, "n1",
      [
        "subject": "Budget", "noteDate": "2026-11-18",
        "note": .string("<p>\(String(repeating: "Too dear. ", count: 40))</p>"),
      ])
    for (found, known) in [
      ([[tasks[0]], [], []], SyncStatus(isRunning: true)),
      ([tasks, [], []], SyncStatus(isRunning: true)),
      ([tasks, [note], []], Self.done), ([tasks, [note], []], Self.done),
    ] {
      receive(RecordDetail(highlights: found, links: status(known), health: past), in: &detail)
      seen.append(lines(detail))
    }

    // Then each line that was there is still where it was, whatever is said behind it
    for (before, after) in zip(seen, seen.dropFirst()) {
      for (number, line) in before.enumerated() where !line.isEmpty && !isSentence(line) {
        let start = line.prefix { $0 != "·" && $0 != "─" && $0 != " " }
        #expect(after[number].hasPrefix(start), "\(line) at \(number) of \(after)")
      }
    }
    #expect(seen[2].contains { $0.hasPrefix("Next · loading…") })
    #expect(lines(detail).contains { $0.hasPrefix("Last NPS response · none") })
    #expect(seen.dropFirst().allSatisfy { $0.count == seen[1].count })
  }

  /// Whether a line stands in for what is still to come.
  private func isSentence(_ line: String) -> Bool { line == "r loads them." }

  @Test func `where nothing is to come no room is kept, and a next record starts anew`() {
    // Given an account all of whose lists are known and empty
    var detail = opened(width: 55)
    receive(RecordDetail(highlights: [[], [], []], links: status(Self.done)), in: &detail)
    let next = lines(detail).firstIndex { $0.hasPrefix("Next · none ─") }
    #expect(next.map { lines(detail)[$0 + 1].hasPrefix("Last note · none ─") } == true)

    // When a change of it waits for the server, and is sent
    let height = lines(detail).count
    let change = Change(
      id: 1, new: NewChange(.update, Self.full.ref, fields: ["name": "x"]), state: .waiting,
      createdAt: Given.now.moment)
    receive(
      RecordDetail(highlights: [[], [], []], links: status(Self.done), changes: [change]),
      in: &detail)
    #expect(lines(detail).count == height + 1)
    receive(RecordDetail(highlights: [[], [], []], links: status(Self.done)), in: &detail)
    // Then what stands below its line stays there
    #expect(lines(detail).count == height + 1)

    // And with another record no line is kept for it
    let other = Given.record(.account, "a2", ["name": "Other"])
    detail.show(other.ref, as: ListingRow(other), now: Given.now)
    receive(
      RecordDetail(
        row: ListingRow(other), highlights: [[], [], []], links: status(Self.done)), in: &detail)
    #expect(!lines(detail).dropLast(2).contains(""))
  }

  @Test(arguments: [
    (SyncStatus(), "not fetched yet", "r loads them."),
    (SyncStatus(isRunning: true), "loading…", ""),
    (
      SyncStatus(failure: "Vitally can't be reached."), "failed",
      "Vitally can't be reached. r tries again."
    ),
    (SyncStatus(refreshedAt: Given.now.moment), "not all are fetched", "r loads them."),
    (SyncStatus(isRunning: true, completedAt: Given.now.moment), "none", "Last note"),
  ])
  func `an empty section says why it is empty`(status: SyncStatus, note: String, below: String) {
    var detail = opened(width: 55)
    receive(RecordDetail(highlights: [[], [], []], links: self.status(status)), in: &detail)
    let next = lines(detail).firstIndex { $0.hasPrefix("Next · \(note) ─") }
    #expect(next.map { lines(detail)[$0 + 1].hasPrefix(below) } == true, "\(lines(detail))")
  }

  @Test func `what came by another way is shown as a part`() {
    // Given a note that is known while the notes of its account were never fetched
    var detail = opened(width: 55)
    let note = Given.record(.note, "n1", ["subject": "Budget"])
    receive(
      RecordDetail(highlights: [[], [note], []], links: status(SyncStatus())), in: &detail)
    #expect(lines(detail).contains { $0.hasPrefix("Last note · not all are fetched ─") })
    #expect(lines(detail).contains { $0.hasPrefix("Next · not fetched yet ─") })
  }

  @Test func `what was put aside in a brief is at hand again once it is taken back`() {
    // Given a brief with three tasks, of which the second was put aside
    let tasks = ["t1", "t2", "t3"].map {
      Given.record(.task, $0, ["accountId": "a1", "name": .string($0)])
    }
    var program = Answering(Given.app(), [Self.full] + tasks)
    program.start()
    program.run(.record(.open))
    while program.app.screen?.completable?.ref != tasks[1].ref { program.run(.move(.down)) }
    program.run(.decision(.wait("next mon")))
    let before = [WaitChange(tasks[1].ref, nil)]
    program.answerTop(.waited(before: before, after: [], saying: "Out of your way", .decision))
    program.records.remove(at: 2)
    program.send(.store(.changed([.task])))
    #expect(program.app.screen?.completable?.ref == tasks[2].ref)

    // When that is taken back, and the brief is read again only after that is known
    program.run(.app(.undo))
    program.answerTop(.waited(before: before, after: [], saying: "Taken back", .undo))
    #expect(program.app.screen?.completable?.ref == tasks[2].ref)
    program.records.insert(tasks[1], at: 2)
    program.send(.store(.changed([.task])))

    // Then the task is at hand, until the cursor is moved
    #expect(program.app.screen?.completable?.ref == tasks[1].ref)
    program.run(.move(.down))
    program.send(.store(.changed([.task])))
    #expect(program.app.screen?.completable?.ref == tasks[2].ref)

    // And what a brief never lists does not part the cursor from the line that it goes with
    program.run(.decision(.done))
    program.records = [Self.full] + tasks.reversed()
    let followed = program.app.screen?.detail?.followed
    program.answerTop(
      .waited(
        before: [WaitChange(.server(.conversation, "c"), nil)], after: [], saying: "Taken back",
        .undo))
    #expect(program.app.screen?.detail?.followed == followed)
  }

  // MARK: People

  private func role(_ label: String, _ id: String?) -> JSONValue {
    let holder: JSONValue =
      id.map { ["id": .string($0), "name": .string($0.prefix(1).uppercased() + $0.dropFirst())] }
      ?? .null
    return ["keyRole": ["label": .string(label)], "vitallyUser": holder]
  }

  @Test func `each person is named once, with all roles`() {
    // Given an account whose CSM is named by an id, by a key role and as its owner
    var account = Self.full
    account.body["accountOwnerId"] = "mirja"
    account.body["keyRoles"] = .array([
      role("CSM", "mirja"), role("Account Executive", "lee"), role("Sponsor", "lee"),
      role("Trainer", "kim"), role("Lawyer", nil),
    ])
    var detail = opened(width: 90, on: account)
    receive(
      RecordDetail(
        row: ListingRow(account), highlights: [[], [], []], links: status(Self.done)), in: &detail)

    // Then that person stands beside the name, the others on a line of their own
    #expect(lines(detail)[0].hasSuffix("CSM, Owner Mirja"))
    #expect(
      lines(detail)[1]
        == "People  Lee (Account Executive, Sponsor)    Kim (Trainer)    nobody (Lawyer)")
    for name in ["Mirja", "Lee", "Kim"] {
      #expect(lines(detail).count { $0.contains(name) } == 1, "\(name)")
    }
  }

  @Test func `counts may be as large as a server likes`() {
    var account = Self.full
    account.body["npsPromoterCount"] = .number("9223372036854775807")
    account.body["npsDetractorCount"] = .number("-9223372036854775808")
    let detail = opened(width: 200, on: account)
    #expect(lines(detail).contains { $0.contains("promoters ████████ 9223372036854775807") })
  }

  @Test func `who nobody looks after has no line of people`() {
    let account = Given.record(.account, "a1", ["name": "Alone"])
    let detail = opened(width: 55, on: account)
    #expect(
      lines(detail)
        == ["Alone", "Health  ? no score", "Renewal –", "NPS     –"])
  }

  // MARK: Figures

  @Test func `a health has its last weeks on the same line as far as there is room`() {
    let past = [(70.0, 7.9), (30, 5.1), (2, 4.2)].map {
      PastNumber(at: Given.now.moment.adding(seconds: -$0.0 * 86_400), value: $0.1)
    }
    func health(_ width: Int) -> String? {
      var detail = opened(width: width)
      receive(RecordDetail(highlights: [[], [], []], health: past), in: &detail)
      return lines(detail).first { $0.hasPrefix("Health") }
    }
    #expect(health(78) == "Health  ████░░░░░░ 4.2  ▇▇▇▇▇▇▅▅▅▅▄ from 7.9 since 15 Sep")
    #expect(health(55) == "Health  ████░░░░░░ 4.2  ▇▇▇▇▇▇▅▅▅▅▄ since 15 Sep")
    #expect(health(34) == "Health    ████░░░░░░ 4.2  ▇▇▇▅▅▅▅▄")
    #expect(health(26) == "Health    ████░░░░░░ 4.2")
  }

  @Test(arguments: [
    (90, "NPS     +13  promoters ████ 4  passives █ 1  detractors ███ 3"),
    (55, "NPS     +13  prom ████ 4  pass █ 1  detr ███ 3"),
    (38, "NPS       +13  prom 4  pass 1  detr 3"),
  ])
  func `a balance has its bands as bars with counts`(width: Int, line: String) {
    #expect(lines(opened(width: width)).contains(line))
  }

  @Test func `a band is no longer than its room, and one answer is still seen`() {
    var account = Self.full
    account.body["npsPromoterCount"] = 4000
    let line = lines(opened(width: 90, on: account)).first { $0.hasPrefix("NPS") }
    #expect(line == "NPS     +13  promoters ████████ 4000  passives █ 1  detractors █ 3")
  }
}
