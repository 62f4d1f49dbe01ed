// The kinds of record in Vitally.

/// A kind of record: the nine main resources, instances of custom objects, and look-up tables.
public enum Resource: String, CaseIterable, Codable, Hashable, Sendable {
  case account
  case user
  case organization
  case note
  case task
  case conversation
  case npsResponse
  case project
  case customObject
  /// An instance of a custom object.
  case instance
  /// A member of the team that works in Vitally.
  case admin
  case projectTemplate
  case noteCategory
  case taskCategory
  case projectCategory
  /// The definition of a custom trait: its path, label and type.
  case customField
}

extension Resource {
  /// The resources with their own screen, in menu order.
  public static let browsable: [Resource] = [
    .account, .organization, .user, .note, .task, .conversation, .project, .npsResponse,
    .customObject,
  ]
}
