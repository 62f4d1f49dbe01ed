// A colour as a caller names it. What the terminal at hand makes of it is the device's affair.

/// A colour: the terminal's own, or one of the 256 of xterm's palette.
public enum Color: Hashable, Sendable {
  /// What the terminal shows when nobody asks for a colour.
  case standard
  /// 0-15 are the ANSI colours, 16-231 a cube of 6 × 6 × 6, 232-255 greys.
  case palette(UInt8)
}
