// One request to Vitally, without server, key and headers.

import NIOHTTP1
import VitallyModel

/// A request to the server.
struct Request: Equatable, Sendable {
  /// One parameter of the query.
  struct Parameter: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// The HTTP method.
  var method: HTTPMethod
  /// The components of the path below `/resources`, not yet encoded.
  var path: [String]
  /// The query, not yet encoded.
  var query: [Parameter] = []
  /// The JSON to send.
  var body: JSONObject?
  /// The resource of the single record that the request is about, for messages; for a nested list,
  /// its parent's.
  var resource: Resource
  /// The resource of the record that is missing if the server finds none; nil for the same.
  var missing: Resource?

  /// Whether the server may change something.
  var isWrite: Bool { method != .GET }

  /// Path and query as in a URL. Everything but plain letters, digits and `-._~` is encoded:
  /// cursors and email addresses are full of `+`, `/` and `=`.
  var target: String {
    query.isEmpty
      ? plainTarget
      : plainTarget + "?"
        + query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        .joined(separator: "&")
  }

  /// The path alone, for logs: queries contain email addresses.
  var plainTarget: String {
    "/resources" + path.map { "/" + $0.percentEncoded }.joined()
  }
}
