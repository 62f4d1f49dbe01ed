// A key as the user means it, however many bytes it came in.
// What a key does is not known here; how it is spelled in key maps is in Key+Name.

/// A key press.
///
/// Keys that terminals cannot tell apart are one: Ctrl-I is `tab`, Ctrl-M and Ctrl-J are `enter`,
/// Ctrl-H is `backspace`, Ctrl-[ is `escape`.
public enum Key: Hashable, Sendable {
  /// Something to type, a space included. Marks arrive one by one, as keys of their own.
  case character(Character)
  /// Ctrl with a lower case letter, one of `\ ] ^ _`, or a space.
  case control(Character)
  /// Alt with a printable ASCII character, or with Enter ("\r") or Backspace ("\u{7F}").
  case alt(Character)
  /// F1 is 1; 13 to 24 are Shift with F1 to F12.
  case function(Int)
  /// Enter or Return.
  case enter
  /// Esc, told as soon as nothing follows it.
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
}
