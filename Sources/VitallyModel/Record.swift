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
  public var name: String? { name(knowing: [:]) }

  /// The best visible name, given the names of records that this one refers to only by id. A part
  /// that is shown beside it can be left out of a name made of several.
  public func name(knowing names: [Ref: String], leavingOut shown: FieldPath? = nil) -> String? {
    schema.titlePaths.lazy.compactMap { self[$0].text }.first(where: \.isVisible)
      ?? composedName(names, leavingOut: shown)
  }

  /// A name of the values that the schema names for that: `9 · kim@northwind.example`. A figure that
  /// stands alone is named: `Score 9`.
  private func composedName(_ names: [Ref: String], leavingOut shown: FieldPath?) -> String? {
    let parts = schema.titleParts.compactMap { schema.field($0) }.compactMap {
      field -> (field: Field, text: String)? in
      let named = field.kind.refs(in: self[field]).lazy.compactMap { $0.name ?? names[$0.ref] }
      let text = field.kind.resources.isEmpty ? self[field].text : named.first
      return text.flatMap { $0.isVisible ? (field, $0) : nil }
    }
    if parts.count == 1, let part = parts.first, case .number = part.field.kind {
      return "\(part.field.label) \(part.text)"
    }
    let texts = parts.filter { parts.count == 1 || $0.field.path != shown }.map(\.text)
    return texts.isEmpty ? nil : texts.joined(separator: " · ")
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
