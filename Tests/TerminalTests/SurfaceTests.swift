// Drawing into cells: clipping, wide characters and their halves, fills and styles.

import Terminal
import Testing

@Suite struct SurfaceTests {
  private func surface(_ width: Int, _ height: Int = 1) -> Surface {
    Surface(size: Size(width: width, height: height))
  }

  @Test func `a new surface is blank`() {
    #expect(surface(3, 2).text() == ["   ", "   "])
    #expect(surface(3, 2)[2, 1] == .blank)
    #expect(surface(0, 0).text() == [])
  }

  @Test func `text is drawn from its point to the right`() {
    var surface = surface(6, 2)
    let style = Style(foreground: .palette(2), attributes: .bold)
    let used = surface.draw("abc", at: Point(x: 2, y: 1), style: style)
    #expect(surface.text() == ["      ", "  abc "])
    #expect(used == 3)
    #expect(surface[2, 1] == Cell(scalar: "a", style: style))
  }

  @Test func `text is clipped on all sides`() {
    var surface = surface(8, 3)
    let area = Rect(x: 2, y: 1, width: 3, height: 1)
    #expect(surface.draw("abcdefgh", at: Point(x: 0, y: 1), within: area) == 5)
    #expect(surface.draw("xxx", at: Point(x: 2, y: 0), within: area) == 0)
    #expect(surface.draw("xxx", at: Point(x: 2, y: 2), within: area) == 0)
    #expect(surface.text() == ["        ", "  cde   ", "        "])
  }

  @Test func `an area outside the surface takes nothing`() {
    var surface = surface(4, 2)
    let before = surface
    let outside = Rect(x: 9, y: 9, width: 3, height: 3)
    surface.draw("漢漢", at: Point(x: 8, y: 9), within: outside)
    surface.draw("漢", at: Point(x: 3, y: 0), within: Rect(x: 4, y: 0, width: 0, height: 1))
    surface.fill(outside, with: "#", style: .plain)
    surface.restyle(outside) { $0.attributes = .bold }
    #expect(surface == before)
  }

  @Test func `a wide character takes two cells and counts once as text`() {
    var surface = surface(5)
    surface.draw("a漢b", at: Point(x: 0, y: 0))
    #expect(surface[1, 0].width == 2)
    #expect(surface[2, 0].width == 0)
    #expect(surface.text() == ["a漢b "])
  }

  @Test func `a wide character never begins in the last column`() {
    var surface = surface(3)
    let used = surface.draw("ab漢", at: Point(x: 0, y: 0))
    #expect(surface.text() == ["ab "])
    #expect(used == 3)
  }

  @Test func `a wide character cut by an edge becomes a blank`() {
    var surface = surface(6)
    surface.draw("xxxxxx", at: Point(x: 0, y: 0))
    surface.draw("漢b漢", at: Point(x: 1, y: 0), within: Rect(x: 2, y: 0, width: 3, height: 1))
    #expect(surface.text() == ["xx b x"])
  }

  @Test(arguments: [(0, "x b"), (1, " xb")])
  func `the other half of an overwritten wide character is blanked`(x: Int, expected: String) {
    var surface = surface(3)
    surface.draw("漢b", at: Point(x: 0, y: 0))
    surface.draw("x", at: Point(x: x, y: 0))
    #expect(surface.text() == [expected])
    #expect((0..<3).allSatisfy { surface[$0, 0].width == 1 })
  }

  @Test func `a wide character over two others leaves two blanks`() {
    var surface = surface(4)
    surface.draw("漢字", at: Point(x: 0, y: 0))
    surface.draw("한", at: Point(x: 1, y: 0))
    #expect(surface.text() == [" 한 "])
  }

  @Test func `fill draws rules and blanks`() {
    var surface = surface(4, 3)
    surface.draw("漢漢", at: Point(x: 0, y: 1))
    surface.fill(Rect(x: 0, y: 0, width: 9, height: 1), with: "─", style: .plain)
    surface.fill(Rect(x: 1, y: 1, width: 1, height: 1), style: .plain)
    #expect(surface.text() == ["────", "  漢", "    "])
  }

  @Test func `restyle keeps the text`() {
    var surface = surface(4)
    surface.draw("abcd", at: Point(x: 0, y: 0), style: Style(foreground: .palette(1)))
    surface.restyle(Rect(x: 1, y: 0, width: 2, height: 1)) { $0.attributes.insert(.reverse) }
    #expect(surface.text() == ["abcd"])
    #expect(surface[1, 0].style == Style(foreground: .palette(1), attributes: .reverse))
    #expect(surface[3, 0].style == Style(foreground: .palette(1)))
  }
}
