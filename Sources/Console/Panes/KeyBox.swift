// A small box with the keys that can continue the begun sequence.

import Markup
import Terminal
import ViewModels

struct KeyBox {
  private let bindings: [Binding]
  private let keys: String
  private let measure: TextMeasure

  init(_ bindings: [Binding], after keys: String, _ measure: TextMeasure) {
    self.bindings = bindings
    self.keys = keys
    self.measure = measure
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    guard body.height > 2 else { return }
    let titles = bindings.map { TextWidth.columns($0.title) }.max() ?? 0
    let columnWidth = min(titles, Self.titleWidth) + 8
    // As few columns as the height allows.
    let columns = min(
      (bindings.count + body.height - 3) / (body.height - 2), body.width / columnWidth)
    let rows = (bindings.count + max(1, columns) - 1) / max(1, columns)
    let width = min(body.width, 2 + max(1, columns) * columnWidth)
    let height = min(body.height, rows + 2)
    let (rest, _) = body.splitTop(body.height - height)
    let area = Rect(x: body.maxX - width, y: rest.maxY, width: width, height: height)
    let inside = canvas.box(area, title: keys)
    for (index, binding) in bindings.enumerated() where index % rows < inside.height {
      let (column, row) = index.quotientAndRemainder(dividingBy: rows)
      let x = inside.x + column * columnWidth
      canvas.draw(binding.keys, .key, x: x + 1, y: inside.y + row, within: inside)
      canvas.draw(
        measure.cut(binding.title, to: columnWidth - 6), .plain, x: x + 5, y: inside.y + row,
        within: inside)
    }
  }

  /// The most columns of a title.
  private static let titleWidth = 24
}
