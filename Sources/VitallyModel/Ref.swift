// How a record is named everywhere above the tables.

/// The name of a record: the server's id, or our own until the server has seen it.
public enum Ref: Hashable, Sendable {
  /// A record that the server knows. The id is kept as text: not every id is a UUID.
  case server(Resource, String)
  /// A record that was made here and has no server id yet. The id is a UUID of ours.
  case made(Resource, String)

  /// The kind of record.
  public var resource: Resource {
    switch self {
    case .server(let resource, _), .made(let resource, _): resource
    }
  }

  /// The server's id, nil for a record that the server has not seen.
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
