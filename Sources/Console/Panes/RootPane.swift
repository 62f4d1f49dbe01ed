// Draws the whole screen: header, panes, what lies over them, and the two lines at the bottom.

import Markup
public import Terminal
public import ViewModels

/// The drawing of the whole program.
public struct RootPane {
  private let app: AppViewModel
  private let pendingKeys: String
  private let nextKeys: [Binding]

  /// A drawing of a state. `nextKeys` are shown in a box when keys have begun a sequence.
  public init(_ app: AppViewModel, pendingKeys: String = "", nextKeys: [Binding] = []) {
    self.app = app
    self.pendingKeys = pendingKeys
    self.nextKeys = nextKeys
  }

  /// The surface for a device of this size.
  public func draw(size: Size, theme: Theme, usesUnicode: Bool = true) -> Surface {
    var canvas = Canvas(size: size, theme: theme, usesUnicode: usesUnicode)
    if app.layout.isTooSmall {
      drawTooSmall(on: &canvas)
      return canvas.surface
    }
    let (header, rest) = canvas.bounds.splitTop(1)
    let (body, bottom) = rest.splitBottom(2)
    HeaderBar(app).draw(on: &canvas, in: header)
    drawBody(on: &canvas, in: body)
    drawOverlay(on: &canvas, in: body)
    StatusBar(app, pendingKeys: pendingKeys).draw(on: &canvas, in: bottom)
    if !nextKeys.isEmpty { KeyBox(nextKeys, after: pendingKeys).draw(on: &canvas, in: body) }
    return canvas.surface
  }

  private func drawBody(on canvas: inout Canvas, in body: Rect) {
    guard let screen = app.screen else { return }
    let layout = app.layout
    let (left, rest) = body.splitLeft(layout.listWidth)
    if layout.listWidth > 0, let list = screen.list {
      ListPane(list, now: app.now, isFocused: screen.focus == .list).draw(on: &canvas, in: left)
    }
    guard layout.detailWidth > 0 else { return }
    let right = layout.listWidth > 0 ? rest.splitLeft(1).rest : rest
    if layout.listWidth > 0 { canvas.verticalRule(x: rest.x, body) }
    if screen.showsForm, let form = screen.form {
      FormPane(form, hasKeys: app.overlay == nil).draw(on: &canvas, in: right)
      return
    }
    DetailPane(screen.detail, now: app.now, isFocused: screen.focus == .detail)
      .draw(on: &canvas, in: right)
  }

  private func drawOverlay(on canvas: inout Canvas, in body: Rect) {
    if let form = app.form, form.isBox {
      FormPane(form, hasKeys: app.overlay == nil).drawBox(on: &canvas, in: body, app.layout)
    }
    if let below = app.overlayInSight { draw(below, on: &canvas, in: body) }
  }

  private func draw(_ overlay: AppViewModel.Overlay, on canvas: inout Canvas, in body: Rect) {
    switch overlay {
    case .picker(let picker): PickerPane(picker).draw(on: &canvas, in: body)
    case .help(let help): HelpPane(help).draw(on: &canvas, in: body)
    case .messages: MessagesPane(app).draw(on: &canvas, in: body)
    case .outbox(let outbox): OutboxPane(app, outbox).draw(on: &canvas, in: body)
    case .drafts(let drafts): DraftsPane(app, drafts).draw(on: &canvas, in: body)
    case .conflict(let conflict):
      ConflictPane(conflict, now: app.now).draw(on: &canvas, in: body)
    case .calendar(let calendar): CalendarPane(calendar).draw(on: &canvas, in: body)
    case .prompt, .question: break
    }
  }

  private func drawTooSmall(on canvas: inout Canvas) {
    let minimum = PaneLayout.minimum
    let text = "Too small: vitty needs \(minimum.width)x\(minimum.height). Q quits."
    for (index, line) in TextWidth.wrapped(text, to: max(1, canvas.bounds.width)).enumerated() {
      canvas.draw(String(line), .warning, x: 0, y: index, within: canvas.bounds)
    }
  }
}
