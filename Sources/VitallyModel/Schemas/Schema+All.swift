// The table of all schemas.

extension Schema {
  /// The schema of a resource.
  public static func of(_ resource: Resource) -> Schema {
    switch resource {
    case .account: .account
    case .user: .user
    case .organization: .organization
    case .note: .note
    case .task: .task
    case .conversation: .conversation
    case .npsResponse: .npsResponse
    case .project: .project
    case .customObject: .customObject
    case .instance: .instance
    case .admin: .admin
    case .projectTemplate: .projectTemplate
    case .noteCategory: .noteCategory
    case .taskCategory: .taskCategory
    case .projectCategory: .projectCategory
    case .customField: .customField
    }
  }
}

extension Resource {
  /// The schema of the resource.
  public var schema: Schema { Schema.of(self) }

  /// The resources whose records are all fetched, in the order of their turns.
  public static let swept: [Resource] =
    allCases
    .compactMap { resource in
      resource.schema.sweep.map { sweep in (resource: resource, turn: sweep.turn) }
    }
    .sorted { left, right in left.turn < right.turn }
    .map { $0.resource }
}
