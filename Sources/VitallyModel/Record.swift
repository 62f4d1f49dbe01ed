// One record: its name and its body as the server sent it, unknown fields included.

/// A record of any resource.
public struct Record: Hashable, Sendable {
  /// How the record is named.
  public var ref: Ref
  /// The body, with unknown fields and the text of numbers kept.
  public var body: JSONObject

  /// A record with a name and a body.
  public init(ref: Ref, body: JSONObject) {
    self.ref = ref
    self.body = body
  }

  /// A record as the server sends it; nil when there is no usable id.
  public init?(_ resource: Resource, body: JSONObject) {
    guard let id = body["id"]?.text, !id.isEmpty else { return nil }
    self.init(ref: .server(resource, id), body: body)
  }

  /// The kind of record.
  public var resource: Resource { ref.resource }

  /// The schema of the record.
  public var schema: Schema { Schema.of(resource) }

  /// The value at a path: a key, a dotted way into objects, or `traits.` and a trait's key.
  public subscript(path: FieldPath) -> JSONValue { path.value(in: body) }

  /// The value of a field, read as its schema says.
  public subscript(field: Field) -> JSONValue { field.source.value(in: body) }

  /// What the record is called on screen; its external id or id when it has no name that can be
  /// seen.
  public var title: String { name ?? externalID ?? ref.serverID ?? "unnamed" }

  /// The best name that can be seen, nil when there is none.
  public var name: String? {
    schema.titlePaths.lazy.compactMap { self[$0].text }.first(where: \.isVisible)
  }

  /// The id that the customer's own systems use, nil when there is none.
  public var externalID: String? {
    body["externalId"]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// When the record was made.
  public var createdAt: Moment? { body["createdAt"].flatMap(Moment.init(json:)) }
  /// When the record last changed on the server, computed fields included.
  public var updatedAt: Moment? { body["updatedAt"].flatMap(Moment.init(json:)) }
  /// When the record was archived, nil while it is live.
  public var archivedAt: Moment? { body["archivedAt"].flatMap(Moment.init(json:)) }

  /// Whether lists leave the record out unless asked: archived, or a churned account.
  public var isHidden: Bool {
    archivedAt != nil || schema.hiddenWhenSet.contains { !self[$0].isBlank }
  }
}
