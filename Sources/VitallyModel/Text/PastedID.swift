// Reads what the user types or pastes to open a record: an id, external id, email address or link.

/// The id in a pasted text.
public struct PastedID: Equatable, Sendable {
  /// The last UUID of a link; any other text unchanged.
  public let id: String
  /// Whether it can only be an id or an email address, not words of a name.
  public let isExact: Bool

  /// Reads a text without blanks around it.
  public init(_ text: String) {
    let uuid = Self.lastUUID(in: text)
    id = text.contains("/") ? uuid ?? text : text
    isExact = uuid != nil || text.contains("@")
  }

  private static func lastUUID(in text: String) -> String? {
    let characters = Array(text.utf8)
    guard characters.count >= 36 else { return nil }
    for start in stride(from: characters.count - 36, through: 0, by: -1) {
      // Most of a long text is no UUID at the first look.
      guard characters[start + 8] == UInt8(ascii: "-") else { continue }
      let candidate = characters[start..<start + 36]
      if isUUID(Array(candidate)) { return String(decoding: candidate, as: UTF8.self) }
    }
    return nil
  }

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index)
        ? byte == UInt8(ascii: "-") : Character(Unicode.Scalar(byte)).isHexDigit
    }
  }
}
