// The first line: the current place, position and count, sync state, and pending changes.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct HeaderBar {
  private let app: AppViewModel

  init(_ app: AppViewModel) { self.app = app }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area, .statusBar)
    let right = right
    canvas.drawRight(right, y: area.y, within: area)
    let width = right.spans.reduce(0) { $0 + TextWidth.columns($1.text) }
    let room = area.splitRight(min(area.width, width + 1)).rest
    canvas.draw(
      app.shared.measure.cut(place, to: max(0, room.width - 1)), .statusBar, x: room.x + 1,
      y: room.y,
      within: room)
  }

  private var place: String {
    guard let screen = app.screen else { return "vitty" }
    if let title = app.title { return title }
    guard let list = screen.list else { return screen.recordPlace(app.now) + related(screen) }
    var place = "\(list.title)  \(list.progress ?? list.position)"
    if list.isEveryones { place += "  everyone’s" }
    if let narrowing = list.narrowing { place += "  [\(narrowing)]" }
    if let view = list.view { place += "  [\(view.name)\(list.isViewChanged ? "*" : "")]" }
    if list.filter != .none, list.view == nil || list.isViewChanged {
      place += "  [\(list.filter.line)]"
    }
    if screen.focus == .list, let marked = list.markedWords { place += "  \(marked)" }
    if let order = list.unseenOrder { place += "  " + order }
    if list.showsHidden { place += "  incl. done/archived" }
    if screen.list?.query.parent != nil || screen.focus == .detail {
      place += "  > " + screen.recordPlace(app.now)
    }
    return place + related(screen)
  }

  /// The position in the list of the detail's tab.
  private func related(_ screen: BrowseViewModel) -> String {
    guard screen.focus == .detail, let related = screen.detail?.related else { return "" }
    let line = related.filter.line
    let terms = [related.narrowing, line.isEmpty ? nil : line].compactMap(\.self)
    let marked = related.markedWords.map { "  \($0)" } ?? ""
    return "  \(related.position)" + terms.map { "  [\($0)]" }.joined() + marked
  }

  private var right: StyledLine {
    var spans: [Span] = []
    if app.shared.attentionCount > 0 {
      spans.append(Span(" \(app.shared.attentionCount) not saved ", .statusBad))
    }
    let bulk = app.shared.bulk
    if let bulk, bulk.total > 1 { spans.append(Span(" \(bulk.words) ", .statusWarning)) }
    let others = app.shared.waitingCount - (bulk?.pendingCount ?? 0)
    if others > 0 { spans.append(Span(" out \(others) ", .statusWarning)) }
    if app.shared.isOffline { spans.append(Span(" offline ", .statusWarning)) }
    if let drafts = app.draftCount { spans.append(Span(" \(drafts) ", .statusWarning)) }
    if app.shared.isReadOnly { spans.append(Span(" read-only ", .statusWarning)) }
    if app.shared.isSyncPaused { spans.append(Span(" sync paused ", .statusWarning)) }
    if let pause = app.shared.pause {
      spans.append(Span(" \(pause) ", .statusWarning))
    } else if let list = app.screen?.focusedList ?? app.screen?.list {
      let state = list.state(now: app.now, isOffline: app.shared.isOffline)
      spans.append(Span(" \(state.text) ", state.role == .info ? .statusBar : state.role))
    }
    if app.shared.width >= 60 { spans.append(Span(" \(app.shared.workspace) ", .statusBar)) }
    return StyledLine(spans)
  }
}

extension BrowseViewModel {
  /// The current record: its kind and name.
  fileprivate func recordPlace(_ now: Now) -> String {
    guard let detail else { return "" }
    let kind = detail.ref.resource.schema.singular
    guard let record = detail.row?.record else { return kind }
    return "\(kind): \(RecordFormatter(now: now).title(record))"
  }
}
