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
    for layer in app.visible { draw(layer, on: &canvas, in: body) }
    StatusBar(app, pendingKeys: pendingKeys).draw(on: &canvas, in: bottom)
    if !nextKeys.isEmpty { KeyBox(nextKeys, after: pendingKeys).draw(on: &canvas, in: body) }
    return canvas.surface
  }

  private func draw(_ layer: AnyLayer, on canvas: inout Canvas, in body: Rect) {
    switch layer {
    case .browse(let screen):
      BrowsePane(screen, app.shared).draw(on: &canvas, in: body)
    case .form(let form): draw(form, on: &canvas, in: body)
    case .picker(let picker): PickerPane(picker).draw(on: &canvas, in: body)
    case .help(let help): HelpPane(help, app.shared.keys).draw(on: &canvas, in: body)
    case .calendar(let calendar): CalendarPane(calendar).draw(on: &canvas, in: body)
    case .messages(let messages):
      MessagesPane(messages, app.shared).draw(on: &canvas, in: body)
    case .outbox(let outbox): OutboxPane(outbox, app.shared).draw(on: &canvas, in: body)
    case .drafts(let drafts): DraftsPane(drafts, app.shared).draw(on: &canvas, in: body)
    case .conflict(let conflict): ConflictPane(conflict, app.shared).draw(on: &canvas, in: body)
    case .opening, .column, .prompt, .question: break
    }
  }

  private func draw(_ form: FormViewModel, on canvas: inout Canvas, in body: Rect) {
    let pane = FormPane(form, hasKeys: app.top == .form(form))
    if form.isBox {
      pane.drawBox(on: &canvas, in: body)
    } else {
      pane.draw(on: &canvas, in: app.layout.detail(of: body))
    }
  }

  private func drawTooSmall(on canvas: inout Canvas) {
    let minimum = PaneLayout.minimum
    let text =
      "Too small: vitty needs \(minimum.width)x\(minimum.height). \(app.shared.keys[.app(.quit)]) quits."
    for (index, line) in TextWidth.wrapped(text, to: max(1, canvas.bounds.width)).enumerated() {
      canvas.draw(String(line), .warning, x: 0, y: index, within: canvas.bounds)
    }
  }
}
