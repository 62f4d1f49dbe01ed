// What the attributes of a tag say about how it is shown, in one word: mail programs and editors say
// it in styles and classes, which don't reach the parser.

/// How an element is to be read, as far as its name does not say so.
enum HTMLMark: String {
  /// Not shown by any reader, such as the first lines of a mail for previews.
  case hidden
  /// An image that is only there to be counted.
  case pixel
  /// The mail that is answered.
  case quote
  /// A table that only arranges what is in it.
  case layout
  /// The bullet or number of a list item, written as text by Word.
  case bullet

  /// The attribute that carries it to the parser.
  static let attribute = "mark"

  private static let quoteClasses = [
    "gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote",
    "moz-cite-prefix", "front-blockquote", "zmail_extra",
  ]

  /// The mark of a start tag; nil for none.
  init?(_ tag: HTMLTag) {
    var seen: Set<String> = []
    var found: HTMLMark?
    for attribute in tag.attributes where Self.names.contains(attribute.name) {
      guard seen.insert(attribute.name).inserted else { continue }
      found = found ?? Self.mark(of: attribute, in: tag.name)
    }
    guard let found else { return nil }
    self = found
  }

  private static let names: Set = ["style", "class", "role", "type", "width", "height"]

  private static func mark(of attribute: HTMLTag.Attribute, in element: String) -> HTMLMark? {
    switch attribute.name {
    case "style": return mark(ofStyle: words(attribute.value, without: true), in: element)
    case "class":
      let classes = words(attribute.value, without: false).split(separator: " ")
      return classes.contains { quoteClasses.contains(String($0)) } ? .quote : nil
    case "role":
      let role = words(attribute.value, without: true)
      return element == "table" && (role == "presentation" || role == "none") ? .layout : nil
    case "type":
      return element == "blockquote" && words(attribute.value, without: true) == "cite"
        ? .quote : nil
    case "width", "height":
      let size = words(attribute.value, without: true)
      return element == "img" && ["0", "1", "0px", "1px"].contains(size) ? .pixel : nil
    default: return nil
    }
  }

  private static func mark(ofStyle style: String, in element: String) -> HTMLMark? {
    if style.contains("display:none") || style.contains("mso-hide:all") { return .hidden }
    if style.contains("mso-list:ignore") { return .bullet }
    guard element == "img" else { return nil }
    let sizes = style.split(separator: ";").map(String.init)
    return sizes.contains { ["width:1px", "height:1px", "width:0", "height:0"].contains($0) }
      ? .pixel : nil
  }

  /// The start of a value in lowercase, if wanted without white space.
  private static func words(_ value: ArraySlice<UInt8>, without isCompact: Bool) -> String {
    let start = value.prefix(longestValue)
    let kept = isCompact ? start.filter { $0 > UInt8(ascii: " ") } : Array(start)
    return String(decoding: kept, as: UTF8.self).lowercased()
  }

  private static let longestValue = 4_000
}

/// How large an image is that is in the text itself.
enum DataImage {
  /// The attribute that carries it to the parser.
  static let attribute = "size"

  /// The size of an image from its address, in words; nil for an address of another kind.
  static func size(of address: ArraySlice<UInt8>) -> String? {
    let scheme = Array("data:".utf8)
    let rest = address.drop { $0 <= UInt8(ascii: " ") }
    guard rest.count > scheme.count,
      zip(rest, scheme).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return nil }
    // Four characters stand for three bytes.
    let bytes = rest.count * 3 / 4
    switch bytes {
    case ..<1_000: return "\(bytes) bytes"
    case ..<1_000_000: return "\((bytes + 500) / 1_000) KB"
    default: return "\((bytes + 500_000) / 1_000_000) MB"
    }
  }
}
