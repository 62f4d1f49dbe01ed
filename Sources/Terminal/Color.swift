// A colour as callers name it; the device maps it to what the terminal supports.

/// A colour: the terminal's own, or one of the 256 of xterm's palette.
public enum Color: Hashable, Sendable {
  /// The terminal's default colour.
  case standard
  /// 0-15 are the ANSI colours, 16-231 a 6 × 6 × 6 colour cube, 232-255 greys.
  case palette(UInt8)
}
