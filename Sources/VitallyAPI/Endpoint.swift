// The wire map: where each resource lives and what can be done to it there. Paths below a parent
// come from the links of the parent's schema.

import VitallyModel

/// The place of a resource on the wire.
struct Endpoint: Hashable, Sendable {
  /// The path of its list below `/resources`.
  var path: String
  /// Whether lists exist only below a parent.
  var isNested = false
  /// The writes that vitty may send. A DELETE is listed only where it archives: on accounts,
  /// organizations, users and conversations it destroys.
  var writes: Set<Write.Action> = []
  /// Whether people are found here by mail address.
  var findsPeople = false

  /// The row of a resource.
  static func of(_ resource: Resource) -> Endpoint {
    switch resource {
    case .account: Endpoint(path: "accounts", writes: [.create, .update])
    case .user: Endpoint(path: "users", writes: [.create, .update], findsPeople: true)
    case .organization: Endpoint(path: "organizations", writes: [.create, .update])
    case .note: Endpoint(path: "notes", writes: [.create, .update, .archive])
    case .task: Endpoint(path: "tasks", writes: [.create, .update, .archive])
    case .conversation: Endpoint(path: "conversations", writes: [.create, .update])
    case .npsResponse: Endpoint(path: "npsResponses", writes: [.create, .update])
    case .project: Endpoint(path: "projects", writes: [.create, .update, .archive])
    case .customObject: Endpoint(path: "customObjects")
    case .instance: Endpoint(path: "instances", isNested: true)
    case .admin: Endpoint(path: "admins", findsPeople: true)
    case .projectTemplate: Endpoint(path: "projectTemplates")
    case .noteCategory: Endpoint(path: "noteCategories")
    case .taskCategory: Endpoint(path: "taskCategories")
    case .projectCategory: Endpoint(path: "projectCategories")
    case .customField: Endpoint(path: "customFields")
    }
  }
}
