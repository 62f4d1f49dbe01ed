// The kinds of records on the server, named as in its paths. Knows neither routes nor rules.

/// A kind of record.
enum Collection: UInt8, CaseIterable, Sendable {
  case accounts
  case organizations
  case users
  case admins
  case notes
  case noteCategories
  case tasks
  case taskCategories
  case conversations
  case messages
  case npsResponses
  case projects
  case projectTemplates
  case projectCategories
  case customObjects
  case instances
  case customFields

  init?(path: String) {
    guard let match = Self.allCases.first(where: { $0.path == path }) else { return nil }
    self = match
  }

  /// The part of a path that names the collection.
  var path: String { "\(self)" }

  /// The word for one record: `account`.
  var noun: String {
    switch self {
    case .noteCategories, .taskCategories, .projectCategories: "category"
    default: String(path.dropLast())
    }
  }

  /// The field that, when set, makes lists leave a record out by default.
  var hidingField: String? {
    switch self {
    case .accounts: "churnedAt"
    case .notes, .tasks, .projects, .instances: "archivedAt"
    default: nil
    }
  }

  /// Whether DELETE keeps the record and only sets `archivedAt`.
  var isArchivedByDelete: Bool { hidingField == "archivedAt" }
}
