// A small box with the keys that can continue the begun sequence.

import Markup
import Terminal
import ViewModels

struct KeyBox {
  private let bindings: [Binding]
  private let keys: String

  init(_ bindings: [Binding], after keys: String) {
    self.bindings = bindings
    self.keys = keys
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    let width = min(body.width, 2 + (bindings.map { TextWidth.columns($0.title) }.max() ?? 0) + 8)
    let height = min(body.height, bindings.count + 2)
    let (rest, _) = body.splitTop(body.height - height)
    let area = Rect(x: body.maxX - width, y: rest.maxY, width: width, height: height)
    let inside = canvas.box(area, title: keys)
    for (index, binding) in bindings.prefix(inside.height).enumerated() {
      canvas.draw(binding.keys, .key, x: inside.x + 1, y: inside.y + index, within: inside)
      canvas.draw(binding.title, .plain, x: inside.x + 5, y: inside.y + index, within: inside)
    }
  }
}
