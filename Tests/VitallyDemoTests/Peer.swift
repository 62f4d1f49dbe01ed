// Talks to the service without a socket: a request in, the reply out.
// Knows nothing of what is tested.

import Foundation
import Testing

@testable import VitallyDemo

/// A service with a small sample at a fixed time, and the calls to it.
final class Peer {
  static let morning = Date(timeIntervalSince1970: 1_788_250_530)
  static let key = "Basic " + Data("sk_live_demo:".utf8).base64EncodedString()

  var service: DemoService

  init(_ change: (inout DemoOptions) -> Void = { _ in }) {
    var options = DemoOptions(accounts: 40, largeAccountUsers: 250, now: Self.morning)
    options.limitPerMinute = 1_000_000
    change(&options)
    service = DemoService(options)
  }

  struct Answer {
    var status: Int
    var json: JSON
    var headers: [String: String]
    var body: [UInt8]
    var delivery: DemoReply.Delivery
    var delay: Int

    subscript(key: String) -> JSON? { json.object?[key] }

    /// The text of the error, however it is wrapped.
    var error: String? {
      self["error"].map { $0.string ?? JSONWriter.text(of: $0) }
    }

    /// The records of a list.
    var results: [JSONObject] { (self["results"]?.array ?? []).compactMap(\.object) }

    /// `instancePath keyword` of each violation.
    var violations: [String] {
      (self["error"]?.object?["errors"]?.array ?? []).compactMap(\.object).map {
        ($0.text("instancePath") ?? "") + " " + ($0.text("keyword") ?? "")
      }
    }
  }

  /// Sends a request to a path below `/resources`, or to any path that begins with a slash.
  @discardableResult
  func call(
    _ method: String, _ path: String, _ body: JSON? = nil, key: String? = Peer.key
  ) -> Answer {
    let reply = service.reply(
      to: DemoRequest(
        method: method, target: path.hasPrefix("/") ? path : "/resources/" + path,
        authorization: key, body: body.map(JSONWriter.bytes) ?? []))
    return Answer(
      status: reply.response.status,
      json: (try? JSONReader.value(of: reply.response.body)) ?? .null,
      headers: Dictionary(reply.response.headers.map { ($0.name, $0.value) }) { $1 },
      body: reply.response.body, delivery: reply.delivery, delay: reply.delay)
  }

  func get(_ path: String) -> Answer { call("GET", path) }

  /// The first record of a list.
  func first(_ path: String) throws -> JSONObject {
    try #require(get(path).results.first)
  }

  /// The id of the first record of a list.
  func firstID(_ path: String) throws -> String {
    try #require(first(path).text("id"))
  }

  /// All pages of a list, one after another.
  func pages(_ path: String, limit: Int) -> [[JSONObject]] {
    var pages: [[JSONObject]] = []
    var cursor = ""
    repeat {
      let separator = path.contains("?") ? "&" : "?"
      let answer = get("\(path)\(separator)limit=\(limit)&from=\(Self.escaped(cursor))")
      pages.append(answer.results)
      cursor = answer["next"]?.string ?? ""
    } while !cursor.isEmpty && pages.count < 1000
    return pages
  }

  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }
}
