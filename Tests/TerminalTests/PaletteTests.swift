// Colours brought down to what a terminal has.

import Testing

@testable import Terminal

@Suite struct PaletteTests {
  @Test func `the terminal's own colour stays its own everywhere`() {
    for colors in [0, 8, 16, 256, 1 << 24] {
      #expect(Palette(colors: colors).number(of: .standard) == -1)
    }
  }

  @Test func `256 colours are taken as they are`() {
    #expect(Palette(colors: 256).number(of: .palette(9)) == 9)
    #expect(Palette(colors: 256).number(of: .palette(255)) == 255)
  }

  @Test(arguments: [
    (UInt8(1), Int32(1)), (9, 1), (8, 7), (15, 7), (196, 1), (46, 2), (21, 4), (232, 0), (244, 7),
    (255, 7),
  ])
  func `eight colours give the nearest`(index: UInt8, expected: Int32) {
    #expect(Palette(colors: 8).number(of: .palette(index)) == expected)
  }

  @Test(arguments: [(UInt8(8), Int32(8)), (12, 12), (196, 9), (46, 10), (244, 8), (231, 15)])
  func `sixteen colours give the nearest`(index: UInt8, expected: Int32) {
    #expect(Palette(colors: 16).number(of: .palette(index)) == expected)
  }

  @Test func `true colour mixes what is not one of the first eight`() {
    #expect(Palette(colors: 1 << 24).number(of: .palette(3)) == 3)
    #expect(Palette(colors: 1 << 24).number(of: .palette(208)) == 0xFF8700)
  }

  @Test func `no colours give none`() {
    #expect(Palette(colors: 0).number(of: .palette(3)) == -1)
  }
}
