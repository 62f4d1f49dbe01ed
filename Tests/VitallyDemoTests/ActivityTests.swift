// Notes, tasks and projects: what is embedded, written, archived, and found by source.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Notes, tasks and projects")
struct ActivityTests {
  let peer = Peer()
  let account: String
  let admin: String

  init() {
    account = peer.service.world.sample.id(.accounts, 0)
    admin = peer.service.world.sample.id(.admins, 0)
  }

  private func makeNote(_ extra: JSONObject = [:]) -> Peer.Answer {
    var body: JSONObject = [
      "note": "<p>Text</p>", "noteDate": "2026-09-01T08:00:00Z", "accountId": .string(account),
    ]
    body.merge(extra)
    return peer.call("POST", "notes", .object(body))
  }

  private func makeTask(_ extra: JSONObject = [:]) -> Peer.Answer {
    var body: JSONObject = ["name": "Call", "accountId": .string(account)]
    body.merge(extra)
    return peer.call("POST", "tasks", .object(body))
  }

  @Test("a note embeds its account without key roles and segments, its author and category")
  func noteEmbeds() throws {
    let category = try peer.firstID("noteCategories")
    let note = makeNote(["authorId": .string(admin), "categoryId": .string(category)])
    let parent = try #require(note["account"]?.object)
    #expect(note.status == 200)
    #expect(parent.text("id") == account)
    #expect(parent["keyRoles"] == nil && parent["segments"] == nil && parent["traits"] != nil)
    #expect(note["author"]?.object?.text("email") == "demo@vitty.example")
    #expect(note["category"]?.object?.text("id") == category)
    #expect(note["organization"] == .null)
    #expect(note["noteDate"] == "2026-09-01T08:00:00.000Z")
    #expect(peer.get("accounts/\(account)/notes").results.first?["id"] == note["id"])
  }

