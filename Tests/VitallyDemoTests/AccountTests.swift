// Accounts, organizations and what is peculiar to them.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Accounts and organizations")
struct AccountTests {
  @Test("a list and a look-up show the same account, by id and by external id")
  func lookUp() throws {
    let peer = Peer()
    let listed = try peer.first("accounts")
    let id = try #require(listed.text("id"))
    let externalID = try #require(listed.text("externalId"))
    #expect(peer.get("accounts/\(id)").json == .object(listed))
    #expect(peer.get("accounts/\(id.uppercased())").json == .object(listed))
    #expect(peer.get("accounts/\(Peer.escaped(externalID))").json == .object(listed))
  }

  @Test("an external id with a slash, a space and a hash is found when escaped")
  func escapedExternalID() throws {
    let peer = Peer()
    let account = peer.service.world.sample.record(.accounts, 9)
    let externalID = try #require(account.text("externalId"))
    #expect(externalID.contains("/") && externalID.contains("#"))
    #expect(peer.get("accounts/\(Peer.escaped(externalID))")["id"] == account["id"])
  }

  @Test("the big account is the latest")
  func bigAccount() throws {
    let account = try Peer().first("accounts")
    #expect(account.text("name")?.contains("the big one") == true)
    #expect(account["usersCount"] == 250)
  }

  @Test("a new account answers 200, has an id and equal dates, and the whole shape")
  func create() {
    let peer = Peer()
    let answer = peer.call(
      "POST", "accounts",
      ["externalId": "x-1", "name": "Neu", "traits": ["plan": "scale", "mrr": 120, "gone": nil]])
    #expect(answer.status == 200)
    #expect(answer["id"]?.string?.isUUID == true)
    #expect(answer["createdAt"] == answer["updatedAt"])
    #expect(answer["createdAt"]?.string?.count == 24)
    #expect(answer["traits"] == ["plan": "scale", "mrr": 120])
    #expect(answer["mrr"] == 120)
    #expect(answer["keyRoles"] == [])
    #expect(answer["healthScore"] == .null)
    #expect(peer.get("accounts/x-1").json == answer.json)
  }

  @Test("missing and wrong fields are named in AJV form")
  func violations() {
    let peer = Peer()
    let answer = peer.call("POST", "accounts", ["externalId": 17, "traits": []])
    #expect(answer.status == 400)
    #expect(answer["error"]?.object?.text("message") == "validation failed")
    #expect(answer.violations == ["/externalId type", " required", "/traits type"])
    #expect(peer.call("POST", "accounts", "text").error == "The body is not a JSON object")
  }

  @Test("a taken external id is a conflict, a bad request or an update, as set")
  func duplicates() {
    let body: JSON = ["externalId": "grandmeridian-0", "name": "Again"]
    #expect(Peer().call("POST", "accounts", body).status == 409)
    #expect(Peer { $0.duplicateRule = .badRequest400 }.call("POST", "accounts", body).status == 400)
    let peer = Peer { $0.duplicateRule = .upsert }
    let answer = peer.call("POST", "accounts", body)
    #expect(answer.status == 200)
    #expect(answer["id"]?.string == peer.service.world.sample.id(.accounts, 0))
    #expect(answer["name"] == "Again")
  }

  @Test("an update keeps what it leaves out, merges traits and removes null ones")
  func update() throws {
    let peer = Peer()
    peer.call(
      "POST", "accounts",
      ["externalId": "x-1", "name": "One", "traits": ["a": 1, "b": 2, "c": ["x"]]])
    let answer = peer.call("PUT", "accounts/x-1", ["traits": ["b": nil, "c": 3, "d": "4"]])
    #expect(answer.status == 200)
    #expect(answer["name"] == "One")
    #expect(answer["traits"] == ["a": 1, "c": 3, "d": "4"])
    let updated = try #require(answer["updatedAt"]?.string)
    let created = try #require(answer["createdAt"]?.string)
    #expect(updated > created)
  }

