// A record: its ref and its body as the server sent it.

/// A record of any resource.
public struct Record: Hashable, Sendable {
  /// The ref of the record.
  public var ref: Ref
  /// The body, including unknown fields, with numbers as text.
  public var body: JSONObject

  /// A record with a ref and a body.
  public init(ref: Ref, body: JSONObject) {
    self.ref = ref
    self.body = body
  }

  /// A record from the server; nil if it has no usable id.
  public init?(_ resource: Resource, body: JSONObject) {
    guard let id = body["id"]?.text, !id.isEmpty else { return nil }
    self.init(ref: .server(resource, id), body: body)
  }

  /// The kind of record.
  public var resource: Resource { ref.resource }

  /// The schema of the record.
  public var schema: Schema { Schema.of(resource) }

  /// The value at a path: a key, a dotted path, or `traits.` and a trait's key.
  public subscript(path: FieldPath) -> JSONValue { path.value(in: body) }

  /// The value of a field, read from its source.
  public subscript(field: Field) -> JSONValue { field.source.value(in: body) }

  /// The title on screen: the name, or the external id or id if there is no visible name.
  public var title: String { name ?? externalID ?? ref.serverID ?? "unnamed" }

  /// The best visible name, if any.
  public var name: String? {
    schema.titlePaths.lazy.compactMap { self[$0].text }.first(where: \.isVisible)
  }

  /// The id in the customer's own systems, if any.
  public var externalID: String? {
    body["externalId"]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether it came from a list that leaves out its parts, such as the messages of a conversation.
  public var lacksParts: Bool {
    schema.fields.contains { field in
      if case .objects = field.kind { body[field.path.text] == nil } else { false }
    }
  }

  /// When the record was created.
  public var createdAt: Moment? { body["createdAt"].flatMap(Moment.init(json:)) }
  /// When the record last changed on the server, including computed fields.
  public var updatedAt: Moment? { body["updatedAt"].flatMap(Moment.init(json:)) }
  /// When the record was archived, if it was.
  public var archivedAt: Moment? { body["archivedAt"].flatMap(Moment.init(json:)) }

  /// Whether lists hide the record by default: it is archived, or a churned account.
  public var isHidden: Bool {
    archivedAt != nil || schema.hiddenWhenSet.contains { !self[$0].isBlank }
  }
}
