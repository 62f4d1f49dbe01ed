// One request that the server has received. Knows nothing about its meaning.

/// A request and the status of its response.
public struct Hit: Sendable, Equatable {
  /// `GET`, `POST`, …
  public var method: String
  /// The path as it was sent, percent-encoded.
  public var path: String
  /// The query as it was sent, without the question mark.
  public var query: String
  /// The status of the response; 0 when the connection was closed instead.
  public var status: Int
  /// The body of the request.
  public var body: String
  /// Whether it was carried out, whatever the response was.
  public var isApplied: Bool

  var json: JSON {
    [
      "method": .string(method), "path": .string(path), "query": .string(query),
      "status": .count(status), "body": .string(body), "isApplied": .bool(isApplied),
    ]
  }
}