  @Test("the external id cannot be changed, and null is no name")
  func fixedFields() {
    let peer = Peer()
    peer.call("POST", "accounts", ["externalId": "x-1", "name": "One"])
    #expect(peer.call("PUT", "accounts/x-1", ["externalId": "x-2"])["externalId"] == "x-1")
    #expect(peer.call("PUT", "accounts/x-1", ["name": nil]).violations == ["/name type"])
  }

  @Test("a number too big for a double comes back as it was sent")
  func bigNumbers() {
    let big = JSON.number("9007199254740993123456789.10")
    let body: JSON = ["externalId": "x-1", "name": "One", "traits": ["big": big]]
    #expect(Peer().call("POST", "accounts", body)["traits"] == ["big": big])
  }

  @Test("an account is attached by id, or on update by external id, and detached by null")
  func organization() throws {
    let peer = Peer()
    let organization = try peer.first("organizations")
    let id = try #require(organization.text("id"))
    let externalID = try #require(organization.text("externalId"))
    var body: JSON = ["externalId": "x-1", "name": "One", "organizationId": .string(externalID)]
    #expect(peer.call("POST", "accounts", body).status == 400)
    body = ["externalId": "x-1", "name": "One", "organizationId": .string(id)]
    #expect(peer.call("POST", "accounts", body)["organizationId"]?.string == id)
    #expect(peer.call("PUT", "accounts/x-1", ["organizationId": nil])["organizationId"] == .null)
    let attached = peer.call("PUT", "accounts/x-1", ["organizationId": .string(externalID)])
    #expect(attached["organizationId"]?.string == id)
    #expect(peer.call("PUT", "accounts/x-1", ["organizationId": "nobody"]).status == 400)
  }

  @Test("a deleted account is gone, with what belonged to it alone")
  func delete() throws {
    let peer = Peer()
    let sample = peer.service.world.sample
    let id = sample.id(.accounts, 0)
    let note = sample.id(.notes, 0)
    let answer = peer.call("DELETE", "accounts/\(id)")
    #expect(answer.status == 204 && answer.body.isEmpty)
    #expect(peer.get("accounts/\(id)").status == 404)
    #expect(peer.get("notes/\(note)").status == 404)
    #expect(!peer.get("accounts?limit=100").results.contains { $0.text("id") == id })
    #expect(peer.call("DELETE", "accounts/\(id)").status == 404)
  }

  @Test("a DELETE answers 200 with an empty object where that is set")
  func deleteAnswer() {
    let peer = Peer { $0.delete = .emptyObject200 }
    let answer = peer.call("DELETE", "accounts/grandmeridian-0")
    #expect(answer.status == 200 && answer.json == [:])
  }

  @Test("health scores come in two shapes")
  func healthScores() {
    let peer = Peer()
    let answers = (0..<20).map {
      peer.get("accounts/\(peer.service.world.sample.id(.accounts, $0))/healthScores")
    }
    #expect(answers.allSatisfy { $0.status == 200 })
    #expect(answers.contains { $0.json.array?.isEmpty == false })
    #expect(answers.contains { $0["breakdown"] != nil })
    #expect(peer.get("accounts/grandmeridian-0/healthScores").status == 200)
  }

  @Test("organizations are made, read by external id, changed and deleted")
  func organizations() {
    let peer = Peer()
    let made = peer.call("POST", "organizations", ["externalId": "o-x", "name": "Holding"])
    #expect(made.status == 200)
    #expect(peer.get("organizations/o-x").json == made.json)
    let changed = peer.call("PUT", "organizations/o-x", ["traits": ["region": "north"]])
    #expect(changed["traits"] == ["region": "north"])
    #expect(peer.call("POST", "organizations", ["externalId": "o-x", "name": "H"]).status == 409)
    #expect(peer.call("POST", "organizations", [:]).violations == [" required", " required"])
    #expect(peer.call("DELETE", "organizations/o-x").status == 204)
    #expect(peer.get("organizations/o-x").status == 404)
  }
}
