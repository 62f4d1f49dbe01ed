// How rectangles are cut.

import Terminal
import Testing

@Suite struct RectTests {
  let rect = Rect(x: 2, y: 3, width: 10, height: 6)

  @Test func `cutting lines and columns leaves the rest`() {
    #expect(rect.splitTop(2).top == Rect(x: 2, y: 3, width: 10, height: 2))
    #expect(rect.splitTop(2).rest == Rect(x: 2, y: 5, width: 10, height: 4))
    #expect(rect.splitBottom(1).rest == Rect(x: 2, y: 3, width: 10, height: 5))
    #expect(rect.splitBottom(1).bottom == Rect(x: 2, y: 8, width: 10, height: 1))
    #expect(rect.splitLeft(4).left == Rect(x: 2, y: 3, width: 4, height: 6))
    #expect(rect.splitLeft(4).rest == Rect(x: 6, y: 3, width: 6, height: 6))
    #expect(rect.splitRight(4).rest == Rect(x: 2, y: 3, width: 6, height: 6))
    #expect(rect.splitRight(4).right == Rect(x: 8, y: 3, width: 4, height: 6))
  }

  @Test func `cutting off more than there is gives all`() {
    #expect(rect.splitTop(99).top == rect)
    #expect(rect.splitTop(99).rest.isEmpty)
    #expect(rect.splitBottom(99).bottom == rect)
    #expect(rect.splitLeft(-1).rest == rect)
    #expect(rect.splitRight(99).right == rect)
  }

  @Test func `an inset larger than the rectangle is empty`() {
    #expect(rect.inset(dx: 1, dy: 2) == Rect(x: 3, y: 5, width: 8, height: 2))
    #expect(rect.inset(dx: 6, dy: 0).isEmpty)
  }

  @Test func `an intersection is what both have`() {
    #expect(
      rect.intersection(Rect(x: 0, y: 0, width: 5, height: 5))
        == Rect(x: 2, y: 3, width: 3, height: 2))
    #expect(rect.intersection(Rect(x: 12, y: 3, width: 5, height: 5)).isEmpty)
    #expect(rect.contains(Point(x: 11, y: 8)))
    #expect(!rect.contains(Point(x: 12, y: 8)))
  }
}
