// Pages, orders and filters of lists.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Lists")
struct ListTests {
  static let lists = [
    "accounts?status=activeOrChurned", "organizations", "users", "notes", "notes?archived=true",
    "tasks", "conversations", "npsResponses", "projects", "projects?archived=true",
    "noteCategories", "taskCategories", "projectCategories", "projectTemplates", "customObjects",
  ]

  @Test(
    "paging yields every record once, newest first", arguments: lists, ["createdAt", "updatedAt"])
  func paging(path: String, order: String) {
    let peer = Peer()
    let separator = path.contains("?") ? "&" : "?"
    let whole = peer.pages(path + "\(separator)sortBy=\(order)", limit: 100).flatMap(\.self)
    let small = peer.pages(path + "\(separator)sortBy=\(order)", limit: 7).flatMap(\.self)
    let ids = small.compactMap { $0.text("id") }
    let moments = small.compactMap { $0.text(order) }
    #expect(!ids.isEmpty)
    #expect(ids == whole.compactMap { $0.text("id") })
    #expect(Set(ids).count == ids.count)
    #expect(moments == moments.sorted(by: >))
    #expect(moments.count == ids.count)
  }

  @Test("all pages together hold what the sample holds")
  func completeness() {
    let peer = Peer()
    let ids = peer.pages("users", limit: 100).flatMap(\.self).compactMap { $0.text("id") }
    #expect(ids.count == peer.service.world.sample.count(.users))
    #expect(Set(ids) == Set(peer.service.world.ids(.users)))
  }

  @Test("the last page has a null cursor and says that it is the end")
  func lastPage() {
    let peer = Peer()
    let first = peer.get("accounts?limit=20")
    #expect(first["atEnd"] == false)
    #expect(first["next"]?.string != nil)
    let answer = peer.get("noteCategories")
    #expect(answer["atEnd"] == true)
    #expect(answer["next"] == .null)
  }

  @Test("an empty workspace answers empty lists")
  func emptyWorkspace() {
    let peer = Peer { $0.accounts = 0 }
    for path in ["accounts", "users", "organizations", "notes", "tasks", "projects"] {
      let answer = peer.get(path)
      #expect(answer.status == 200)
      #expect(answer["results"] == [])
      #expect(answer["next"] == .null)
    }
  }

  @Test("a limit outside of 1 to 100 is taken as the nearest allowed one")
  func clampedLimit() {
    let peer = Peer()
    #expect(peer.get("users?limit=500").results.count == 100)
    #expect(peer.get("users?limit=0").results.count == 1)
    #expect(peer.get("users?limit=-5").results.count == 1)
    #expect(peer.get("users").results.count == 100)
  }

  @Test("or it is refused, where that is set")
  func refusedLimit() {
    let peer = Peer { $0.limitRule = .refuse }
    #expect(peer.get("users?limit=101").status == 400)
    #expect(peer.get("users?limit=0").status == 400)
    #expect(peer.get("users?limit=100").status == 200)
  }

  @Test(
    "nonsense in the query is refused",
    arguments: ["limit=ten", "sortBy=name", "from=%21%21", "from=e30%3D", "status=gone"])
  func nonsense(query: String) {
    #expect(Peer().get("accounts?\(query)").status == 400)
  }

  @Test("an empty cursor means the first page, an unknown parameter nothing")
  func ignored() {
    let peer = Peer()
    #expect(peer.get("accounts?from=&colour=red").json == peer.get("accounts").json)
  }

  @Test("a changed record moves to the front, a new one too, and none is lost")
  func changes() throws {
    let peer = Peer()
    let before = peer.pages("accounts", limit: 100).flatMap(\.self).compactMap { $0.text("id") }
    let old = try #require(before.last)

    // When the last account is changed and another one is made
    peer.call("PUT", "accounts/\(old)", ["name": "Changed"])
    let made = try #require(
      peer.call("POST", "accounts", ["externalId": "new-1", "name": "New"])["id"]?.string)

