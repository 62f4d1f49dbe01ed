// Assembles UTF-8 characters from bytes, even if they arrive in pieces.

/// Collects bytes until they form a character.
struct CharacterAssembler {
  private var bytes: [UInt8] = []

  /// Adds a non-ASCII byte and returns the character it completes, if any. Drops invalid bytes and
  /// control characters.
  mutating func add(_ byte: UInt8) -> Character? {
    if byte >= 0xC0 { bytes = [] } else if bytes.isEmpty { return nil }
    bytes.append(byte)
    guard bytes.count == length else { return nil }
    defer { bytes = [] }
    let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
    guard let scalar, scalar.value > 0x9F else { return nil }
    return Character(scalar)
  }

  private var length: Int {
    switch bytes.first ?? 0 {
    case 0xF0...: 4
    case 0xE0...: 3
    default: 2
    }
  }
}
