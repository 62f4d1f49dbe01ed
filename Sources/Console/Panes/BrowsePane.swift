// Draws a screen of records: its list, its detail, or both side by side.

import Terminal
import ViewModels

struct BrowsePane {
  private let screen: BrowseViewModel
  private let shared: Shared

  init(_ screen: BrowseViewModel, _ shared: Shared) {
    self.screen = screen
    self.shared = shared
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    let layout = screen.layout
    let (left, rest) = body.splitLeft(layout.listWidth)
    if layout.listWidth > 0, let list = screen.list {
      ListPane(list, shared, isFocused: screen.focus == .list).draw(on: &canvas, in: left)
    }
    guard layout.detailWidth > 0 else { return }
    if layout.listWidth > 0 { canvas.verticalRule(x: rest.x, body) }
    // A form in the place of the detail is drawn later.
    guard !screen.lendsDetail else { return }
    DetailPane(screen.detail, shared, isFocused: screen.focus == .detail)
      .draw(on: &canvas, in: layout.detail(of: body))
  }
}

extension PaneLayout {
  /// The area of the detail in the body of the screen.
  func detail(of body: Rect) -> Rect {
    let (left, rest) = body.splitLeft(listWidth)
    return left.width > 0 ? rest.splitLeft(1).rest : rest
  }
}
