// A link in a text, with its number, and which addresses may be opened.

/// A link, shown in a text as `text [number]`.
public struct Link: Hashable, Sendable {
  /// The number, from 1 in the order of the text. Links to the same target share one.
  public var number: Int
  /// The text of the link, or its target if it had none.
  public var title: String
  /// The address: `http`, `https` or `mailto`.
  public var target: String

  /// Makes a link.
  public init(number: Int, title: String, target: String) {
    self.number = number
    self.title = title
    self.target = target
  }
}

extension Link {
  private static let schemes = ["http:", "https:", "mailto:"]

  /// The address in the form to open; nil if it can't be opened from a terminal (`javascript:`, a
  /// fragment, a relative path).
  public static func target(of address: String) -> String? {
    let dropped: [Unicode.Scalar] = ["\t", "\n", "\r"]
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: address.unicodeScalars.filter { !dropped.contains($0) })
    var target = String(scalars).drop { $0 == " " }
    while target.last == " " { target.removeLast() }
    let start = target.prefix(7).lowercased()
    return schemes.contains { start.hasPrefix($0) } ? String(target) : nil
  }
}
