// Which records a value names. Lists show their names, details open them, the cache links them.

/// A record that a value names, with the name where the value carries it.
public struct NamedRef: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// Its name, nil when the value is only an id.
  public var name: String?

  /// A record and its name.
  public init(_ ref: Ref, name: String? = nil) {
    self.ref = ref
    self.name = name
  }
}

extension FieldKind {
  /// The records that a value of this kind names, in order.
  public func refs(in value: JSONValue) -> [NamedRef] {
    switch self {
    case .lookUp(let resource), .lookUps(let resource):
      (value.array ?? [value]).compactMap { NamedRef($0, resource) }
    case .participants:
      (value.array ?? [value]).compactMap(NamedRef.init(participant:))
    case .objects(let fields):
      (value.array ?? []).compactMap(\.object).flatMap { object in
        fields.flatMap { $0.kind.refs(in: $0.source.value(in: object)) }
      }
    default: []
    }
  }
}

extension NamedRef {
  /// Reads an id, a ref as text, or an embedded object with an id.
  init?(_ value: JSONValue, _ resource: Resource) {
    if let object = value.object {
      guard let id = object["id"]?.text, !id.isEmpty else { return nil }
      let record = Record(ref: .server(resource, id), body: object)
      self.init(record.ref, name: record.title == id ? nil : record.title)
    } else {
      guard let text = value.text, !text.isEmpty else { return nil }
      self.init(
        text.hasPrefix("made:") ? Ref(text) ?? .server(resource, text) : .server(resource, text))
    }
  }

  fileprivate init?(participant value: JSONValue) {
    guard let object = value.object, let id = object["id"]?.text, !id.isEmpty else { return nil }
    self.init(.server(object["type"]?.text == "admin" ? .admin : .user, id))
  }
}
