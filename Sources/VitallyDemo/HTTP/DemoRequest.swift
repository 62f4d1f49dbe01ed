// One parsed HTTP request. Knows nothing about what it asks for.

import Foundation

/// A request as the responder sees it.
struct DemoRequest: Sendable {
  var method: String
  /// The decoded parts of the path: `["resources", "accounts"]`.
  var segments: [String]
  /// The path and the query as they were sent.
  var path: String
  var rawQuery: String
  var query: [String: String]
  var authorization: String?
  var body: [UInt8]

  init(method: String, target: String, authorization: String? = nil, body: [UInt8] = []) {
    self.method = method
    self.authorization = authorization
    self.body = body
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(halves[0])
    rawQuery = halves.count > 1 ? String(halves[1]) : ""
    segments = path.split(separator: "/").map { Self.decoded($0) }
    query = [:]
    for pair in rawQuery.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1].replacing("+", with: " ") : ""
      query[Self.decoded(parts[0])] = Self.decoded(value[...])
    }
  }

  private static func decoded(_ text: Substring) -> String {
    String(text).removingPercentEncoding ?? String(text)
  }

  var isWrite: Bool { method != "GET" }

  /// The body as a JSON object.
  func object() throws(Refusal) -> JSONObject {
    guard let object = (try? JSONReader.value(of: body))?.object else {
      throw Refusal(400, "The body is not a JSON object")
    }
    return object
  }
}
