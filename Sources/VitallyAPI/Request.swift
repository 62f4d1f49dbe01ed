// One request to Vitally, before server, key and headers are added.

import NIOHTTP1
import VitallyModel

/// What is asked of the server.
struct Request: Equatable, Sendable {
  /// One part of the query.
  struct Parameter: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// The HTTP method.
  var method: HTTPMethod
  /// The steps of the path below `/resources`, not yet encoded.
  var path: [String]
  /// The query, not yet encoded.
  var query: [Parameter] = []
  /// The JSON to send.
  var body: JSONObject?
  /// The kind of the one record that it is about, for words: of a nested list, its parent.
  var resource: Resource

  /// Whether the server may change something.
  var isWrite: Bool { method != .GET }

  /// Path and query as they stand in a URL. Everything but plain letters, digits and `-._~` is
  /// encoded: cursors and mail addresses are full of `+`, `/` and `=`.
  var target: String {
    query.isEmpty
      ? plainTarget
      : plainTarget + "?"
        + query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        .joined(separator: "&")
  }

  /// The path alone, as logs may show it: queries hold mail addresses.
  var plainTarget: String {
    "/resources" + path.map { "/" + $0.percentEncoded }.joined()
  }
}
