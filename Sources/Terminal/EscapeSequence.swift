// The meaning of a complete escape sequence, in the form that xterm made common.
// When a sequence is complete is InputDecoder's affair.

/// An escape sequence without its escape: "[A", "[1;5C", "OP".
struct EscapeSequence: Equatable {
  enum Meaning: Equatable {
    case key(Key)
    case pasteBegins
    case report
    case nothing
  }

  let bytes: [UInt8]

  /// The text of it, as reports show it.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  var meaning: Meaning {
    guard let last = bytes.last, bytes.count > 1 else { return .nothing }
    let final = Unicode.Scalar(last)
    return bytes[0] == UInt8(ascii: "O") ? short(final) : long(final)
  }

  private func short(_ final: Unicode.Scalar) -> Meaning {
    switch final {
    case "M": return .key(.enter)
    case "P"..."S": return .key(.function(Int(final.value - 0x4F)))
    case "j"..."y": return keypadCharacter(final)
    default: return moved(final)
    }
  }

  /// The keypad sends its characters moved up by 64.
  private func keypadCharacter(_ final: Unicode.Scalar) -> Meaning {
    Unicode.Scalar(final.value - 0x40).map { .key(.character(Character($0))) } ?? .nothing
  }

  private func long(_ final: Unicode.Scalar) -> Meaning {
    switch final {
    case "~": return numbered()
    case "Z": return .key(.backTab)
    case "P", "Q", "S": return .key(.function(Int(final.value - 0x4F)))
    case "R", "c", "n", "t", "y": return .report
    default: return moved(final)
    }
  }

  private func moved(_ final: Unicode.Scalar) -> Meaning {
    let plain: [Unicode.Scalar: Key] = [
      "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
    ]
    return plain[final].map { .key(modified($0)) } ?? .nothing
  }

  private func numbered() -> Meaning {
    switch numbers.first ?? 0 {
    case 200: .pasteBegins
    case 1, 7: .key(modified(.home))
    case 2: .key(.insert)
    case 3: .key(.delete)
    case 4, 8: .key(modified(.end))
    case 5: .key(modified(.pageUp))
    case 6: .key(modified(.pageDown))
    case let number: functionKey(number)
    }
  }

  private func functionKey(_ number: Int) -> Meaning {
    let keys = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
    guard let index = keys.firstIndex(of: number) else { return .nothing }
    let isShifted = numbers.count > 1 && numbers[1] == 2
    return .key(.function(index + (isShifted ? 13 : 1)))
  }

  /// The parameters; the second one names the modifiers, 2 being Shift and 5 Ctrl.
  private var numbers: [Int] {
    text.dropFirst().dropLast().split(separator: ";").map { Int($0) ?? 0 }
  }

  private func modified(_ key: Key) -> Key {
    switch (numbers.count > 1 ? numbers[1] : 1, key) {
    case (5, .up): return .controlUp
    case (5, .down): return .controlDown
    case (5, .left): return .controlLeft
    case (5, .right): return .controlRight
    case (5, .home): return .controlHome
    case (5, .end): return .controlEnd
    case (5, .pageUp): return .controlPageUp
    case (5, .pageDown): return .controlPageDown
    case (2, .up): return .shiftUp
    case (2, .down): return .shiftDown
    case (2, .left): return .shiftLeft
    case (2, .right): return .shiftRight
    default: return key
    }
  }
}
