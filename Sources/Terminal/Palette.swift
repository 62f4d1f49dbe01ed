// Maps colours to those that a terminal supports.

/// The colours of a terminal, by number.
struct Palette: Equatable {
  /// 0 (none), 8, 16, 256, or more if colour numbers are RGB values.
  let colors: Int

  /// The number of a colour in curses; -1 for the terminal's default.
  func number(of color: Color) -> Int32 {
    guard case .palette(let index) = color, colors > 0 else { return -1 }
    switch colors {
    case ...15: return nearest(to: index, among: 8)
    case ...255: return nearest(to: index, among: 16)
    case 256: return Int32(index)
    default: return index < 8 ? Int32(index) : mixture(index)
    }
  }

  /// The nearest colour. Greys map only to greys: by distance, the nearest to a middle grey is
  /// yellow.
  private func nearest(to index: UInt8, among count: UInt8) -> Int32 {
    if index < count { return Int32(index) }
    let wanted = RGB(index)
    let candidates = (0..<count).filter { RGB($0).isGrey || !wanted.isGrey }
    let best = candidates.min {
      RGB($0).distance(to: wanted) < RGB($1).distance(to: wanted)
    }
    return Int32(best ?? 0)
  }

  private func mixture(_ index: UInt8) -> Int32 {
    let color = RGB(index)
    return Int32(color.red << 16 | color.green << 8 | color.blue)
  }
}

/// The RGB components of a colour in xterm's palette, each 0 to 255.
private struct RGB {
  let red: Int
  let green: Int
  let blue: Int

  init(_ index: UInt8) {
    let number = Int(index)
    switch number {
    case 0..<16: (red, green, blue) = Self.ansi[number]
    case 16..<232:
      let cube = number - 16
      (red, green, blue) = (
        Self.steps[cube / 36], Self.steps[cube / 6 % 6], Self.steps[cube % 6]
      )
    default:
      let grey = 8 + 10 * (number - 232)
      (red, green, blue) = (grey, grey, grey)
    }
  }

  var isGrey: Bool { red == green && green == blue }

  func distance(to other: RGB) -> Int {
    let parts = [red - other.red, green - other.green, blue - other.blue]
    return parts.reduce(0) { $0 + $1 * $1 }
  }

  private static let steps = [0, 95, 135, 175, 215, 255]

  private static let ansi = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]
}
