// One request that the server has seen. Knows nothing of its meaning.

/// A request, and the status that was answered.
public struct Hit: Sendable, Equatable {
  /// `GET`, `POST`, …
  public var method: String
  /// The path as it was sent, percent-encoded.
  public var path: String
  /// The query as it was sent, without the question mark.
  public var query: String
  /// The status of the answer; 0 when the connection was closed instead.
  public var status: Int
  /// The body of the request.
  public var body: String
  /// Whether it was carried out, whatever was answered.
  public var isApplied: Bool

  var json: JSON {
    [
      "method": .string(method), "path": .string(path), "query": .string(query),
      "status": .count(status), "body": .string(body), "isApplied": .bool(isApplied),
    ]
  }
}
