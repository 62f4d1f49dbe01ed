// Converts keys to and from their names: "j", "G", "Enter", "C-d", "C-Left", "A-x", "F1".

extension Key {
  /// The key with a name; nil if there is none. Names are case-sensitive, since "g" and "G"
  /// differ, except for the letter of a Ctrl key.
  public init?(name: String) {
    if let named = Self.named.first(where: { $0.name == name }) {
      self = named.key
    } else if let number = Self.functionNumber(name) {
      self = .function(number)
    } else if name.hasPrefix("C-") {
      self.init(control: name.dropFirst(2))
    } else if name.hasPrefix("A-") {
      self.init(alt: name.dropFirst(2))
    } else if let character = Self.onlyCharacter(name), character.isPrintable {
      self = .character(character)
    } else {
      return nil
    }
  }

  /// The name, which `init(name:)` converts back to the key.
  public var name: String {
    switch self {
    case .character(let character): character == " " ? "Space" : String(character)
    case .control(let character): "C-" + (character == " " ? "Space" : String(character))
    case .alt(let character): "A-" + (Self.altName(character) ?? String(character))
    case .function(let number): (13...24).contains(number) ? "S-F\(number - 12)" : "F\(number)"
    default: Self.named.first { $0.key == self }?.name ?? ""
    }
  }

  private static let named: [(name: String, key: Key)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("S-Tab", .backTab),
    ("Space", .character(" ")), ("Backspace", .backspace), ("Delete", .delete),
    ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PageUp", .pageUp), ("PageDown", .pageDown),
    ("C-Up", .controlUp), ("C-Down", .controlDown), ("C-Left", .controlLeft),
    ("C-Right", .controlRight), ("C-Home", .controlHome), ("C-End", .controlEnd),
    ("C-PageUp", .controlPageUp), ("C-PageDown", .controlPageDown), ("S-Up", .shiftUp),
    ("S-Down", .shiftDown), ("S-Left", .shiftLeft), ("S-Right", .shiftRight),
    ("A-Up", .altUp), ("A-Down", .altDown), ("A-Left", .altLeft), ("A-Right", .altRight),
    ("A-Delete", .altDelete),
  ]

  private static let altNames: [(name: String, character: Character)] = [
    ("Space", " "), ("Enter", "\r"), ("Backspace", "\u{7F}"), ("Tab", "\t"),
  ]

  /// Ctrl with these letters is another key: Backspace, Tab or Enter.
  private static let sameAsOthers: Set<Character> = ["h", "i", "j", "m"]

  private init?(control name: Substring) {
    let lowered = name == "Space" ? " " : name.lowercased()
    guard let character = Self.onlyCharacter(lowered) else { return nil }
    guard "abcdefghijklmnopqrstuvwxyz\\]^_ ".contains(character) else { return nil }
    guard !Self.sameAsOthers.contains(character) else { return nil }
    self = .control(character)
  }

  private init?(alt name: Substring) {
    if let named = Self.altNames.first(where: { $0.name == name }) {
      self = .alt(named.character)
      return
    }
    if name.hasPrefix("C-"), let control = Key(name: String(name)), let key = control.withAlt {
      self = key
      return
    }
    guard let character = Self.onlyCharacter(name), character.isPrintable else { return nil }
    self = .alt(character)
  }

  private static func altName(_ character: Character) -> String? {
    if let named = altNames.first(where: { $0.character == character }) { return named.name }
    guard let value = character.asciiValue, value < 0x20 else { return nil }
    return Key(ascii: value).name
  }

  private static func functionNumber(_ name: String) -> Int? {
    if name.hasPrefix("S-F"), let number = Int(name.dropFirst(3)), (1...12).contains(number) {
      return number + 12
    }
    guard name.hasPrefix("F"), let number = Int(name.dropFirst(1)) else { return nil }
    return (1...63).contains(number) ? number : nil
  }

  private static func onlyCharacter(_ text: some StringProtocol) -> Character? {
    text.count == 1 ? text.first : nil
  }
}

extension Character {
  /// Neither white space nor a control character.
  fileprivate var isPrintable: Bool {
    !isWhitespace && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