  @Test("a note or task needs a parent that exists")
  func parents() {
    let note: JSON = ["note": "x", "noteDate": "2026-09-01T08:00:00Z"]
    #expect(peer.call("POST", "notes", note)["error"]?.string?.contains("accountId") == true)
    #expect(
      peer.call("POST", "tasks", ["name": "x"])["error"]?.string?.contains("accountId") == true)
    #expect(makeTask(["accountId": "not-a-uuid"]).error?.contains("UUID") == true)
    #expect(makeTask(["accountId": .string(UUID().uuidString)]).status == 400)
  }

  @Test("wrong fields of a note are all named")
  func noteViolations() {
    let answer = peer.call(
      "POST", "notes",
      ["subject": 1, "noteDate": "yesterday", "tags": ["a", 2], "accountId": .string(account)])
    #expect(
      answer.violations == ["/subject type", " required", "/noteDate format", "/tags/1 type"])
  }

  @Test("tags outside the allow-list are stripped on create and on update")
  func stripped() throws {
    let html = "<h1>Big</h1><p style=\"x\">a <b>b</b></p><script>bad()</script>"
    let note = makeNote(["note": .string(html)])
    #expect(note["note"] == "Big<p>a <b>b</b></p>")
    let id = try #require(note["id"]?.string)
    let changed = peer.call("PUT", "notes/\(id)", ["note": "<table><tr><td>x</td></tr></table>"])
    #expect(changed["note"] == "x")
    #expect(makeTask(["description": "<span>y</span>"])["description"] == "y")
  }

  @Test("an update without tags clears them, unless the server keeps them")
  func tags() throws {
    let id = try #require(makeTask(["tags": ["a", "b"]])["id"]?.string)
    #expect(peer.call("PUT", "tasks/\(id)", ["tags": ["c"], "name": "N"])["tags"] == ["c"])
    #expect(peer.call("PUT", "tasks/\(id)", ["name": "M"])["tags"] == [])
    peer.service.world = Peer { $0.tagsLeftOut = .kept }.service.world
    let note = try #require(makeNote(["tags": ["a"]])["id"]?.string)
    #expect(peer.call("PUT", "notes/\(note)", ["subject": "S"])["tags"] == ["a"])
  }

  @Test("a second POST with the same external id updates a note or task")
  func upserts() {
    let first = makeTask(["externalId": "t-1"])
    let second = makeTask(["externalId": "t-1", "name": "Other"])
    #expect(second.status == 200 && second["id"] == first["id"] && second["name"] == "Other")
    #expect(makeNote(["externalId": "n-1"])["id"] == makeNote(["externalId": "n-1"])["id"])
  }

  @Test("a task is completed, reopened and loses its day by null; days are cut to days")
  func completion() throws {
    let task = makeTask(["dueDate": "2026-09-30T12:00:00.000Z", "assignedToId": .string(admin)])
    let id = try #require(task["id"]?.string)
    #expect(task["dueDate"] == "2026-09-30")
    #expect(task["assignedTo"]?.object?.text("name") == "Robin Ashgrove")
    let done = peer.call(
      "PUT", "tasks/\(id)",
      ["completedAt": "2026-09-02T10:00:00Z", "completedById": .string(admin)])
    #expect(done["completedBy"]?.object?.text("id") == admin)
    let open = peer.call(
      "PUT", "tasks/\(id)", ["completedAt": nil, "dueDate": nil, "assignedToId": nil])
    #expect(open["completedAt"] == .null && open["dueDate"] == .null)
    #expect(open["assignedTo"] == .null)
    #expect(
      peer.call("PUT", "tasks/\(id)", ["dueDate": "2026-02-30"]).violations == ["/dueDate format"])
  }

  @Test("a deleted note, task or project is archived", arguments: ["notes", "tasks", "projects"])
  func archived(path: String) throws {
    let id = try peer.firstID(path)
    #expect(peer.call("DELETE", "\(path)/\(id)").status == 204)
    #expect(peer.get("\(path)/\(id)")["archivedAt"]?.string != nil)
    #expect(!peer.pages(path, limit: 100).joined().contains { $0.text("id") == id })
    #expect(peer.get("\(path)?archived=true").results.first?.text("id") == id)
  }

  @Test(
    "notes and tasks are named by UUID, or by external id with a source",
    arguments: ["notes", "tasks"])
  func sources(path: String) throws {
    let record = try #require(
      peer.pages(path, limit: 100).joined()
        .first { $0.text("source") != nil && $0.text("externalId") != nil })
    let externalID = try #require(record.text("externalId"))
    let source = try #require(record.text("source")).uppercased()
    #expect(peer.get("\(path)/\(externalID)").status == 400)
    #expect(peer.get("\(path)/\(externalID)").error?.contains("UUID") == true)
    #expect(peer.get("\(path)/\(externalID)?source=\(source)")["id"] == record["id"])
    #expect(peer.get("\(path)/\(externalID)?source=zendesk").status == 404)
    #expect(
      peer.call("PUT", "\(path)/\(externalID)?source=\(source)", ["tags": ["x"]]).status == 200)
    #expect(peer.call("DELETE", "\(path)/\(externalID)?source=\(source)").status == 400)
    #expect(peer.get("\(path)/\(UUID().uuidString)").status == 404)
  }

  @Test("a project takes its name and category from its template")
  func projects() throws {
    let template = try peer.first("projectTemplates")
    let id = try #require(template.text("id"))
    let made = peer.call(
      "POST", "projects", ["templateId": .string(id), "accountId": .string(account)])
    #expect(made.status == 200)
    #expect(made["name"] == template["projectName"])
    #expect(made["projectCategoryId"] == template["projectCategoryId"])
    let named = peer.call(
      "POST", "projects",
      [
        "templateId": .string(id), "customerId": .string(account), "name": "Own",
        "targetStartDate": "2026-10-01",
      ])
    #expect(named["name"] == "Own" && named["accountId"]?.string == account)
    let project = try #require(named["id"]?.string)
    #expect(peer.call("PUT", "projects/\(project)", ["name": "New"])["name"] == "New")
    #expect(peer.get("projectTemplates/\(id)").json == .object(template))
  }

  @Test("a project needs a template and exactly one parent")
  func projectRules() throws {
    let template = JSON.string(try peer.firstID("projectTemplates"))
    let organization = JSON.string(try peer.firstID("organizations"))
    #expect(
      peer.call("POST", "projects", ["accountId": .string(account)]).violations == [" required"])
    #expect(peer.call("POST", "projects", ["templateId": template]).status == 400)
    let both: JSON = [
      "templateId": template, "accountId": .string(account), "organizationId": organization,
    ]
    #expect(peer.call("POST", "projects", both)["error"]?.string != nil)
    let unknown: JSON = ["templateId": .string(UUID().uuidString), "accountId": .string(account)]
    #expect(peer.call("POST", "projects", unknown).status == 400)
  }
}
