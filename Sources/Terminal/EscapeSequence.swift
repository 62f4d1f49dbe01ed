// The meaning of a complete escape sequence, as sent by xterm, rxvt, the Linux console, and
// terminals that encode keys by character code ("CSI u", modifyOtherKeys).

/// An escape sequence without the leading ESC: "[A", "[1;5C", "[97;5u", "OP".
struct EscapeSequence: Equatable {
  enum Meaning: Equatable {
    case key(Key)
    case pasteBegins
    case report
    case nothing
  }

  let bytes: [UInt8]

  /// The sequence as text, for reports.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  var meaning: Meaning {
    guard let last = bytes.last, bytes.count > 1 else { return .nothing }
    let final = Unicode.Scalar(last)
    if bytes[0] == UInt8(ascii: "O") { return short(final) }
    if bytes[1] == UInt8(ascii: "[") { return console(final) }
    // Sequences that begin with < = > ? are reports or mouse events, never keys.
    if (0x3C...0x3F).contains(bytes[1]) { return isReport(final) ? .report : .nothing }
    return long(final)
  }

  private func short(_ final: Unicode.Scalar) -> Meaning {
    switch final {
    case "M": return .key(.enter)
    case "P"..."S": return function(Int(final.value - 0x4F))
    case "a"..."d": return key(Self.arrow(final), modifiers: 5)
    case "j"..."y", "X": return keypadCharacter(final)
    default: return moved(final)
    }
  }

  /// The keypad sends its characters' codes plus 64.
  private func keypadCharacter(_ final: Unicode.Scalar) -> Meaning {
    final == "X" ? .key(.character("=")) : .key(Key(ascii: UInt8(final.value - 0x40)))
  }

  /// The Linux console: F1 to F5.
  private func console(_ final: Unicode.Scalar) -> Meaning {
    ("A"..."E").contains(final) ? .key(.function(Int(final.value - 0x40))) : .nothing
  }

  private func long(_ final: Unicode.Scalar) -> Meaning {
    switch final {
    case "~", "$", "^", "@": return numbered(final)
    case "u":
      let text = numbers.dropFirst(2).first ?? nil
      return coded(numbers.first ?? nil, modifiers: modifiers, text: text)
    case "Z": return .key(.backTab)
    case "P", "Q", "S": return function(Int(final.value - 0x4F))
    case "a"..."d": return key(Self.arrow(final), modifiers: 2)
    default: return isReport(final) ? .report : moved(final)
    }
  }

  private func isReport(_ final: Unicode.Scalar) -> Bool {
    switch final {
    case "R", "c", "n", "t", "y": true
    default: false
    }
  }

  // MARK: Keys by final character or number

  private static func arrow(_ final: Unicode.Scalar) -> Key {
    switch final {
    case "A", "a": .up
    case "B", "b": .down
    case "C", "c": .right
    default: .left
    }
  }

  private func moved(_ final: Unicode.Scalar) -> Meaning {
    switch final {
    case "A"..."D": key(Self.arrow(final), modifiers: modifiers)
    case "H": key(.home, modifiers: modifiers)
    case "F": key(.end, modifiers: modifiers)
    default: .nothing
    }
  }

  /// rxvt encodes Shift, Ctrl and both in the last character.
  private func numbered(_ final: Unicode.Scalar) -> Meaning {
    let modifiers = ["$": 2, "^": 5, "@": 6][final] ?? modifiers
    guard numbers.count <= (numbers.first == 27 ? 3 : 2) else { return .nothing }
    switch (numbers.first ?? nil) ?? 0 {
    case 200: return final == "~" ? .pasteBegins : .nothing
    case 27: return coded(numbers.dropFirst(2).first ?? nil, modifiers: modifiers, text: nil)
    case 1, 7: return key(.home, modifiers: modifiers)
    case 2: return key(.insert, modifiers: modifiers)
    case 3: return key(.delete, modifiers: modifiers)
    case 4, 8: return key(.end, modifiers: modifiers)
    case 5: return key(.pageUp, modifiers: modifiers)
    case 6: return key(.pageDown, modifiers: modifiers)
    case let number:
      let index = Self.functionKeys.firstIndex(of: number)
      return index.map { function($0 + 1, modifiers: modifiers) } ?? .nothing
    }
  }

  /// The numbers of F1 to F20.
  private static let functionKeys = [
    11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
  ]

  private func function(_ number: Int, modifiers: Int? = nil) -> Meaning {
    let held = Modifiers(modifiers ?? self.modifiers)
    if held.isForOthers || held.contains(.alt) { return .nothing }
    return .key(.function(held.contains(.shift) && number <= 12 ? number + 12 : number))
  }

  private func key(_ key: Key, modifiers: Int) -> Meaning {
    // The Option key of a Mac is reported like Super.
    let held = Modifiers(modifiers == 9 || modifiers == 10 ? modifiers - 6 : modifiers)
    if held.isForOthers || isRelease { return .nothing }
    if held.contains(.alt) { return key.withAlt.map { .key($0) } ?? .nothing }
    if held.contains(.control) { return .key(key.withControl) }
    return .key(held.contains(.shift) ? key.withShift : key)
  }

  // MARK: Keys by character code

  /// A key encoded by its character code, or by a number of the kitty protocol.
  private func coded(_ code: Int?, modifiers: Int, text: Int?) -> Meaning {
    let held = Modifiers(modifiers)
    guard let code, let scalar = Self.scalar(code), !held.isForOthers, !isRelease
    else { return .nothing }
    if (0xE000...0xF8FF).contains(code) {
      return Self.functional(code).map { key($0, modifiers: modifiers) } ?? .nothing
    }
    guard var plain = Self.typed(scalar, held, shifted: shiftedCode, text: text) else {
      return .nothing
    }
    if held.contains(.control) {
      guard let control = Self.controlled(scalar) else { return .nothing }
      plain = control
    }
    guard held.contains(.alt) else { return .key(plain) }
    return plain.withAlt.map { .key($0) } ?? .nothing
  }

  private static func scalar(_ code: Int) -> Unicode.Scalar? {
    UInt32(exactly: code).flatMap(Unicode.Scalar.init)
  }

  private static func typed(
    _ scalar: Unicode.Scalar, _ held: Modifiers, shifted: Int?, text: Int?
  ) -> Key? {
    if scalar == "\t", held.contains(.shift) { return .backTab }
    if scalar.value < 0x20 || scalar.value == 0x7F {
      return ["\t", "\r", "\n", "\u{1B}", "\u{8}", "\u{7F}"].contains(scalar)
        ? Key(ascii: UInt8(scalar.value)) : nil
    }
    guard scalar.value > 0x9F || scalar.isASCII else { return nil }
    for other in [text, held.contains(.shift) ? shifted : nil].compactMap({ $0 }) {
      if other > 0x9F || (0x20...0x7E).contains(other), let scalar = Self.scalar(other) {
        return .character(Character(scalar))
      }
    }
    let character = Character(scalar)
    guard held.contains(.shift), let upper = character.uppercased().first, character.isLetter
    else { return .character(character) }
    return .character(upper)
  }

  /// What Ctrl makes of a character: as terminals without codes send it.
  private static func controlled(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar {
    case "a"..."z", "A"..."Z", "@", "[", "\\", "]", "^", "_":
      return Key(ascii: UInt8(scalar.value & 0x1F))
    case " ", "2": return .control(" ")
    case "3": return .escape
    case "4"..."7": return Key(ascii: UInt8(scalar.value - 0x34 + 0x1C))
    case "/": return .control("_")
    case "8", "\u{8}", "\u{7F}": return .backspace
    case "\r", "\n": return .enter
    case "\t": return .tab
    case "\u{1B}": return .escape
    default: return nil
    }
  }

  /// The keys with numbers of their own in the kitty protocol: the keypad, and F13 to F24.
  private static func functional(_ code: Int) -> Key? {
    let keypad: [Key] = [
      .character("."), .character("/"), .character("*"), .character("-"), .character("+"), .enter,
      .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end,
      .insert, .delete,
    ]
    switch code {
    case 57376...57387: return .function(code - 57376 + 13)
    case 57399...57408: return Key(ascii: UInt8(code - 57399 + 0x30))
    case 57409...57426: return keypad[code - 57409]
    default: return nil
    }
  }

  // MARK: Parameters

  /// The parameters, each with its parts: "97:65;2" is [[97, 65], [2]].
  private var parameters: [[Int?]] {
    if bytes.count == 2 { return [] }
    return text.dropFirst().dropLast().split(separator: ";", omittingEmptySubsequences: false).map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    }
  }

  private var numbers: [Int?] { parameters.map { $0.first ?? nil } }

  /// The modifier bits (Shift 1, Alt 2, Ctrl 4 and so on) plus 1.
  private var modifiers: Int { (numbers.dropFirst().first ?? nil) ?? 1 }

  /// Whether this is a key release.
  private var isRelease: Bool { parameters.dropFirst().first?.dropFirst().first == 3 }

  /// The code of the key with Shift, if the terminal sends it.
  private var shiftedCode: Int? { (parameters.first?.dropFirst().first ?? nil) ?? nil }
}

/// The modifiers held with a key.
private struct Modifiers: OptionSet {
  let rawValue: Int

  static let shift = Modifiers(rawValue: 1)
  static let alt = Modifiers(rawValue: 2)
  static let control = Modifiers(rawValue: 4)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// Modifiers from the parameter of a sequence, which is the bits plus 1.
  init(_ parameter: Int) {
    let bits = max(0, parameter &- 1)
    // Meta counts as Alt.
    rawValue = bits & 32 != 0 ? (bits | 2) & ~32 : bits
  }

  /// Super and Hyper are for the window manager.
  var isForOthers: Bool { rawValue & (8 | 16) != 0 }
}

extension Key {
  fileprivate var withControl: Key {
    switch self {
    case .up: .controlUp
    case .down: .controlDown
    case .left: .controlLeft
    case .right: .controlRight
    case .home: .controlHome
    case .end: .controlEnd
    case .pageUp: .controlPageUp
    case .pageDown: .controlPageDown
    default: self
    }
  }

  fileprivate var withShift: Key {
    switch self {
    case .up: .shiftUp
    case .down: .shiftDown
    case .left: .shiftLeft
    case .right: .shiftRight
    default: self
    }
  }
}
