// Builds requests from what the store asks for, using the schemas. What the API does not support
// fails here, before anything is sent.

import NIOHTTP1
import VitallyModel

extension Request {
  /// One page of a list.
  static func list(_ query: ListQuery) throws(VitallyError) -> Request {
    var parameters = query.filters.sorted { $0.key < $1.key }
      .map { Parameter(name: $0.key, value: $0.value) }
    if query.resource.schema.sweep?.isPaged ?? true {
      parameters.append(Parameter(name: "limit", value: String(min(max(query.limit, 1), 100))))
      if let sort = query.sort {
        parameters.append(Parameter(name: "sortBy", value: sort.rawValue))
      }
      if let cursor = query.cursor, !cursor.isEmpty {
        parameters.append(Parameter(name: "from", value: cursor))
      }
    }
    return Request(
      method: .GET, path: try listPath(query.resource, parent: query.parent), query: parameters,
      resource: query.parent?.resource ?? query.resource)
  }

  /// One record: by its URL, or by a search in its parent.
  static func record(
    _ resource: Resource, id: String, parent: Ref?
  ) throws(VitallyError) -> Request {
    switch resource.schema.reading {
    case .byID:
      return Request(
        method: .GET, path: [resource.schema.path, try usable(id, resource)], resource: resource)
    case .bySearchInParent:
      return try search(resource, for: "id", try usable(id, resource), in: parent)
    case .inListsOnly:
      throw .impossible(
        "Vitally can list \(resource.schema.pluralInSentence), but not show one.")
    }
  }

  /// The records with an external id among those that another one holds.
  static func records(
    _ resource: Resource, externalID: String, in holder: Ref
  ) throws(VitallyError) -> Request {
    guard resource.schema.reading == .bySearchInParent else {
      throw .impossible(
        "Vitally cannot look for \(resource.schema.pluralInSentence) by external ID.")
    }
    return try search(resource, for: "externalId", externalID, in: holder)
  }

  /// A search below a record, which takes a single criterion.
  private static func search(
    _ resource: Resource, for name: String, _ value: String, in holder: Ref?
  ) throws(VitallyError) -> Request {
    Request(
      method: .GET, path: try listPath(resource, parent: holder) + ["search"],
      query: [Parameter(name: name, value: value)], resource: resource)
  }

  /// The users or admins with an email address.
  static func people(_ resource: Resource, email: String) throws(VitallyError) -> Request {
    guard resource.schema.findableBy.contains(.email) else {
      throw .impossible(
        "Vitally cannot look for \(resource.schema.pluralInSentence) by email address.")
    }
    return Request(
      method: .GET, path: [resource.schema.path, "search"],
      query: [Parameter(name: "email", value: email)], resource: resource)
  }

  /// A create, update, archive or deletion.
  static func write(_ write: Write) throws(VitallyError) -> Request {
    let schema = write.resource.schema
    guard schema.writes.contains(write.action) else {
      throw .impossible("vitty does not \(write.action.rawValue) \(schema.pluralInSentence).")
    }
    let path =
      try schema.holderPath == nil
      ? [schema.path] : listPath(write.resource, parent: write.parent)
    switch write.action {
    case .create:
      return Request(
        method: .POST, path: path, body: write.body, resource: write.resource,
        missing: write.parent?.resource)
    case .update:
      return Request(
        method: .PUT, path: path + [try usable(write.id, write.resource)], body: write.body,
        resource: write.resource)
    case .archive, .destroy:
      return Request(
        method: .DELETE, path: path + [try usable(write.id, write.resource)],
        resource: write.resource)
    }
  }

  private static func listPath(
    _ resource: Resource, parent: Ref?
  ) throws(VitallyError) -> [String] {
    let schema = resource.schema
    guard let parent else {
      guard schema.sweep != nil else {
        throw .impossible(
          "Vitally lists \(schema.pluralInSentence) only below what they belong to.")
      }
      return [schema.path]
    }
    let link = parent.schema.links.first { $0.child == resource }
    guard let nested = link?.nestedPath else {
      throw .impossible(
        "Vitally does not list the \(schema.pluralInSentence) "
          + "of a single \(parent.schema.singular).")
    }
    return [parent.schema.path, try usable(parent.serverID, parent.resource), nested]
  }

  /// Checks an id: an empty one, or dots, would address the list instead of a record.
  private static func usable(_ id: String?, _ resource: Resource) throws(VitallyError) -> String {
    guard let id, !["", ".", ".."].contains(id) else {
      throw VitallyError(
        .notFound, sentence: "Vitally does not know this \(resource.schema.singular) yet.",
        delivery: .neverSent)
    }
    return id
  }
}

extension Ref {
  fileprivate var schema: Schema { resource.schema }
}

extension VitallyError {
  /// Something that Vitally's API does not support.
  fileprivate static func impossible(_ sentence: String) -> VitallyError {
    VitallyError(.refused, sentence: sentence, delivery: .neverSent)
  }
}
