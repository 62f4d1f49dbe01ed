// Custom objects, their instances, and field definitions.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Custom objects and fields")
struct CustomObjectTests {
  let peer = Peer()
  let risks: String
  let account: String

  init() {
    risks = peer.service.world.sample.id(.customObjects, 0)
    account = peer.service.world.sample.id(.accounts, 0)
  }

  private func search(_ query: String) -> Peer.Answer {
    peer.get("customObjects/\(risks)/instances/search?\(query)")
  }

  @Test("a custom object is made, read and changed, and one of the sample has no names")
  func objects() throws {
    let made = peer.call(
      "POST", "customObjects", ["name": "deal", "label": "Deals", "writeMode": "writable"])
    let id = try #require(made["id"]?.string)
    #expect(peer.call("PUT", "customObjects/\(id)", ["label": "Big deals"])["label"] == "Big deals")
    #expect(peer.get("customObjects/\(id)")["name"] == "deal")
    #expect(peer.call("POST", "customObjects", ["name": "deal"]).violations.count == 2)
    let all = peer.get("customObjects").results
    #expect(all.contains { $0.text("name") == "" && $0["label"] == nil })
  }

  @Test("each object lists its own instances, once")
  func instances() {
    let integrations = peer.service.world.sample.id(.customObjects, 1)
    let first = peer.pages("customObjects/\(risks)/instances", limit: 5).flatMap(\.self)
    let second = peer.pages("customObjects/\(integrations)/instances", limit: 5).flatMap(\.self)
    #expect(!first.isEmpty && first.allSatisfy { $0.text("customObjectId") == risks })
    #expect(!second.isEmpty && second.allSatisfy { $0.text("customObjectId") == integrations })
    #expect(Set(first.compactMap { $0.text("id") }).count == first.count)
    #expect(first.contains { ($0["customers"]?.array?.count ?? 0) > 1 })
    #expect(first.contains { $0["descriptionBody"]?.array != nil })
  }

  @Test("an instance is made with a customer, changed, and archived")
  func writes() throws {
    let path = "customObjects/\(risks)/instances"
    #expect(peer.call("POST", path, ["name": "R"]).status == 400)
    let made = peer.call(
      "POST", path, ["name": "R", "customerId": .string(account), "traits": ["severity": "major"]])
    let id = try #require(made["id"]?.string)
    #expect(made["customObjectId"]?.string == risks)
    #expect(made["customer"]?.object?.text("id") == account)
    #expect(made["customers"]?.array?.count == 1)
    #expect(peer.call("PUT", "\(path)/\(id)", ["name": "S"])["name"] == "S")
    let other = peer.service.world.sample.id(.customObjects, 1)
    #expect(peer.call("PUT", "customObjects/\(other)/instances/\(id)", ["name": "S"]).status == 404)
    #expect(peer.call("DELETE", "\(path)/\(id)").status == 204)
    #expect(peer.get("\(path)?archived=true").results.first?.text("id") == id)
  }

  @Test("instances of a read-only object can't be made, changed or archived")
  func readOnly() throws {
    let object = peer.service.world.sample.id(.customObjects, 2)
    let path = "customObjects/\(object)/instances"
    let made = peer.call("POST", path, ["name": "R", "customerId": .string(account)])
    #expect(made.status == 403)
    #expect(made["error"]?.string == "This custom object is read only")
    #expect(peer.call("PUT", "\(path)/\(account)", ["name": "S"]).status == 403)
    #expect(peer.call("DELETE", "\(path)/\(account)").status == 403)
  }

  @Test("field definitions of a custom object are its own")
  func ownFields() {
    let integrations = peer.service.world.sample.id(.customObjects, 1)
    let path = "customFields?model=customObjects&customObjectId="
    #expect(peer.get(path + risks).json.array?.count == 2)
    #expect(peer.get(path + integrations).json == [])
  }

  @Test("a search answers a bare array for each criterion")
  func searches() throws {
    let instance = try peer.first("customObjects/\(risks)/instances")
    let id = try #require(instance.text("id"))
    let externalID = try #require(instance.text("externalId"))
    let customer = try #require(instance.text("customerId"))
    #expect(search("id=\(id)").json == [.object(instance)])
    #expect(search("externalId=\(externalID)").json == [.object(instance)])
    #expect(search("customerId=\(customer)").json.array?.contains(.object(instance)) == true)
    #expect(search("externalId=nothing").json == [])
  }

  @Test("a search by a field takes its id together with a value")
  func fieldSearch() throws {
    let fields = peer.get("customFields?model=customObjects").json.array ?? []
    let severity = fields.compactMap(\.object).first { $0.text("path") == "severity" }
    let id = try #require(severity?.text("id"))
    let found = search("customFieldId=\(id)&customFieldValue=major").json.array ?? []
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.object?["traits"]?.object?["severity"] == "major" })
  }

  @Test(
    "no criterion, two of them, a limit, or an id that is no UUID are refused",
    arguments: [
      "", "limit=5", "externalId=a&limit=5", "id=abc", "customerId=abc", "customFieldId=x",
    ])
  func refusedSearches(query: String) {
    #expect(search(query).status == 400)
  }

  @Test("field definitions are a bare array, sorted by label, by model")
  func customFields() {
    let fields = (peer.get("customFields?model=accounts").json.array ?? []).compactMap(\.object)
    let labels = fields.compactMap { $0.text("label") }
    #expect(!labels.isEmpty && labels == labels.sorted())
    #expect(fields.contains { $0.text("type") == "select" && $0["options"]?.array != nil })
    #expect(peer.get("customFields?model=planets").status == 400)
  }

  @Test("the definitions label the custom traits that accounts have")
  func labels() {
    let fields = (peer.get("customFields?model=accounts").json.array ?? []).compactMap(\.object)
    let paths = Set(fields.compactMap { $0.text("path") })
    let accounts = peer.get("accounts?limit=100").results
    let used = accounts.flatMap { $0["traits"]?.object?.keys ?? [] }
    let custom = Set(used.filter { $0.hasPrefix("vitally.custom.") })
    #expect(!custom.isEmpty && custom.isSubset(of: paths))
  }
}
