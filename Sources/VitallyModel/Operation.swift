// What Vitally's operations are called on screen, and what each takes and gives back.

/// An operation on a resource in the words that users know.
public struct Operation: Hashable, Sendable {
  /// What it does: it reads, or it is a write.
  public enum Kind: Hashable, Sendable {
    case list
    case get
    case write(Write.Action)
  }

  /// A parameter or a returned value: its name in the operation, and the field it stands for.
  public struct Item: Hashable, Sendable {
    /// The name that the operation gives it.
    public var name: String
    /// The path of the field on the wire; nil for what is not a field: `id`, `limit`, `from`.
    public var path: FieldPath?

    /// An item whose name is that of the field, unless another path is given.
    public init(_ name: String, _ path: FieldPath? = nil) {
      self.name = name
      self.path = path ?? FieldPath(name)
    }

    /// An item that is no field.
    public static func control(_ name: String) -> Item {
      var item = Item(name)
      item.path = nil
      return item
    }
  }

  /// What it does.
  public var kind: Kind
  /// What it takes.
  public var parameters: [Item]
  /// What it gives back.
  public var returns: [Item]
}

extension Operation {
  /// A list with a page size and a cursor.
  static func list(_ returns: Item...) -> Operation {
    Operation(
      kind: .list, parameters: [.control("limit"), .control("from")], returns: returns)
  }

  /// One record by its id.
  static func get(_ returns: Item...) -> Operation {
    Operation(kind: .get, parameters: [.control("id")], returns: returns)
  }

  /// A new record.
  static func create(_ parameters: Item..., returns: Item...) -> Operation {
    Operation(kind: .write(.create), parameters: parameters, returns: returns)
  }

  /// A change of a record by its id.
  static func update(_ parameters: Item..., returns: Item...) -> Operation {
    Operation(
      kind: .write(.update), parameters: [.control("id")] + parameters, returns: returns)
  }

  /// The removal of a record that can still be found afterwards.
  static let archive = Operation(
    kind: .write(.archive), parameters: [.control("id")], returns: [])
}

extension Operation.Item: ExpressibleByStringLiteral {
  /// An item whose name is that of the field.
  public init(stringLiteral value: String) { self.init(value) }
}
