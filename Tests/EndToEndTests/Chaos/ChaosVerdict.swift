// Compares what was accepted with what the server holds.

import Foundation
import VitallyDemo

/// What is wrong after a round.
struct ChaosVerdict {
  private let changes: [ChaosChange]
  private let drafts: [[String: ChaosValue]]
  private let writes: [Write: Int]
  private let server: DemoServer

  /// A value that was written to a field of a record.
  private struct Write: Hashable {
    var record: String
    var field: String
    var value: ChaosValue
  }

  /// The fields of which each value is compared.
  private static let fields = ["name", "subject", "note", "completedAt"]

  init(_ outbox: ChaosOutbox, _ server: DemoServer) throws {
    changes = try outbox.changes()
    drafts = try outbox.drafts()
    self.server = server
    let updates = server.hits().filter { $0.method == "PUT" && $0.isApplied }
    writes = Dictionary(
      try updates.flatMap { try Self.writes($0) }.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// How many changes the user has to look at.
  var attentionCount: Int { changes.count(where: \.needsAttention) }

  /// Whether a change waits for a record that the server does not want.
  var hasBlocked: Bool { changes.contains { changes.isBlocked($0) } }

  /// The values that are nowhere: neither accepted nor in a form that is unfinished.
  func lost(_ values: [String]) -> [String] {
    let kept = changes.flatMap(\.fields.values) + drafts.flatMap(\.values)
    let texts = Set(kept.compactMap(\.text))
    return values.filter { !texts.contains($0) }
  }

  /// A sentence for everything that is not as it should be.
  var complaints: [String] {
    get throws {
      try changes.indices.flatMap { try complaints(at: $0) } + misplaced()
    }
  }

  private func complaints(at index: Int) throws -> [String] {
    let change = changes[index]
    let later = changes[(index + 1)...]
    switch (change.state, change.action) {
    case ("answered", "create"): return try creates(change, allowed: 1...1)
    case ("refused", "create"), ("conflict", "create"): return try creates(change, allowed: 0...1)
    case ("answered", _), ("refused", _), ("conflict", _): return updates(change)
    case ("dropped", _) where later.contains { $0.overlaps(change) }: return []
    case ("waiting", _) where changes.isBlocked(change): return []
    default: return ["\(change) is unfinished"]
    }
  }

  /// How many records a create has made.
  private func creates(_ change: ChaosChange, allowed: ClosedRange<Int>) throws -> [String] {
    let id = change.fields["externalId"]
    let count = try server.all(change.resource + "s").count { record in
      try Self.object(record)["externalId"] == id
    }
    return allowed.contains(count) ? [] : ["\(change) has made \(count) records"]
  }

  /// An answered update was carried out, and none twice or in spite of a refusal. Where the server
  /// has a value already, it is not sent again; clearing a field leaves nothing to tell it by.
  private func updates(_ change: ChaosChange) -> [String] {
    Self.fields.compactMap { field in
      guard let value = change.fields[field], let id = change.recordID, value != .null
      else { return nil }
      let done = writes[Write(record: id, field: field, value: value), default: 0]
      let answered = changes.count {
        $0.state == "answered" && $0.action == "update" && $0.recordID == id
          && $0.fields[field] == value
      }
      return (min(1, answered)...answered).contains(done)
        ? nil : "\(change) was carried out \(done) times"
    }
  }

  /// The fields that do not have the value that was accepted last for them.
  private func misplaced() throws -> [String] {
    var wanted: [String: [String: ChaosValue]] = [:]
    var resources: [String: String] = [:]
    for change in changes where change.state == "answered" {
      guard let id = change.recordID else { continue }
      resources[id] = change.resource
      wanted[id, default: [:]].merge(change.fields) { _, later in later }
    }
    return try wanted.flatMap { id, fields -> [String] in
      let text = server.record((resources[id] ?? "") + "s", id: id) ?? "{}"
      let record = try Self.object(text)
      return fields.filter { Self.fields.contains($0.key) && record[$0.key] != $0.value }
        .map { "\(id) should have \($0.key) \($0.value) and has \(record)" }
    }
  }

  private static func writes(_ hit: Hit) throws -> [Write] {
    let id = hit.path.split(separator: "/").last.map(String.init) ?? ""
    return try object(hit.body).map { Write(record: id, field: $0.key, value: $0.value) }
  }

  private static func object(_ text: String) throws -> [String: ChaosValue] {
    try JSONDecoder().decode([String: ChaosValue].self, from: Data(text.utf8))
  }
}
