// How meanings look on top of each other.

import Markup
import Terminal
import Testing

@testable import Console

@Suite struct ThemeTests {
  @Test(arguments: TextRole.allCases)
  func `the bar of the selected row has one colour, whatever stands on it`(role: TextRole) {
    for theme in [Theme.color, .monochrome] {
      var style = theme.style(role)
      theme.overlay(.selected, on: &style)
      #expect(style == theme.style(.selected))
    }
  }

  @Test func `levels stay eight different ones where there is no Unicode`() {
    var canvas = Canvas(size: Size(width: 12, height: 1), theme: .color, usesUnicode: false)
    canvas.draw("▁▂▃▄▅▆▇█ →", .plain, x: 0, y: 0, within: canvas.bounds)
    #expect(canvas.surface.text() == ["_.:-=+*# >  "])
  }

  @Test func `a row that is only underlined keeps its colours`() {
    var style = Theme.color.style(.bad)
    Theme.color.overlay(.selectedInactive, on: &style)
    #expect(style.foreground == Theme.color.style(.bad).foreground)
    #expect(style.attributes.contains(.underline))
  }
}
