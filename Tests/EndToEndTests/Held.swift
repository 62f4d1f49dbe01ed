// What the server holds, and what it was asked for. Knows nothing of the program.

import Foundation
import Testing
import VitallyDemo

extension World {
  /// Fields of a record as the server holds it, as JSON in the order of their names.
  func held(_ collection: String, _ id: String, _ fields: String...) throws -> String {
    let record = try record(collection, id)
    return Self.json(record.filter { fields.contains($0.key) })
  }

  /// Waits until the server holds a record with these fields, which are written as `held` gives them.
  func waitUntil(
    _ collection: String, _ id: String, holds expected: String, screen: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let fields = try #require(Self.fields(expected)).keys
    func held() throws -> String {
      Self.json(try record(collection, id).filter { fields.contains($0.key) })
    }
    try eventually(
      "\(collection) with \(expected)",
      screen: "\(screen())\nOn the server: \((try? held()) ?? "nothing")",
      sourceLocation: sourceLocation
    ) { try held() == expected }
  }

  /// Waits until there is a record more than there was, and gives its id. There must not be two.
  func waitForNew(
    _ collection: String, since known: Set<String>, screen: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    try eventually("a new one of \(collection)", screen: screen(), sourceLocation: sourceLocation) {
      server.count(collection) > known.count
    }
    let made = Set(server.ids(collection)).subtracting(known)
    #expect(made.count == 1, sourceLocation: sourceLocation)
    return try #require(made.first, sourceLocation: sourceLocation)
  }

  /// All records of a collection by now.
  func known(_ collection: String) -> Set<String> { Set(server.ids(collection)) }

  /// The bodies of all requests so far with this method and path, as JSON in the order of the names.
  func bodies(_ pattern: String) -> [String] {
    let hits = server.hits().filter { "\($0.method) \($0.path)".hasPrefix(pattern) }
    return hits.compactMap { Self.fields($0.body).map(Self.json) }
  }

  /// JSON in the order of the names, without slashes escaped.
  static func json(_ value: Any) -> String {
    let options: JSONSerialization.WritingOptions = [
      .sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes,
    ]
    let data = try? JSONSerialization.data(withJSONObject: value, options: options)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  static func fields(_ text: String) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
  }
}

extension World {
  /// The ids of the records that are embedded in a record under a name, in order.
  func links(_ collection: String, _ id: String, _ name: String) throws -> [String] {
    let linked = try #require(record(collection, id)[name] as? [[String: Any]])
    return linked.compactMap { $0["id"] as? String }.sorted()
  }
}
