// The HTML that the server keeps in a body.

/// The elements and attributes that survive on the server.
enum AllowList {
  /// The attributes that are kept, by element, in the order in which they are written.
  static let orderedAttributes: [String: [String]] = {
    var table: [String: [String]] = [
      "a": ["href", "name", "target"], "img": ["src", "alt", "width", "height"],
    ]
    for name in "p div br ul ol nl li b u i strong em code".split(separator: " ") {
      table[String(name)] = []
    }
    return table
  }()

  /// The attributes that are kept of any element.
  static let attributeNames = Set(orderedAttributes.values.joined())

  /// URL schemes that are kept; addresses without a scheme are kept too.
  private static let schemes: Set = ["http", "https", "mailto", "tel", "ftp"]

  /// Whether a tag survives with all of its attributes.
  static func keeps(_ tag: HTMLTag) -> Bool {
    guard tag.isComplete, let kept = orderedAttributes[tag.name] else { return false }
    if tag.isEnd { return true }
    return tag.attributes.allSatisfy { kept.contains($0.name) && keepsAddress($0) }
  }

  /// Whether an address survives.
  static func keepsAddress(_ address: String) -> Bool {
    if address.utf8.starts(with: "https:".utf8) { return true }
    return keepsAddress(HTMLTag.Attribute(name: "href", value: Array(address.utf8)[...]))
  }

  /// Whether the address in an attribute survives; attributes without one do.
  static func keepsAddress(_ attribute: HTMLTag.Attribute) -> Bool {
    guard attribute.isAddress, let scheme = attribute.scheme else { return true }
    return schemes.contains(scheme)
  }
}

extension HTMLTag.Attribute {
  fileprivate var isAddress: Bool { name == "href" || name == "src" }

  /// The lowercase URL scheme of the value, such as "https"; nil if it has none.
  fileprivate var scheme: String? {
    let start = value.prefix { !"/?#".utf8.contains($0) }
    guard let colon = start.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = start[..<colon].drop { $0 <= UInt8(ascii: " ") }
    return String(decoding: scheme, as: UTF8.self).lowercased()
  }
}