    // Then both lead the list, and small pages still show each account once
    let after = peer.pages("accounts", limit: 3).flatMap(\.self).compactMap { $0.text("id") }
    #expect(after.prefix(2) == [made, old])
    #expect(after.sorted() == (before + [made]).sorted())
  }

  @Test("the account list hides churned accounts unless asked")
  func churned() {
    let peer = Peer()
    let active = peer.get("accounts?limit=100").results
    let churned = peer.get("accounts?limit=100&status=churned").results
    let all = peer.get("accounts?limit=100&status=activeOrChurned").results
    #expect(active.allSatisfy { $0["churnedAt"] == .null })
    #expect(!churned.isEmpty && churned.allSatisfy { $0["churnedAt"] != .null })
    #expect(all.count == active.count + churned.count)
    #expect(
      peer.get("accounts?limit=100&status=active").json == peer.get("accounts?limit=100").json)
  }

  @Test("lists without `archived` show live records, or all of them where that is set")
  func archived() {
    let peer = Peer()
    let live = peer.pages("tasks?archived=false", limit: 100).joined().count
    let hidden = peer.pages("tasks?archived=true", limit: 100).joined().count
    #expect(live > 0 && hidden > 0)
    #expect(peer.pages("tasks", limit: 100).joined().count == live)
    let other = Peer { $0.archivedLeftOut = .all }
    #expect(other.pages("tasks", limit: 100).joined().count == live + hidden)
  }

  @Test("notes are filtered by source, in any case; templates by category")
  func filters() throws {
    let peer = Peer()
    let notes = peer.get("notes?source=HubSpot").results
    #expect(!notes.isEmpty && notes.allSatisfy { $0.text("source") == "hubspot" })
    let category = try #require(try peer.first("projectTemplates").text("projectCategoryId"))
    let templates = peer.get("projectTemplates?categoryId=\(category)").results
    #expect(!templates.isEmpty && templates.count < peer.get("projectTemplates").results.count)
  }

  @Test(
    "nested lists show the records of one account",
    arguments: ["users", "notes", "tasks", "conversations", "npsResponses", "projects"])
  func nestedOfAccount(child: String) throws {
    let peer = Peer()
    let big = peer.service.world.sample.id(.accounts, 0)
    let pages = peer.pages("accounts/\(big)/\(child)", limit: 9)
    let records = pages.flatMap(\.self)
    let ids = records.compactMap { $0.text("id") }
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
    if child == "users" { #expect(ids.count == 250) }
    for record in records where record["accountId"] != nil {
      #expect(record.text("accountId") == big)
    }
  }

  @Test("nested lists of an organization show its own records and those of its accounts")
  func nestedOfOrganization() throws {
    let peer = Peer()
    let id = peer.service.world.sample.id(.organizations, 0)
    let accounts = peer.get("organizations/\(id)/accounts").results
    #expect(!accounts.isEmpty && accounts.allSatisfy { $0.text("organizationId") == id })
    let users = peer.pages("organizations/\(id)/users", limit: 100).joined().count
    #expect(users > 250)
    for child in ["notes", "tasks", "conversations", "npsResponses", "projects"] {
      #expect(peer.get("organizations/\(id)/\(child)").status == 200)
    }
  }

  @Test("the parent of a nested list is named by a Vitally id that exists")
  func nestedParent() {
    let peer = Peer()
    #expect(peer.get("accounts/grandmeridian-0/users").status == 400)
    #expect(peer.get("accounts/\(UUID().uuidString)/users").status == 404)
  }

  @Test("an account that changes its organization changes lists too")
  func movedAccount() throws {
    let peer = Peer()
    let sample = peer.service.world.sample
    let account = sample.id(.accounts, 0)
    let other = sample.id(.organizations, 1)
    peer.call("PUT", "accounts/\(account)", ["organizationId": .string(other)])
    let old = peer.get("organizations/\(sample.id(.organizations, 0))/accounts").results
    let new = peer.get("organizations/\(other)/accounts").results
    #expect(!old.contains { $0.text("id") == account })
    #expect(new.first?.text("id") == account)
    #expect(peer.pages("organizations/\(other)/users", limit: 100).joined().count >= 250)
  }
}
