// What the program has accepted: the durable outbox, read past the program.

import Foundation
import Testing

/// The table of changes in a program's home.
struct ChaosOutbox {
  private let path: String

  /// The outbox of the only workspace of a home that has been opened.
  init(home: String) throws {
    let state = home + "/state/vitty"
    let workspace = try #require(FileManager.default.contentsOfDirectory(atPath: state).first)
    path = "\(state)/\(workspace)/local.db"
  }

  /// All changes, oldest first.
  func changes() throws -> [ChaosChange] {
    try rows(
      """
      SELECT json_group_array(json_object('ref', ref, 'action', op, 'state', state,
        'dependsOn', depends_on, 'fields', json(fields), 'answer', json(answer)))
      FROM (SELECT * FROM change ORDER BY id)
      """)
  }

  /// The texts of all unfinished forms, by field.
  func drafts() throws -> [[String: ChaosValue]] {
    try rows("SELECT json_group_array(json(texts)) FROM draft")
  }

  private func rows<Row: Decodable>(_ query: String) throws -> [Row] {
    let result = try Shell.run(
      "/usr/bin/python3", ["-c", Self.script, path, query], environment: ["LC_ALL": "C.UTF-8"])
    return try JSONDecoder().decode([Row].self, from: Data(result.output.utf8))
  }

  private static let script = """
    import sqlite3, sys
    file = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    print(file.execute(sys.argv[2]).fetchone()[0])
    """
}

/// A change as it stands in the outbox.
struct ChaosChange: Decodable {
  private let ref: String
  private let answer: [String: ChaosValue]?
  private let dependsOn: String?
  /// `create`, `update` or `archive`.
  let action: String
  let state: String
  let fields: [String: ChaosValue]

  /// Whether the user has to look at it.
  var needsAttention: Bool { state == "refused" || state == "conflict" }

  var isCreate: Bool { action == "create" }

  /// The kind of record: `task`.
  var resource: String {
    String(ref.prefix { $0 != "/" }.trimmingPrefix("made:"))
  }

  /// What the server calls the record; nil when it has none.
  var recordID: String? {
    if let id = answer?["id"]?.text { return id }
    return isOfMadeRecord ? nil : String(ref.drop { $0 != "/" }.dropFirst())
  }

  /// Whether the server has yet to make the record.
  var isOfMadeRecord: Bool { ref.hasPrefix("made:") }

  /// Whether it is about the same record and field as another one.
  func overlaps(_ other: ChaosChange) -> Bool {
    ref == other.ref && !Set(fields.keys).isDisjoint(with: other.fields.keys)
  }

  /// Whether it makes a record without which another one can't be sent.
  func isNeeded(by other: ChaosChange) -> Bool {
    let needed = (other.dependsOn?.split(separator: "\n") ?? []).map(String.init)
    return isCreate
      && (other.isCreate ? needed : needed + [other.ref]).contains(ref)
  }
}

extension [ChaosChange] {
  /// Whether nothing is on its way or will be by itself.
  var isResting: Bool {
    allSatisfy { change in
      switch change.state {
      case "answered", "refused", "conflict", "dropped": true
      case "waiting": isBlocked(change)
      default: false
      }
    }
  }

  /// Whether a change waits for a record that the server does not want.
  func isBlocked(_ change: ChaosChange) -> Bool {
    contains { $0.isNeeded(by: change) && ($0.needsAttention || isBlocked($0)) }
  }
}

extension ChaosChange: CustomStringConvertible {
  /// The change in a line.
  var description: String { "\(action) of \(ref) to \(fields), which is \(state)," }
}

/// A value of a field, as far as it is compared.
enum ChaosValue: Decodable, Hashable {
  case text(String)
  case null
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else {
      self = (try? container.decode(String.self)).map(ChaosValue.text) ?? .other
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
}
