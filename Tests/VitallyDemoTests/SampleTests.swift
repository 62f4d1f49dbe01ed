// The sample workspace: the same every time, sensible, and odd where it should be.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Sample")
struct SampleTests {
  private func sample(_ accounts: Int = 300, seed: UInt64 = 20_260_901) -> WorldGenerator {
    var options = DemoOptions(accounts: accounts, largeAccountUsers: 50, now: Peer.morning)
    options.seed = seed
    return WorldGenerator(options)
  }

  private func records(_ collection: Collection, _ sample: WorldGenerator) -> [JSONObject] {
    (0..<sample.count(collection)).map { sample.record(collection, $0) }
  }

  @Test("equal seeds give equal bytes, other seeds others")
  func determinism() {
    let pages = { (seed: UInt64) in
      let peer = Peer { $0.seed = seed }
      return ["accounts", "users", "notes", "tasks", "projects"].map { peer.get($0).body }
    }
    #expect(pages(1) == pages(1))
    #expect(pages(1) != pages(2))
  }

  @Test("what lists are told of a record is what it says itself", arguments: Collection.allCases)
  func stampsAgree(collection: Collection) {
    let sample = sample(60)
    guard collection != .messages else { return }
    for index in 0..<sample.count(collection) {
      let told = sample.stamps(collection, index)
      let own = Stamps(of: sample.record(collection, index), in: collection)
      #expect(told.created == own.created && told.updated == own.updated)
      #expect(told.hidden == own.hidden)
      #expect(told.created <= told.updated && told.updated <= sample.now)
    }
  }

  @Test("ids are UUIDs of version 4, all different, and lead back to their records")
  func ids() {
    let sample = sample(60)
    var seen: Set<String> = []
    for collection in Collection.allCases {
      for index in 0..<min(200, sample.count(collection)) {
        let id = sample.id(collection, index)
        #expect(id.isUUID && id.dropFirst(14).first == "4")
        #expect(sample.index(collection, id: id) == index)
        #expect(seen.insert(id).inserted)
      }
    }
    #expect(sample.index(.accounts, id: sample.id(.users, 3)) == nil)
    #expect(sample.index(.accounts, id: UUID().uuidString) == nil)
    #expect(sample.index(.accounts, id: "x") == nil)
  }

  @Test("external ids lead back to their records")
  func externalIDs() {
    let sample = sample(60)
    for collection in [Collection.accounts, .organizations, .users, .notes, .tasks] {
      for index in 0..<sample.count(collection) {
        guard let externalID = sample.record(collection, index).text("externalId"),
          !externalID.isEmpty
        else { continue }
        #expect(sample.index(collection, externalID: externalID) == index)
      }
    }
  }

  @Test("any size holds together", arguments: [1, 2, 3, 12])
  func sizes(accounts: Int) {
    let peer = Peer { $0.accounts = accounts }
    let listed = peer.pages("accounts?status=activeOrChurned", limit: 100).joined().count
    #expect(listed == accounts)
    for path in ["users", "notes", "tasks", "conversations", "npsResponses", "projects"] {
      #expect(peer.get(path).status == 200)
    }
  }

  @Test("a hundred thousand accounts list in order, by pages")
  func large() throws {
    let peer = Peer { $0.accounts = 100_000 }
    let first = peer.get("accounts?sortBy=createdAt")
    let cursor = Peer.escaped(try #require(first["next"]?.string))
    let second = peer.get("accounts?sortBy=createdAt&from=\(cursor)")
    let moments = (first.results + second.results).compactMap { $0.text("createdAt") }
    #expect(moments.count == 200 && moments == moments.sorted(by: >))
  }

  @Test("accounts differ in health, renewal, revenue and who looks after them")
  func spread() {
    let sample = sample()
    let accounts = records(.accounts, sample)
    let health = accounts.compactMap { $0["healthScore"]?.double }
    let days = accounts.compactMap { $0.text("nextRenewalDate").flatMap { Moment($0) } }
      .map { ($0.milliseconds - sample.now.midnight.milliseconds) / Moment.day }
    let churned = accounts.filter { $0["churnedAt"]?.isNull == false }.count
    let mine = accounts.filter { $0.text("csmId") == sample.id(.admins, 0) }.count
    #expect(health.allSatisfy { (0...10).contains($0) })
    #expect(health.contains { $0 < 4 } && health.contains { (4..<7).contains($0) })
    #expect(health.filter { $0 >= 7 }.count > accounts.count / 3)
    #expect(
      accounts.contains { $0["healthScore"] == .null } && accounts.contains { $0["mrr"] == .null })
    #expect(days.contains { $0 < 0 } && days.contains { (1...14).contains($0) })
    #expect(days.contains { (15...30).contains($0) } && days.contains { (31...90).contains($0) })
    #expect((9...30).contains(churned))
    #expect((40...120).contains(mine))
    #expect(Set(accounts.compactMap { $0.text("name") }).count == accounts.count)
  }

  @Test("names are written in many scripts")
  func scripts() {
    let names = records(.accounts, sample()).compactMap { $0.text("name") }.joined()
    let ranges: [ClosedRange<UInt32>] = [
      0xC0...0x17F, 0x370...0x3FF, 0x400...0x4FF, 0x590...0x5FF, 0x600...0x6FF, 0x4E00...0x9FFF,
      0xAC00...0xD7AF,
    ]
    for range in ranges {
      #expect(names.unicodeScalars.contains { range.contains($0.value) })
    }
  }

  @Test("tasks are overdue, due today and this week, without a day, done and open")
  func tasks() {
    let sample = sample()
    let tasks = records(.tasks, sample)
    let open = tasks.filter { $0["completedAt"] == .null }
    let days = open.compactMap { $0.text("dueDate") }
    let today = sample.now.day
    #expect(open.count < tasks.count)
    #expect(days.contains { $0 < today } && days.contains { $0 == today })
    #expect(days.contains { $0 > today && $0 <= sample.now.adding(days: 6).day })
    #expect(open.contains { $0["dueDate"] == .null })
    #expect(open.contains { $0.text("assignedToId") == sample.id(.admins, 0) })
    #expect(tasks.contains { $0["archivedAt"]?.isNull == false })
    #expect(tasks.contains { $0["projectIds"]?.array?.isEmpty == false })
    #expect(tasks.filter { $0.text("name") == "Twin task" }.count == 2)
  }

  @Test("the figures of an account come from the responses of its users")
  func npsFigures() throws {
    let peer = Peer()
    let id = peer.service.world.sample.id(.accounts, 0)
    let scores = peer.pages("accounts/\(id)/npsResponses", limit: 100).joined()
      .compactMap { $0["score"]?.int }
    let account = peer.get("accounts/\(id)")
    #expect(account["npsPromoterCount"]?.int == scores.filter { $0 >= 9 }.count)
    #expect(account["npsPassiveCount"]?.int == scores.filter { (7...8).contains($0) }.count)
    #expect(account["npsDetractorCount"]?.int == scores.filter { $0 <= 6 }.count)
  }
}
