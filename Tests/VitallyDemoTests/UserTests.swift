// Users, admins and the searches for them.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Users and admins")
struct UserTests {
  @Test("a user embeds full accounts without key roles, and has no account ids")
  func embedding() throws {
    let peer = Peer()
    let big = peer.service.world.sample.id(.accounts, 0)
    let user = try peer.first("accounts/\(big)/users")
    let account = try #require(user["accounts"]?.array?.first?.object)
    #expect(user["accountIds"] == nil)
    #expect(account.text("id") == big)
    #expect(account["traits"] != nil && account["segments"] != nil)
    #expect(account["keyRoles"] == nil)
  }

  @Test("a user needs an account or an organization")
  func owners() throws {
    let peer = Peer()
    let refused = peer.call("POST", "users", ["externalId": "u-x", "accountIds": []])
    #expect(refused.status == 400)
    #expect(refused["error"]?.string == "Either accountIds or organizationIds is required")
    let organization = try peer.firstID("organizations")
    let body: JSON = ["externalId": "u-x", "organizationIds": [.string(organization)]]
    let made = peer.call("POST", "users", body)
    #expect(made.status == 200)
    #expect(made["organizations"]?.array?.first?.object?.text("id") == organization)
    #expect(made["accounts"] == [])
  }

  @Test("account ids must be UUIDs of accounts that exist")
  func accountIDs() {
    let peer = Peer()
    let make = { (id: String) in
      peer.call("POST", "users", ["externalId": "u-x", "accountIds": [.string(id)]])
    }
    #expect(make("grandmeridian-0").error?.contains("UUID") == true)
    #expect(make(UUID().uuidString).status == 400)
    #expect(
      peer.call("POST", "users", ["externalId": "u-x", "accountIds": [1]]).violations == [
        "/accountIds/0 type"
      ])
  }

  @Test("an update adds accounts and never takes any away")
  func links() throws {
    let peer = Peer()
    let sample = peer.service.world.sample
    let first = sample.id(.accounts, 0)
    let second = sample.id(.accounts, 1)
    peer.call("POST", "users", ["externalId": "u-x", "accountIds": [.string(first)]])
    let changed = peer.call("PUT", "users/u-x", ["accountIds": [.string(second)]])
    let ids = (changed["accounts"]?.array ?? []).compactMap { $0.object?.text("id") }
    #expect(ids == [first, second])
    #expect(peer.get("accounts/\(second)/users").results.first?.text("externalId") == "u-x")
    #expect(peer.get("accounts/\(first)/users").results.first?.text("externalId") == "u-x")
  }

  @Test("a user is deleted at once, or later when a day to come is given")
  func delete() throws {
    let peer = Peer()
    let id = try peer.firstID("users")
    #expect(peer.call("DELETE", "users/\(id)?deleteOn=2030-01-01").status == 204)
    #expect(peer.get("users/\(id)").status == 200)
    #expect(peer.call("DELETE", "users/\(id)").status == 204)
    #expect(peer.get("users/\(id)").status == 404)
  }

  @Test("a search takes exactly one criterion and answers an envelope without a cursor")
  func search() throws {
    let peer = Peer()
    let answer = peer.get("users/search?externalId=u-4")
    #expect(answer.json.object?.keys == ["results"])
    #expect(answer.results.map { $0.text("externalId") } == ["u-4"])
    #expect(peer.get("users/search?externalId=nobody")["results"] == [])
    #expect(peer.get("users/search").status == 400)
    #expect(peer.get("users/search?externalId=u-4&email=x").status == 400)
  }

  @Test("an address with a plus sign is found only when the sign is escaped")
  func plusAddress() throws {
    let peer = Peer()
    let user = try #require(
      peer.pages("users", limit: 100).joined().first { $0.text("email")?.contains("+") == true })
    let email = try #require(user.text("email"))
    #expect(
      peer.get("users/search?email=\(Peer.escaped(email))").results.first?["id"] == user["id"])
    #expect(peer.get("users/search?email=\(email)")["results"] == [])
  }

  @Test("a mail domain finds the people of its account and new ones")
  func domains() throws {
    let peer = Peer()
    let account = peer.service.world.sample.id(.accounts, 12)
    let domain = peer.service.world.sample.domain(ofAccount: 12)
    let before = peer.get("users/search?emailSubdomain=\(domain)").results.count
    let body: JSON = [
      "externalId": "u-x", "email": .string("new@\(domain)"), "accountIds": [.string(account)],
    ]
    peer.call("POST", "users", body)
    #expect(before > 0)
    #expect(peer.get("users/search?emailSubdomain=\(domain)").results.count == before + 1)
    #expect(peer.get("users/search?email=new@\(domain)").results.count == 1)
  }

  @Test("admins are one short list without a cursor")
  func admins() {
    let answer = Peer().get("admins")
    #expect(answer.json.object?.keys == ["results"])
    #expect(answer.results.first { $0.text("email") == "demo@vitty.example" } != nil)
  }

  @Test("the search for an admin answers one object, or not found")
  func adminSearch() {
    let peer = Peer()
    let answer = peer.get("admins/search?email=demo@vitty.example")
    #expect(answer.json.object?.keys == ["id", "name", "email", "licenseStatus"])
    #expect(peer.get("admins/search?email=nobody@vitty.example").status == 404)
    #expect(peer.get("admins/search").status == 400)
  }
}
