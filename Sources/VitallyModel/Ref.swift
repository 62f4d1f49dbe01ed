// The identity of a record everywhere above the database tables.

/// A reference to a record: the server's id, or a local one until the server knows the record.
public enum Ref: Hashable, Sendable {
  /// A record that the server knows. The id is text, since not every id is a UUID.
  case server(Resource, String)
  /// A record created here that has no server id yet. The id is a local UUID.
  case made(Resource, String)

  /// The kind of record.
  public var resource: Resource {
    switch self {
    case .server(let resource, _), .made(let resource, _): resource
    }
  }

  /// The server's id; nil if the server does not know the record.
  public var serverID: String? {
    if case .server(_, let id) = self { id } else { nil }
  }
}

/// The text form, for storage: `account/ID` or `made:account/ID`.
extension Ref: LosslessStringConvertible, Codable {
  /// Reads the text form.
  public init?(_ description: String) {
    let isMade = description.hasPrefix("made:")
    let rest = isMade ? description.dropFirst(5) : description[...]
    guard let slash = rest.firstIndex(of: "/"),
      let resource = Resource(rawValue: String(rest[..<slash]))
    else { return nil }
    let id = String(rest[rest.index(after: slash)...])
    self = isMade ? .made(resource, id) : .server(resource, id)
  }

  /// The text form.
  public var description: String {
    switch self {
    case .server(let resource, let id): "\(resource.rawValue)/\(id)"
    case .made(let resource, let id): "made:\(resource.rawValue)/\(id)"
    }
  }
}

extension Ref {
  /// The record in what is sent: by the server's id, or by its local ref until it has one.
  public var wireText: String { serverID ?? description }
}
