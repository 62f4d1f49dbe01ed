// Answers the requests below `/resources`, as a function of the request, the world and the time.
// Knows nothing about sockets, keys, limits or scenarios.

/// Carries out one request.
struct DemoResponder {
  private let request: DemoRequest
  private let now: Moment

  /// The response to a request; its effects are made in `world`.
  static func respond(
    to request: DemoRequest, in world: inout DemoWorld, at now: Moment
  ) -> DemoResponse {
    guard request.segments.first == "resources",
      let route = Route(request.method, Array(request.segments.dropFirst()))
    else { return .notFound }
    do throws(Refusal) {
      return try DemoResponder(request: request, now: now).answer(route, in: &world)
    } catch {
      return DemoResponse(error)
    }
  }

  private func answer(
    _ route: Route, in world: inout DemoWorld
  ) throws(Refusal) -> DemoResponse {
    switch route {
    case .list(let collection): try list(collection, nil, in: &world)
    case .nested(let collection, in: let parent, let id):
      try list(collection, known(parent, uuid: id, world), in: &world)
    case .create(let collection):
      whole(collection, try world.create(collection, request.object(), at: now), world)
    case .read(let collection, let id): whole(collection, try find(collection, id, world), world)
    case .update(let collection, let id):
      whole(
        collection,
        try world.update(collection, find(collection, id, world), request.object(), at: now), world)
    case .delete(let collection, let id):
      try delete(collection, find(collection, id, world), in: &world)
    case .searchUsers: try searchUsers(in: &world)
    case .searchAdmins: try searchAdmins(in: &world)
    case .customFields: try customFields(in: &world)
    case .healthScores(let account): healthScores(try find(.accounts, account, world))
    case .listMessages(let id):
      DemoResponse([
        "results": try find(.conversations, id, world)["messages"] ?? [], "next": nil,
        "atEnd": true,
      ])
    case .createMessage(let id):
      DemoResponse(
        .object(
          try world.addMessage(request.object(), to: find(.conversations, id, world), at: now)))
    case .listInstances, .searchInstances, .createInstance, .updateInstance, .deleteInstance:
      try answerInstances(route, in: &world)
    }
  }

  private func answerInstances(
    _ route: Route, in world: inout DemoWorld
  ) throws(Refusal) -> DemoResponse {
    switch route {
    case .listInstances(let object):
      let id = try known(.customObjects, uuid: object, world).id
      return try list(.instances, nil, in: &world) { $0.text("customObjectId") == id }
    case .searchInstances(let object):
      return try searchInstances(of: known(.customObjects, uuid: object, world).id, in: &world)
    case .createInstance(let object):
      let id = try writable(object, world)
      var made = try world.create(.instances, request.object(), at: now)
      made["customObjectId"] = .string(id)
      return whole(.instances, world.replace(made, in: .instances, at: now), world)
    case .updateInstance(let object, let id):
      let instance = try instance(id, of: writable(object, world), world)
      return whole(
        .instances, try world.update(.instances, instance, request.object(), at: now), world)
    case .deleteInstance(let object, let id):
      return delete(.instances, try instance(id, of: writable(object, world), world), in: &world)
    default:
      return .notFound
    }
  }
}

// MARK: - Single records

extension DemoResponder {
  /// The record that a path names, by the rules of its collection.
  private func find(
    _ collection: Collection, _ id: String, _ world: DemoWorld
  ) throws(Refusal) -> JSONObject {
    let found: JSONObject?
    switch collection {
    case .accounts, .organizations, .users:
      found = world.record(collection, idOrExternalID: id)
    case _ where isBySource(collection, id):
      guard let source = request.query["source"] else { throw .notUUID }
      found = world.record(collection, externalID: id).flatMap { record in
        record.text("source")?.lowercased() == source.lowercased() ? record : nil
      }
    default:
      guard id.isUUID else { throw .notUUID }
      found = world.record(collection, id)
    }
    guard let found else { throw .notFound(collection) }
    return found
  }

  /// Whether a note or task is addressed by the external id of its source.
  private func isBySource(_ collection: Collection, _ id: String) -> Bool {
    [.notes, .tasks].contains(collection) && !id.isUUID && request.method != "DELETE"
  }

  /// The parent that a path names by its Vitally id.
  private func known(
    _ collection: Collection, uuid: String, _ world: DemoWorld
  ) throws(Refusal) -> Parent {
    guard uuid.isUUID else { throw .notUUID }
    guard let id = world.record(collection, uuid)?.text("id") else { throw .notFound(collection) }
    return Parent(collection: collection, id: id)
  }

  private func instance(
    _ id: String, of object: String, _ world: DemoWorld
  ) throws(Refusal) -> JSONObject {
    let object = try known(.customObjects, uuid: object, world).id
    let instance = try find(.instances, id, world)
    guard instance.text("customObjectId") == object else { throw .notFound(.instances) }
    return instance
  }

