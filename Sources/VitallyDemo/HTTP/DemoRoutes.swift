// The routing table: what each method and path asks for. Knows nothing about the answers.

/// What a request below `/resources` asks for.
enum Route: Equatable {
  case list(Collection)
  case nested(Collection, in: Collection, id: String)
  case create(Collection)
  case read(Collection, id: String)
  case update(Collection, id: String)
  case delete(Collection, id: String)
  case searchUsers
  case searchAdmins
  case customFields
  case healthScores(account: String)
  case listMessages(conversation: String)
  case createMessage(conversation: String)
  case listInstances(object: String)
  case searchInstances(object: String)
  case createInstance(object: String)
  case updateInstance(object: String, id: String)
  case deleteInstance(object: String, id: String)

  /// The route of a path below `/resources`; nil when there is none.
  init?(_ method: String, _ path: [String]) {
    guard (1...4).contains(path.count) else { return nil }
    let part = { (place: Int) -> String? in place < path.count ? path[place] : nil }
    switch (method, path[0], part(1), part(2), part(3)) {
    case ("GET", "users", "search", nil, nil): self = .searchUsers
    case ("GET", "admins", "search", nil, nil): self = .searchAdmins
    case ("GET", "customFields", nil, nil, nil): self = .customFields
    case ("GET", "accounts", let id?, "healthScores", nil): self = .healthScores(account: id)
    case ("GET", "conversations", let id?, "messages", nil): self = .listMessages(conversation: id)
    case ("POST", "conversations", let id?, "messages", nil):
      self = .createMessage(conversation: id)
    case ("GET", "customObjects", let id?, "instances", "search"):
      self = .searchInstances(object: id)
    case ("GET", "customObjects", let id?, "instances", nil): self = .listInstances(object: id)
    case ("POST", "customObjects", let id?, "instances", nil): self = .createInstance(object: id)
    case ("PUT", "customObjects", let object?, "instances", let id?):
      self = .updateInstance(object: object, id: id)
    case ("DELETE", "customObjects", let object?, "instances", let id?):
      self = .deleteInstance(object: object, id: id)
    case ("GET", _, let id?, let child?, nil): self.init(parent: path[0], id: id, child: child)
    case (_, _, let id, nil, nil): self.init(method, collection: path[0], id: id)
    default: return nil
    }
  }

  private init?(parent: String, id: String, child: String) {
    guard let parent = Collection(path: parent), let child = Collection(path: child) else {
      return nil
    }
    let children: Set<Collection> = [
      .users, .notes, .tasks, .conversations, .npsResponses, .projects,
    ]
    switch parent {
    case .accounts where children.contains(child): break
    case .organizations where children.contains(child) || child == .accounts: break
    default: return nil
    }
    self = .nested(child, in: parent, id: id)
  }

  private init?(_ method: String, collection: String, id: String?) {
    guard let collection = Collection(path: collection) else { return nil }
    switch (method, id) {
    case ("GET", nil) where Self.listed.contains(collection): self = .list(collection)
    case ("POST", nil) where Self.written.contains(collection): self = .create(collection)
    case ("GET", let id?) where Self.read.contains(collection): self = .read(collection, id: id)
    case ("PUT", let id?) where Self.written.contains(collection):
      self = .update(collection, id: id)
    case ("DELETE", let id?) where Self.deleted.contains(collection):
      self = .delete(collection, id: id)
    default: return nil
    }
  }

  private static let written: Set<Collection> = [
    .accounts, .organizations, .users, .notes, .tasks, .conversations, .npsResponses, .projects,
    .customObjects,
  ]
  private static let read = written.union([.messages, .projectTemplates])
  private static let deleted = written.union([.messages]).subtracting([.customObjects])
  private static let listed = Set(Collection.allCases)
    .subtracting([.messages, .instances, .customFields])
}
