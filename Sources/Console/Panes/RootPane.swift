// Draws the whole screen: header, panes, overlays, and the two lines at the bottom.

import Markup
import Terminal
import ViewModels

/// The drawing of the whole program.
struct RootPane {
  private let app: AppViewModel
  private let pendingKeys: String
  private let nextKeys: [Binding]
  private let before: DrawnBefore

  /// A drawing of a state. `nextKeys` are shown in a box after the first keys of a sequence.
  init(
    _ app: AppViewModel, pendingKeys: String = "", nextKeys: [Binding] = [],
    before: DrawnBefore = DrawnBefore()
  ) {
    self.app = app
    self.pendingKeys = pendingKeys
    self.nextKeys = nextKeys
    self.before = before
  }

  /// The surface for a device of this size.
  func draw(size: Size, theme: Theme, usesUnicode: Bool = true) -> Surface {
    var canvas = Canvas(size: size, theme: theme, usesUnicode: usesUnicode, before: before)
    if app.layout.isTooSmall {
      drawTooSmall(on: &canvas)
      return canvas.surface
    }
    let (header, rest) = canvas.bounds.splitTop(1)
    let (body, bottom) = rest.splitBottom(2)
    HeaderBar(app).draw(on: &canvas, in: header)
    let layers = app.drawn
    let status = StatusBar(app, top: layers.last?.drawing, pendingKeys: pendingKeys)
    canvas.coveredFrom = status.coveredFrom(in: bottom)
    for layer in layers { draw(layer, on: &canvas, in: body) }
    status.draw(on: &canvas, in: bottom)
    if !nextKeys.isEmpty {
      KeyBox(app.named(nextKeys), after: pendingKeys, app.shared.measure).draw(
        on: &canvas, in: body)
    }
    return canvas.surface
  }

  private func draw(_ layer: DrawnLayer, on canvas: inout Canvas, in body: Rect) {
    switch layer.drawing {
    case .records(let screen): BrowsePane(screen, app.shared).draw(on: &canvas, in: body)
    case .page(let page): draw(page, layer, on: &canvas, in: body)
    case .calendar(let calendar): CalendarPane(calendar).draw(on: &canvas, in: body)
    case .prompt, .question, .nothing: break
    }
  }

  private func draw(_ page: Page, _ layer: DrawnLayer, on canvas: inout Canvas, in body: Rect) {
    let pane = PagePane(page, hasKeys: layer.hasKeys)
    switch layer.place {
    case .screen: pane.draw(on: &canvas, in: body)
    case .detail: pane.draw(on: &canvas, in: app.layout.detail(of: body))
    case .box: pane.drawBox(on: &canvas, in: body)
    case .line: break
    }
  }

  private func drawTooSmall(on canvas: inout Canvas) {
    let minimum = PaneLayout.minimum
    let shared = app.shared
    let need = "Too small: vitty needs \(minimum.width)x\(minimum.height)."
    let isTyping = app.contexts.contains(where: \.takesText)
    let text =
      need + (isTyping ? " Keys still go into the text." : " \(shared.keys[.app(.quit)]) quits.")
    for (index, line) in shared.measure.wrapped(text, to: canvas.bounds.width).enumerated() {
      canvas.draw(line, .warning, x: 0, y: index, within: canvas.bounds)
    }
  }
}
