import Foundation
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

/// Reading from the demo server over real HTTP.
struct ReadingTests {
  static let listed: [(Resource, String)] = [
    (.account, "accounts"), (.organization, "organizations"), (.user, "users"),
    (.note, "notes"), (.task, "tasks"), (.conversation, "conversations"),
    (.npsResponse, "npsResponses"), (.project, "projects"), (.customObject, "customObjects"),
    (.admin, "admins"), (.projectTemplate, "projectTemplates"),
    (.noteCategory, "noteCategories"), (.taskCategory, "taskCategories"),
    (.projectCategory, "projectCategories"),
  ]

  @Test("Every variant of every sweep together yields each record once", arguments: listed)
  func sweeps(resource: Resource, collection: String) async throws {
    try await Peer.run { peer in
      for sort in [ListQuery.Sort.createdAt, .updatedAt] {
        var ids: [String] = []
        for filters in resource.schema.sweep?.variants ?? [] {
          var query = ListQuery(resource, filters: filters, sort: sort)
          repeat {
            let page = try await peer.client.page(query, urgency: .background)
            #expect(page.unreadable == 0)
            ids += page.records.compactMap(\.ref.serverID)
            query.cursor = page.next
          } while query.cursor != nil
        }
        #expect(ids.count == Set(ids).count)
        #expect(Set(ids) == Set(peer.server.ids(collection)))
      }
    }
  }

  @Test("Every list below an account or an organization is there")
  func nestedLists() async throws {
    try await Peer.run { peer in
      for (resource, collection) in [
        (Resource.account, "accounts"), (.organization, "organizations"),
      ] {
        let parent = Ref.server(resource, try peer.someID(collection))
        for link in resource.schema.links {
          let query = ListQuery(link.child, parent: parent, limit: 5)
          let page = try await peer.client.page(query, urgency: .user)
          #expect(page.records.allSatisfy { $0.resource == link.child })
          #expect(page.records.count <= 5)
        }
      }
    }
  }

  @Test("Instances are listed and found inside their custom object only")
  func instances() async throws {
    try await Peer.run { peer in
      let instance = try peer.held("instances", try peer.someID("instances"))
      let id = try #require(instance["id"]?.text)
      let parent = Ref.server(.customObject, try #require(instance["customObjectId"]?.text))
      let page = try await peer.client.page(ListQuery(.instance, parent: parent), urgency: .user)
      #expect(page.records.contains { $0.ref == .server(.instance, id) })

      peer.server.resetHits()
      let record = try await peer.client.record(.instance, id: id, parent: parent, urgency: .user)
      #expect(record.ref == .server(.instance, id))
      #expect(peer.server.hits().map(\.query) == ["id=\(id)"])

      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.record(
          .instance, id: UUID().uuidString.lowercased(), parent: parent, urgency: .user)
      }
      #expect(error.kind == .notFound)
    }
  }

  @Test("Custom fields of each model have ids, a model and a path")
  func customFields() async throws {
    try await Peer.run { peer in
      var ids: [Ref] = []
      for filters in Resource.customField.schema.sweep?.variants ?? [] {
        let query = ListQuery(.customField, filters: filters)
        let page = try await peer.client.page(query, urgency: .background)
        #expect(page.unreadable == 0)
        #expect(page.records.allSatisfy { $0["model"].text == filters["model"] })
        #expect(page.records.allSatisfy { !$0["path"].isBlank })
        ids += page.records.map(\.ref)
      }
      #expect(!ids.isEmpty)
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test(
    "A record is fetched by its id",
    arguments: listed.filter { $0.0.schema.reading == .byID })
  func record(resource: Resource, collection: String) async throws {
    try await Peer.run { peer in
      let id = try peer.someID(collection)
      let record = try await peer.client.record(resource, id: id, parent: nil, urgency: .user)
      #expect(record.ref == .server(resource, id))
      #expect(record.body == (try peer.held(collection, id)))
    }
  }

  @Test(
    "Accounts, organizations and users are fetched by an external id with anything in it",
    arguments: [
      (Resource.account, "accounts"), (.organization, "organizations"), (.user, "users"),
    ])
  func externalID(resource: Resource, collection: String) async throws {
    try await Peer.run { peer in
      peer.server.insert(collection, fields: #"{"externalId":"a/b c+d@e?#ü%","name":"Odd"}"#)
      let record = try await peer.client.record(
        resource, id: "a/b c+d@e?#ü%", parent: nil, urgency: .user)
      #expect(record.title == "Odd")
    }
  }

  @Test("Messages come with a single conversation")
  func messages() async throws {
    try await Peer.run { peer in
      let listed = try await peer.client.page(ListQuery(.conversation), urgency: .user)
      let first = try #require(listed.records.first)
      #expect(first["messages"].isNull)
      let whole = try await peer.client.record(
        .conversation, id: try #require(first.ref.serverID), parent: nil, urgency: .user)
      #expect(whole["messages"].array?.isEmpty == false)
    }
  }

  @Test("People are found by mail address, plus signs included; nobody is no error")
  func people() async throws {
    try await Peer.run { peer in
      let account = try peer.someID("accounts")
      peer.server.insert(
        "users", fields: #"{"email":"a+b@c.example","name":"Plus","accountIds":["\#(account)"]}"#)
      let users = try await peer.client.people(.user, email: "a+b@c.example", urgency: .user)
      #expect(users.map(\.title) == ["Plus"])

      let admin = try peer.held("admins", try peer.someID("admins"))
      let email = try #require(admin["email"]?.text)
      let admins = try await peer.client.people(.admin, email: email, urgency: .user)
      #expect(admins.map { $0["email"].text } == [email])

      for resource in [Resource.user, .admin] {
        #expect(
          try await peer.client.people(resource, email: "no@body.example", urgency: .user) == [])
      }
    }
  }

  @Test("Who is not there is said in one sentence")
  func notFound() async throws {
    try await Peer.run { peer in
      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.record(.account, id: "nobody", parent: nil, urgency: .user)
      }
      #expect(error.kind == .notFound)
      #expect(error.sentence == "Vitally does not have this account: it may have been deleted.")
      #expect(error.serverWords == "No account found")
      #expect(peer.server.hitCount() == 1)
    }
  }

  @Test("The budget is what the headers last said")
  func budget() async throws {
    try await Peer.run(options: ClientOptions(share: 0.5)) { peer in
      #expect(peer.client.budget == Budget(limit: 1000, remaining: nil, share: 500))
      _ = try await peer.client.page(ListQuery(.admin), urgency: .user)
      #expect(peer.client.budget?.remaining == 999)
    }
  }

  @Test("Paging stays within the limit of a slow key: the server never has to say so")
  func withinTheLimit() async throws {
    // Given a server with thirty requests a minute whose clock is the client's
    let time = JumpingTime()
    var sample = Peer.sample
    let start = sample.now
    sample.limitPerMinute = 30
    sample.clock = { start + time.now / .seconds(1) }
    try await Peer.run(sample, options: ClientOptions(share: 1), time: time) { peer in
      // When a hundred pages are fetched
      for _ in 0..<100 {
        _ = try await peer.client.page(ListQuery(.account, limit: 1), urgency: .background)
      }
      // Then nothing was refused
      #expect(peer.server.hits().map(\.status).filter { $0 != 200 } == [])
      #expect(peer.time.now >= .seconds(120))
    }
  }
}