  /// The id of a custom object whose instances clients may write.
  private func writable(_ object: String, _ world: DemoWorld) throws(Refusal) -> String {
    let id = try known(.customObjects, uuid: object, world).id
    guard world.record(.customObjects, id)?.text("writeMode") != "readonly" else {
      throw Refusal(403, "This custom object is read only")
    }
    return id
  }

  private func whole(
    _ collection: Collection, _ record: JSONObject, _ world: DemoWorld
  ) -> DemoResponse {
    DemoResponse(WireForm(world: world).record(collection, record, isDetail: true))
  }

  private func delete(
    _ collection: Collection, _ record: JSONObject, in world: inout DemoWorld
  ) -> DemoResponse {
    let isLater = request.query["deleteOn"].flatMap { Moment($0) }.map { $0 > now } ?? false
    if !isLater { world.delete(record, from: collection, at: now) }
    return world.options.delete == .noContent204 ? DemoResponse(status: 204) : DemoResponse([:])
  }

  /// The real shape is not documented, so two are used and clients can't rely on either.
  private func healthScores(_ account: JSONObject) -> DemoResponse {
    let health = account["healthScore"] ?? .null
    let parts: JSON = [
      [
        "id": account["id"] ?? .null, "name": "Engagement", "score": health, "weight": 0.4,
        "updatedAt": account["updatedAt"] ?? .null,
      ],
      [
        "id": account["id"] ?? .null, "name": "Support", "score": 6.5, "weight": 0.6,
        "updatedAt": account["updatedAt"] ?? .null,
      ],
    ]
    let isArray = account.text("id")?.utf8.last.map { $0 % 2 == 0 } ?? true
    return DemoResponse(isArray ? parts : ["overall": health, "breakdown": parts])
  }
}

// MARK: - Lists

extension DemoResponder {
  private func list(
    _ collection: Collection, _ parent: Parent?, in world: inout DemoWorld,
    where matches: @escaping (JSONObject) -> Bool = { _ in true }
  ) throws(Refusal) -> DemoResponse {
    var list = try ListQuery(request.query).request(collection, world.options)
    list.parent = parent
    let isWanted = list.matches
    list.matches = { isWanted($0) && matches($0) }
    let page = world.list(list)
    let wire = WireForm(world: world)
    let results = page.records.map { wire.record(collection, $0) }
    if collection == .admins { return DemoResponse(["results": .array(results)]) }
    return DemoResponse([
      "results": .array(results),
      "next": .text(page.next.map { PageCursor($0).text }),
      "atEnd": .bool(page.next == nil),
    ])
  }

  private func searchUsers(in world: inout DemoWorld) throws(Refusal) -> DemoResponse {
    let criteria = ["externalId", "email", "emailSubdomain"].filter { request.query[$0] != nil }
    guard criteria.count == 1, let name = criteria.first, let value = request.query[name] else {
      throw Refusal(400, "Exactly one of externalId, email, emailSubdomain is required")
    }
    let wire = WireForm(world: world)
    let found = world.users(name, value).map { wire.record(.users, $0) }
    return DemoResponse(["results": .array(found)])
  }

  private func searchAdmins(in world: inout DemoWorld) throws(Refusal) -> DemoResponse {
    guard let email = request.query["email"] else { throw Refusal(400, "email is required") }
    let all = world.list(ListRequest(collection: .admins)).records
    guard let found = all.first(where: { $0.text("email") == email.lowercased() }) else {
      throw .notFound(.admins)
    }
    return DemoResponse(.object(found.without(["createdAt", "updatedAt"])))
  }

  private func customFields(in world: inout DemoWorld) throws(Refusal) -> DemoResponse {
    let models = [
      "users", "accounts", "organizations", "customObjects", "tasks", "notes", "projects",
      "conversations", "team",
    ]
    let model = request.query["model"]
    if let model, !models.contains(model) { throw Refusal(400, "model is not known") }
    let all = world.list(ListRequest(collection: .customFields, limit: .max)).records
    let object = request.query["customObjectId"].flatMap { world.record(.customObjects, $0) }
    let own = object.map { $0["customFields"]?.array?.compactMap(\.object) ?? [] }
    let wanted = own ?? all.filter { model == nil || $0.text("model") == model }
    let sorted = wanted.sorted { ($0.text("label") ?? "") < ($1.text("label") ?? "") }
    return DemoResponse(.array(sorted.map { .object($0.without(["updatedAt"])) }))
  }

  private func searchInstances(
    of object: String, in world: inout DemoWorld
  ) throws(Refusal) -> DemoResponse {
    let search = try InstanceSearch(request.query)
    let fields = world.list(ListRequest(collection: .customFields, limit: .max)).records
    let found = world.list(
      ListRequest(collection: .instances, limit: .max, visibility: .live) {
        $0.text("customObjectId") == object && search.matches($0, fields)
      })
    let wire = WireForm(world: world)
    return DemoResponse(.array(found.records.map { wire.record(.instances, $0) }))
  }
}
