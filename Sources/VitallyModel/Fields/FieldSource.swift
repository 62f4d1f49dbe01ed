// Where to read the value of a field in a body, if not simply at its own path.

/// How a field is read from a body.
public indirect enum FieldSource: Hashable, Sendable {
  /// The value at a path.
  case path(FieldPath)
  /// The person in the key role with this label, as an object with id, name and email.
  case role(String)
  /// Whether there is a value at a path.
  case isSet(FieldPath)
  /// The text of a rich-text tree, one line per block.
  case richText(FieldPath)
  /// The name of the first stage that has begun, which the value at its path tells.
  case stage([Stage])
  /// The first of these that has a value.
  case first([FieldSource])

  /// A stage that a record can be in.
  public struct Stage: Hashable, Sendable {
    /// The value that tells that it has begun.
    public var path: FieldPath
    /// What it is called.
    public var name: String

    /// A stage from what tells it and its name.
    public init(_ path: FieldPath, _ name: String) {
      self.path = path
      self.name = name
    }
  }

  /// Reads the value; null if there is none.
  public func value(in body: JSONObject) -> JSONValue {
    switch self {
    case .path(let path): path.value(in: body)
    case .role(let label): Self.holder(of: label, in: body)
    case .isSet(let path): .bool(!path.value(in: body).isBlank)
    case .richText(let path): Self.flattened(path.value(in: body))
    case .stage(let stages):
      stages.first { !$0.path.value(in: body).isBlank }.map { .string($0.name) } ?? .null
    case .first(let sources):
      sources.lazy.map { $0.value(in: body) }.first { !$0.isBlank } ?? .null
    }
  }

  /// The paths where the value itself may be, best first; none for computed values.
  public var paths: [FieldPath] {
    switch self {
    case .path(let path): [path]
    case .first(let sources): sources.flatMap(\.paths)
    case .role, .isSet, .richText, .stage: []
    }
  }

  private static func holder(of label: String, in body: JSONObject) -> JSONValue {
    let roles = (body["keyRoles"]?.array ?? []).compactMap(\.object)
    let role = roles.first {
      $0["keyRole"]?.object?["label"]?.text?.lowercased() == label.lowercased()
    }
    return role?["vitallyUser"] ?? .null
  }

  private static func flattened(_ tree: JSONValue) -> JSONValue {
    guard let blocks = tree.array else { return tree }
    let lines = blocks.map { text(of: $0) }
    return .string(lines.joined(separator: "\n"))
  }

  /// The text of a node and all its descendants. The recursion is bounded by
  /// `JSONReader.depthLimit`.
  private static func text(of node: JSONValue) -> String {
    guard let node = node.object else { return "" }
    let children = (node["children"]?.array ?? [])
    let holdsBlocks = children.contains { $0.object?["children"] != nil }
    return (node["text"]?.text ?? "")
      + children.map { text(of: $0) }.joined(separator: holdsBlocks ? "\n" : "")
  }
}
