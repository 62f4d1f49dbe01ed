// A key as the user means it, however many bytes it arrived in.

/// A key press.
///
/// Keys that terminals cannot tell apart are the same: Ctrl-I is `tab`, Ctrl-M and Ctrl-J are
/// `enter`, Ctrl-H is `backspace`, Ctrl-[ is `escape`.
public enum Key: Hashable, Sendable {
  /// A character to type, including a space. Combining marks arrive as separate keys.
  case character(Character)
  /// Ctrl with a lowercase letter, one of `\ ] ^ _`, or a space.
  case control(Character)
  /// Alt with a character, Enter ("\r"), Backspace ("\u{7F}") or Tab ("\t"). For Ctrl and Alt
  /// together it is the control character ("\u{1}" for Ctrl-A).
  case alt(Character)
  /// F1 is 1; 13 to 24 are Shift with F1 to F12.
  case function(Int)
  /// Enter or Return.
  case enter
  /// Esc, reported once nothing follows it.
  case escape
  /// Tab.
  case tab
  /// Shift with Tab.
  case backTab
  /// Deletes to the left.
  case backspace
  /// Deletes to the right.
  case delete
  /// Insert.
  case insert
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// Ctrl with an arrow.
  case controlUp
  /// Ctrl with an arrow.
  case controlDown
  /// Ctrl with an arrow.
  case controlLeft
  /// Ctrl with an arrow.
  case controlRight
  /// Ctrl with Home.
  case controlHome
  /// Ctrl with End.
  case controlEnd
  /// Ctrl with page up.
  case controlPageUp
  /// Ctrl with page down.
  case controlPageDown
  /// Shift with an arrow.
  case shiftUp
  /// Shift with an arrow.
  case shiftDown
  /// Shift with an arrow.
  case shiftLeft
  /// Shift with an arrow.
  case shiftRight
  /// Alt with an arrow.
  case altUp
  /// Alt with an arrow.
  case altDown
  /// Alt with an arrow.
  case altLeft
  /// Alt with an arrow.
  case altRight
  /// Alt with Delete.
  case altDelete
}

extension Key {
  /// Whether Alt was held. Over a slow line, Esc followed by another key looks the same.
  public var hasAlt: Bool {
    switch self {
    case .alt, .altUp, .altDown, .altLeft, .altRight, .altDelete: true
    default: false
    }
  }

  /// The same key with Alt held; nil if there is no such key.
  var withAlt: Key? {
    switch self {
    case .character(let character): .alt(character)
    case .control(let character): Self.controlCharacter(character).map { .alt($0) }
    case .enter: .alt("\r")
    case .tab: .alt("\t")
    case .backspace: .alt("\u{7F}")
    case .up: .altUp
    case .down: .altDown
    case .left: .altLeft
    case .right: .altRight
    case .delete: .altDelete
    default: nil
    }
  }

  private static func controlCharacter(_ character: Character) -> Character? {
    guard let value = character.asciiValue else { return nil }
    return Character(Unicode.Scalar(value & 0x1F))
  }

  /// The key that sends an ASCII character.
  init(ascii byte: UInt8) {
    switch byte {
    case 0x00: self = .control(" ")
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(byte + 0x40)))
    default: self = .character(Character(Unicode.Scalar(byte)))
    }
  }
}
