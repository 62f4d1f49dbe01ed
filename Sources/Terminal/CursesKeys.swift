// The keys that curses recognises from the terminal's description, as our keys.
// The only place that knows curses' key codes.

private import CNcurses

extension Key {
  /// The key of a code that curses gave; nil for one that nobody needs.
  init?(cursesCode code: Int32) {
    if let key = Self.standard(code) {
      self = key
    } else if (KEY_F0 + 1...KEY_F0 + 63).contains(code) {
      self = .function(Int(code - KEY_F0))
    } else if let name = vt_key_name(code), let key = Self.extended(String(cString: name)) {
      self = key
    } else {
      return nil
    }
  }

  private static func standard(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_HOME, KEY_FIND: .home
    case KEY_END, KEY_SELECT: .end
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_DC: .delete
    case KEY_IC: .insert
    case KEY_BACKSPACE: .backspace
    case KEY_ENTER: .enter
    case KEY_BTAB: .backTab
    case KEY_SR: .shiftUp
    case KEY_SF: .shiftDown
    case KEY_SLEFT: .shiftLeft
    case KEY_SRIGHT: .shiftRight
    default: nil
    }
  }

  /// Keys that have a name in the terminal's description but no number of their own; in the
  /// name 2 stands for Shift and 5 for Ctrl.
  private static func extended(_ name: String) -> Key? {
    switch name {
    case "kUP2": .shiftUp
    case "kDN2": .shiftDown
    case "kUP5": .controlUp
    case "kDN5": .controlDown
    case "kLFT5": .controlLeft
    case "kRIT5": .controlRight
    case "kHOM5": .controlHome
    case "kEND5": .controlEnd
    case "kPRV5": .controlPageUp
    case "kNXT5": .controlPageDown
    default: nil
    }
  }
}
