// A JSON object that keeps the order of its keys. Lookups are linear: records have some thirty
// keys. Knows nothing about HTTP or Vitally.

/// The members of a JSON object, in order.
struct JSONObject: Sendable, Equatable {
  private(set) var keys: [String] = []
  private(set) var values: [JSON] = []

  init() {}

  init(_ members: [(String, JSON)]) {
    keys.reserveCapacity(members.count)
    values.reserveCapacity(members.count)
    for (key, value) in members {
      self[key] = value
    }
  }

  /// The value of a key; nil when the key is missing. Setting nil removes the key.
  subscript(key: String) -> JSON? {
    get {
      keys.firstIndex(of: key).map { values[$0] }
    }
    set {
      let place = keys.firstIndex(of: key)
      switch (place, newValue) {
      case (let place?, let value?):
        values[place] = value
      case (nil, let value?):
        keys.append(key)
        values.append(value)
      case (let place?, nil):
        keys.remove(at: place)
        values.remove(at: place)
      case (nil, nil):
        break
      }
    }
  }

  /// The members as pairs.
  var members: Zip2Sequence<[String], [JSON]> { zip(keys, values) }

  /// The same members in the opposite order.
  var reversed: JSONObject {
    JSONObject(members.reversed().map { ($0.0, $0.1) })
  }

  /// The string under a key, if there is one.
  func text(_ key: String) -> String? {
    self[key]?.string
  }

  /// Merges another object into this one, overwriting equal keys.
  mutating func merge(_ other: JSONObject) {
    for (key, value) in other.members {
      self[key] = value
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
