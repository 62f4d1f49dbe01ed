// The escape sequence (OSC 52) that asks the terminal to fill its clipboard. There is no response.

/// A text for the clipboard.
struct ClipboardSequence {
  /// xterm accepts 100,000 bytes of base64, which is this many bytes of text.
  static let longestText = 74_994

  /// What to send.
  let bytes: [UInt8]

  /// Nil if the text is too long.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    bytes = Array("\u{1B}]52;c;".utf8) + Self.base64(Array(text.utf8)) + [0x07]
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    return stride(from: 0, to: bytes.count, by: 3).flatMap { start in
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { bits, offset in
        bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0)
      }
      return (0..<4).map { place in
        place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "=")
      }
    }
  }
}
