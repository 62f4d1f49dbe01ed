// Faults on demand: which requests they hit, how often, and what they leave behind.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Scenarios")
struct ScenarioTests {
  let peer = Peer()
  let body: JSON = ["externalId": "x-1", "name": "One"]

  private var wasCreated: Bool { peer.service.world.record(.accounts, externalID: "x-1") != nil }

  @Test("a fault hits the requests it names, as often as it says")
  func matching() {
    peer.service.set(.fail(.status(401), matching: "GET /resources/accounts", times: 2))
    #expect(peer.get("users?limit=1").status == 200)
    #expect(peer.call("POST", "accounts", body).status == 200)
    #expect(peer.get("accounts?limit=1").status == 401)
    #expect(peer.get("accounts/x-1").status == 401)
    #expect(peer.get("accounts?limit=1").status == 200)
  }

  @Test("a dollar sign ends a path, a path alone means all methods, and clearing ends all")
  func patterns() {
    peer.service.set(.fail(.status(500), matching: "/resources/accounts$"))
    #expect(peer.get("accounts/grandmeridian-0").status == 200)
    #expect(peer.get("accounts?limit=1").status == 500)
    #expect(peer.call("POST", "accounts", body).status == 500)
    peer.service.clearScenarios()
    #expect(peer.get("accounts?limit=1").status == 200)
  }

  @Test("the oldest scenario that is not used up counts")
  func order() {
    peer.service.set(.fail(.status(500), times: 1))
    peer.service.set(.fail(.status(403), times: 1))
    #expect([500, 403, 200] == (0..<3).map { _ in peer.get("accounts?limit=1").status })
  }

  @Test("an error status changes nothing", arguments: [401, 403, 404, 409, 422, 429, 500])
  func statuses(status: Int) {
    peer.service.set(.fail(.status(status)))
    let answer = peer.call("POST", "accounts", body)
    #expect(answer.status == status && answer.error != nil)
    #expect(answer.headers["Retry-After"] == nil)
    #expect(!wasCreated)
  }

  @Test("a 429 says when to come back if it is told to")
  func retryAfter() {
    peer.service.set(.fail(.status(429, retryAfter: "2"), times: 1))
    let answer = peer.get("accounts")
    #expect(answer.status == 429 && answer.headers["Retry-After"] == "2")
    #expect(answer.headers["RateLimit-Limit"] != nil)
  }

  @Test("errors come as HTML, as nothing, and in each JSON form")
  func forms() {
    let answers = [.html502, .empty503, .messageForm, .errorsForm, .objectForm].map {
      (fault: Scenario.Fault) in
      peer.service.set(.fail(fault, times: 1))
      return peer.get("accounts")
    }
    #expect(answers.map(\.status) == [502, 503, 400, 400, 400])
    #expect(answers[0].headers["Content-Type"] == "text/html")
    #expect(String(decoding: answers[0].body, as: UTF8.self).contains("<h1>"))
    #expect(answers[1].body.isEmpty)
    #expect(answers[2]["message"]?.string != nil && answers[2]["error"] == nil)
    #expect(answers[3]["errors"]?.array?.count == 2)
    #expect(answers[4].violations.count == 2)
  }

  @Test("a dropped request is carried out or not, as the scenario says")
  func drops() {
    peer.service.set(.fail(.dropBeforeApplying, times: 1))
    #expect(peer.call("POST", "accounts", body).delivery == .nothing)
    #expect(!wasCreated)
    peer.service.set(.fail(.dropAfterApplying, times: 1))
    #expect(peer.call("POST", "accounts", body).delivery == .nothing)
    #expect(wasCreated)
    #expect(peer.service.hits.map(\.status) == [0, 0])
  }

  @Test("a failure after the fact leaves the record there")
  func failAfterApplying() {
    peer.service.set(.fail(.failAfterApplying, times: 1))
    #expect(peer.call("POST", "accounts", body).status == 500)
    #expect(wasCreated)
  }

  @Test("answers are late, halved, cut off, padded or empty")
  func deliveries() {
    let plain = peer.get("accounts/grandmeridian-0").body
    let answers = [
      .slow(milliseconds: 50), .halfBody, .truncatedJSON, .tooManyBytes(999), .emptyBody,
    ].map {
      (fault: Scenario.Fault) in
      peer.service.set(.fail(fault, times: 1))
      return peer.get("accounts/grandmeridian-0")
    }
    #expect(answers[0].delay == 50 && answers[0].body == plain)
    #expect(answers[1].delivery == .half)
    #expect(answers[2].delivery == .whole && answers[2].json == .null)
    #expect(answers[3].body.count == plain.count + 999 && answers[3].json != .null)
    #expect(answers[4].status == 200 && answers[4].body.isEmpty)
  }

  @Test("lists are heavy by record, and lead in circles or on and on")
  func misleadingLists() {
    let plain = peer.get("accounts?limit=5").body
    peer.service.set(.fail(.heavyRecords(bytes: 100), times: 1))
    #expect(peer.get("accounts?limit=5").body.count == plain.count + 500)

    peer.service.set(.fail(.cursorRing, times: 4))
    let ring = ["", "&from=page-1", "&from=page-2", "&from=page-1"].map {
      peer.get("accounts?limit=5\($0)")
    }
    #expect(ring.map { $0["next"]?.string } == ["page-1", "page-2", "page-1", "page-2"])
    #expect(ring.allSatisfy { $0.results.count == 5 })

    peer.service.set(.fail(.endlessPages(areEmpty: true), times: 2))
    let endless = ["", "&from=page-7"].map { peer.get("accounts?limit=5\($0)") }
    #expect(endless.map { $0["next"]?.string } == ["page-1", "page-8"])
    #expect(endless.map(\.results.count) == [5, 0])
  }

  @Test("odd pages miss members, repeat a record, and hold items that are none")
  func oddPages() throws {
    let first = peer.get("accounts?limit=5")
    let cursor = Peer.escaped(try #require(first["next"]?.string))
    peer.service.set(.fail(.oddPayloads))
    let page = peer.get("accounts?limit=5&from=\(cursor)")
    let items = page["results"]?.array ?? []
    #expect(page["atEnd"] == nil && page["unheardOf"] != nil)
    #expect(items.first?.object?["id"] == first.results.last?["id"])
    #expect(items.suffix(3) == [.null, "not a record", [:]])
    #expect(items[1].object?["externalId"] == 42)
    #expect(items[2].object?.keys.last == "id")
    #expect(peer.get("noteCategories").json.object?.keys.contains("next") == false)
    #expect(peer.get("accounts/grandmeridian-0")["data"]?.object?["id"] != nil)
  }
}
