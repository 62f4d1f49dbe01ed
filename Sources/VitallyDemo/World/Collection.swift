// The kinds of record that the server holds, named as in its paths.
// Knows neither routes nor rules.

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

  /// One record of it in a sentence: `account`.
  var noun: String {
    switch self {
    case .noteCategories, .taskCategories, .projectCategories: "category"
    default: String(path.dropLast())
    }
  }

  /// The field that says, when it is set, that lists leave a record out unless asked.
  var hidingField: String? {
    switch self {
    case .accounts: "churnedAt"
    case .notes, .tasks, .projects, .instances: "archivedAt"
    default: nil
    }
  }

  /// Whether DELETE keeps the record and only sets its `archivedAt`.
  var isArchivedByDelete: Bool { hidingField == "archivedAt" }
}
