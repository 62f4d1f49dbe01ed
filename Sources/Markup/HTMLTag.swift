// One tag as written, read by the rules of browsers.

/// A start tag or an end tag.
struct HTMLTag {
  struct Attribute {
    /// In lowercase.
    let name: String
    /// As written, without quotes.
    let value: ArraySlice<UInt8>
  }

  /// The bytes of the tag.
  let source: ArraySlice<UInt8>
  /// The element's name, in lowercase.
  let name: String
  let isEnd: Bool
  let attributes: [Attribute]
  /// Whether the tag ends. An unclosed quote swallows the rest of the text.
  let isComplete: Bool

  /// Reads the tag at the start of `text`.
  init(_ text: ArraySlice<UInt8>) {
    var rest = text.dropFirst()
    isEnd = rest.first == UInt8(ascii: "/")
    if isEnd { rest.removeFirst() }
    name = rest.takeName(isEnd: { $0.endsTagName })
    var attributes: [Attribute] = []
    while true {
      rest = rest.drop { $0.isBlank || $0 == UInt8(ascii: "/") }
      guard let next = rest.first, next != UInt8(ascii: ">") else { break }
      attributes.append(Attribute(&rest))
    }
    self.attributes = attributes
    isComplete = !rest.isEmpty
    source = text[..<rest.dropFirst().startIndex]
  }
}

extension HTMLTag.Attribute {
  /// Reads and removes an attribute at the start of `rest`.
  fileprivate init(_ rest: inout ArraySlice<UInt8>) {
    // A name may begin with "=", but not contain it later.
    let isOdd = rest.first == UInt8(ascii: "=")
    if isOdd { rest.removeFirst() }
    name = (isOdd ? "=" : "") + rest.takeName { $0.endsTagName || $0 == UInt8(ascii: "=") }
    let equals = rest.drop { $0.isBlank }
    guard equals.first == UInt8(ascii: "=") else {
      value = []
      return
    }
    rest = equals.dropFirst().drop { $0.isBlank }
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      value = rest.dropFirst().prefix { $0 != quote }
      rest = rest[value.endIndex...].dropFirst()
    } else {
      value = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: ">") }
      rest = rest[value.endIndex...]
    }
  }
}

extension ArraySlice<UInt8> {
  /// Reads and removes a name at the start, in lowercase.
  fileprivate mutating func takeName(isEnd: (UInt8) -> Bool) -> String {
    let name = prefix { !isEnd($0) }
    self = self[name.endIndex...]
    return String(decoding: name, as: UTF8.self).lowercased()
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self <= UInt8(ascii: " ") }

  fileprivate var endsTagName: Bool {
    isBlank || self == UInt8(ascii: "/") || self == UInt8(ascii: ">")
  }
}
