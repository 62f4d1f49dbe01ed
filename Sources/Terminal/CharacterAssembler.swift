// Puts the bytes of a UTF-8 character together, even when a slow line cut it.
// Knows nothing of keys.

/// Collects bytes until they are a character.
struct CharacterAssembler {
  private var bytes: [UInt8] = []

  /// Takes a byte above ASCII; gives the character that it completes. Invalid bytes and control
  /// characters vanish.
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
