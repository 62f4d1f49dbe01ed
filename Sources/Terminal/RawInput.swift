// What curses yields: bytes, and the keys that it knows from the terminal's description.

/// One piece of input before decoding.
enum RawInput: Equatable {
  case byte(UInt8)
  case key(Key)
}
