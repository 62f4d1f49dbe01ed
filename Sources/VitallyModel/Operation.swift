// Vitally's operations, with their parameters and return values.

/// An operation on a resource, by the names that users know.
public struct Operation: Hashable, Sendable {
  /// The kind of operation: a read or a write.
  public enum Kind: Hashable, Sendable {
    case list
    case get
    case write(Write.Action)
  }

  /// A parameter or return value: its name in the operation, and its field.
  public struct Item: Hashable, Sendable {
    /// Its name in the operation.
    public var name: String
    /// The wire path of the field; nil if it is not a field, such as `id`, `limit` and `from`.
    public var path: FieldPath?

    /// An item with the same name as its field, unless another path is given.
    public init(_ name: String, _ path: FieldPath? = nil) {
      self.name = name
      self.path = path ?? FieldPath(name)
    }

    /// An item that is not a field.
    public static func control(_ name: String) -> Item {
      var item = Item(name)
      item.path = nil
      return item
    }
  }

  /// The kind of operation.
  public var kind: Kind
  /// Its parameters.
  public var parameters: [Item]
  /// Its return values.
  public var returns: [Item]
}

extension Operation {
  /// Lists records, with a page size and a cursor.
  static func list(_ returns: Item...) -> Operation {
    Operation(
      kind: .list, parameters: [.control("limit"), .control("from")], returns: returns)
  }

  /// Gets a record by id.
  static func get(_ returns: Item...) -> Operation {
    Operation(kind: .get, parameters: [.control("id")], returns: returns)
  }

  /// Creates a record.
  static func create(_ parameters: Item..., returns: Item...) -> Operation {
    Operation(kind: .write(.create), parameters: parameters, returns: returns)
  }

  /// Updates a record by id.
  static func update(_ parameters: Item..., returns: Item...) -> Operation {
    Operation(
      kind: .write(.update), parameters: [.control("id")] + parameters, returns: returns)
  }

  /// Archives a record, which can still be found afterwards.
  static let archive = Operation(
    kind: .write(.archive), parameters: [.control("id")], returns: [])

  /// Deletes a record for ever.
  static let destroy = Operation(
    kind: .write(.destroy), parameters: [.control("id")], returns: [])
}

extension Operation.Item: ExpressibleByStringLiteral {
  /// An item with the same name as its field.
  public init(stringLiteral value: String) { self.init(value) }
}
