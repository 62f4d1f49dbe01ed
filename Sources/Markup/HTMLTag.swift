// One tag as it was written, read by the rules of browsers. Where it begins is TagScanner's affair.

/// A start tag or an end tag.
struct HTMLTag {
  struct Attribute {
    /// In lower case.
    let name: String
    /// As written, without quotes.
    let value: ArraySlice<UInt8>
  }

  /// The bytes that the tag consists of.
  let source: ArraySlice<UInt8>
  /// The element, in lower case.
  let name: String
  let isEnd: Bool
  let attributes: [Attribute]
  /// Whether the tag ends. A quote that is not closed takes the rest of the text.
  let isComplete: Bool

  /// Reads the tag that `text` begins with.
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
  /// Takes an attribute from the start of `rest`.
  fileprivate init(_ rest: inout ArraySlice<UInt8>) {
    // A name may begin with "=", but not go on with it.
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
  /// Takes a name off the start, in lower case.
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
