// A JSON object that keeps the order of its members.

/// An ordered set of named JSON values. Look-up is linear, since objects have only tens of keys.
public struct JSONObject: Sendable {
  /// One named value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public var key: String
    /// Its value.
    public var value: JSONValue
  }

  /// The members in order.
  public private(set) var members: [Member]

  /// An object with these members; for a repeated key the last one wins.
  public init(_ members: [(String, JSONValue)] = []) {
    self.members = []
    self.members.reserveCapacity(members.count)
    for (key, value) in members { self[key] = value }
  }

  /// An object of members that are known to have distinct keys.
  init(distinct members: [Member]) { self.members = members }

  /// The value of a key; nil if the key is missing. Setting nil removes the key.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The keys in order.
  public var keys: [String] { members.map(\.key) }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }

  /// The number of members.
  public var count: Int { members.count }
}

/// Objects are equal if they have the same members in any order: servers reorder keys.
extension JSONObject: Hashable {
  /// Compares members regardless of their order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    if left.members == right.members { return true }
    guard left.count == right.count else { return false }
    return left.members.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes the keys regardless of their order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Set(keys))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object with its keys in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
