// The server over real HTTP: connections, deliveries, and the paths that steer it.

import Foundation
import FoundationNetworking
import Testing

@testable import VitallyDemo

@Suite("Server")
struct ServerTests {
  let server: DemoServer

  init() throws {
    var options = DemoOptions(accounts: 20, largeAccountUsers: 30, now: Peer.morning)
    options.limitPerMinute = 100_000
    server = try DemoServer.start(options)
  }

  private func call(
    _ method: String, _ path: String, _ body: String? = nil, key: String? = Peer.key
  ) async throws -> (status: Int, json: Any?, headers: HTTPURLResponse) {
    var request = URLRequest(url: try #require(URL(string: server.baseURL + path)))
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    request.setValue(key, forHTTPHeaderField: "Authorization")
    let session = URLSession(configuration: .ephemeral)
    defer { session.finishTasksAndInvalidate() }
    let (data, response) = try await session.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    let json = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    return (http.statusCode, json, http)
  }

  @Test("a list comes over the wire as JSON that others can read")
  func list() async throws {
    let answer = try await call("GET", "/resources/accounts?limit=3")
    let page = try #require(answer.json as? [String: Any])
    #expect(answer.status == 200)
    #expect((page["results"] as? [[String: Any]])?.count == 3)
    #expect(page["atEnd"] as? Bool == false)
    #expect(
      answer.headers.value(forHTTPHeaderField: "RateLimit-Limit") == "100000, 100000;window=60")
    #expect(
      answer.headers.value(forHTTPHeaderField: "Content-Type")?.hasPrefix("application/json")
        == true)
  }

  @Test("every record of the sample is JSON that others can read")
  func allReadable() throws {
    for collection in Collection.allCases where collection != .messages {
      let texts = server.all(collection.path)
      #expect(!texts.isEmpty && texts.count == server.count(collection.path))
      for text in texts {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
      }
    }
  }

  @Test("a write is seen by the server's own look-up, and hits tell of it")
  func write() async throws {
    server.resetHits()
    let body = #"{"externalId":"x-1","name":"Ünï 🎈"}"#
    let answer = try await call("POST", "/resources/accounts", body)
    let id = try #require((answer.json as? [String: Any])?["id"] as? String)
    #expect(server.record("accounts", id: id)?.contains("Ünï 🎈") == true)
    #expect(
      server.hits() == [
        Hit(
          method: "POST", path: "/resources/accounts", query: "", status: 200, body: body,
          isApplied: true)
      ])
    #expect(server.hitCount(of: "POST /resources/accounts") == 1)
    #expect(server.hitCount(of: "GET /resources/accounts") == 0)
  }

  @Test("a DELETE has no body and leaves the connection usable")
  func delete() async throws {
    let id = try #require(server.ids("notes").first)
    let answer = try await call("DELETE", "/resources/notes/\(id)")
    #expect(answer.status == 204 && answer.json == nil)
    #expect(try await call("GET", "/resources/notes/\(id)").status == 200)
  }

  @Test(
    "a dropped connection is an error for the client",
    arguments: [Scenario.Fault.dropBeforeApplying, .dropAfterApplying, .halfBody])
  func drops(fault: Scenario.Fault) async throws {
    server.set(.fail(fault, matching: "PUT"))
    await #expect(throws: URLError.self) {
      try await call("PUT", "/resources/accounts/grandmeridian-0", #"{"name":"X"}"#)
    }
    server.clearScenarios()
    #expect(try await call("GET", "/resources/accounts?limit=1").status == 200)
  }

  @Test("a slow answer is the right one")
  func slow() async throws {
    server.set(.fail(.slow(milliseconds: 20), times: 1))
    #expect(try await call("GET", "/resources/accounts?limit=1").status == 200)
  }

  @Test("several requests on one connection are answered in order")
  func keepAlive() async throws {
    let session = URLSession(configuration: .ephemeral)
    defer { session.finishTasksAndInvalidate() }
    server.resetHits()
    for number in 0..<20 {
      var request = URLRequest(
        url: try #require(URL(string: "\(server.baseURL)/resources/users/u-\(number)")))
      request.setValue(Peer.key, forHTTPHeaderField: "Authorization")
      let (data, _) = try await session.data(for: request)
      let user = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      #expect(user?["externalId"] as? String == "u-\(number)")
    }
    #expect(server.hitCount() == 20)
  }

  @Test("somebody else changes, adds and removes records meanwhile")
  func meanwhile() throws {
    let id = try #require(server.ids("accounts").first)
    #expect(
      server.edit("accounts", id: id, fields: #"{"name":"Theirs"}"#)?.contains("Theirs") == true)
    let before = server.count("tasks")
    #expect(server.insert("tasks", fields: #"{"name":"Theirs","accountId":"\#(id)"}"#) != nil)
    #expect(server.count("tasks") == before + 1)
    #expect(server.remove("accounts", id: id))
    #expect(server.record("accounts", id: id) == nil)
    #expect(server.record("planets", id: id) == nil)
    #expect(server.edit("accounts", id: id, fields: "{}") == nil)
    #expect(server.insert("accounts", fields: "not JSON") == nil)
  }

  @Test("the same is done over HTTP, without a key and without a hit")
  func control() async throws {
    server.resetHits()
    let ids = try await call("GET", "/demo/ids/accounts", key: nil).json as? [String]
    let id = try #require(ids?.first)
    let edited = try await call(
      "PUT", "/demo/records/accounts/\(id)", #"{"name":"Theirs"}"#, key: nil)
    let read = try await call("GET", "/demo/records/accounts/\(id)", key: nil)
    let made = try await call(
      "POST", "/demo/records/notes", #"{"accountId":"\#(id)","note":"x"}"#, key: nil)
    #expect(edited.status == 200)
    #expect((read.json as? [String: Any])?["name"] as? String == "Theirs")
    #expect((made.json as? [String: Any])?["id"] as? String != nil)
    #expect(try await call("DELETE", "/demo/records/accounts/\(id)", key: nil).status == 200)
    #expect(try await call("GET", "/demo/records/accounts/\(id)", key: nil).status == 404)
    #expect(try await call("GET", "/demo/records/planets/\(id)", key: nil).status == 404)
    #expect(try await call("GET", "/demo/nothing", key: nil).status == 404)
    #expect(server.hits().isEmpty)
  }

  @Test("scenarios are set and cleared, and hits read and forgotten, over HTTP")
  func controlScenarios() async throws {
    let scenario =
      #"{"fault":"status","status":429,"retryAfter":"2","matching":"GET /resources","times":1}"#
    #expect(try await call("POST", "/demo/scenario", scenario, key: nil).status == 200)
    let limited = try await call("GET", "/resources/accounts")
    #expect(limited.status == 429)
    #expect(limited.headers.value(forHTTPHeaderField: "Retry-After") == "2")
    #expect(
      try await call("POST", "/demo/scenario", #"{"fault":"html502"}"#, key: nil).status == 200)
    #expect(try await call("GET", "/resources/accounts").status == 502)
    #expect(try await call("DELETE", "/demo/scenario", key: nil).status == 200)
    #expect(try await call("GET", "/resources/accounts?limit=1").status == 200)
    #expect(
      try await call("POST", "/demo/scenario", #"{"fault":"dragon"}"#, key: nil).status == 400)
    let hits = try await call("GET", "/demo/hits", key: nil).json as? [[String: Any]]
    #expect(hits?.compactMap { $0["status"] as? Int } == [429, 502, 200])
    #expect(try await call("POST", "/demo/hits/reset", key: nil).status == 200)
    #expect(server.hits().isEmpty)
  }

  @Test("a stopped server answers no more, its port is free, and a taken port is an error")
  func stop() async throws {
    var options = DemoOptions(accounts: 1)
    options.port = server.port
    #expect(throws: (any Error).self) { try DemoServer.start(options) }
    server.stop()
    await #expect(throws: URLError.self) { try await call("GET", "/resources/accounts") }
    let other = try DemoServer.start(options)
    #expect(other.port == server.port)
    other.stop()
  }
}
