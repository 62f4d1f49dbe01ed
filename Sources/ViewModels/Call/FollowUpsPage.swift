// The page on which the tasks of a call are approved.

import Markup
import VitallyModel

struct FollowUpsPage {
  private let model: FollowUpsViewModel
  private let shared: Shared
  private let width: Int

  init(_ model: FollowUpsViewModel, _ shared: Shared) {
    self.model = model
    self.shared = shared
    width = model.area.width
  }

  var page: Page {
    var page = Page()
    page.head = head
    page.lines = model.tasks.indices.flatMap { lines($0) }
    if let selected = model.selected {
      let row = (0..<selected).reduce(0) { $0 + lines($1).count }
      page.select(row, height: max(1, model.area.height - page.head.count))
    }
    return page
  }

  private var head: [StyledLine] {
    let keys = shared.keys
    let kept = model.tasks.filter { !$0.isDropped }.count
    var lines = [
      StyledLine([
        Span(" On saving: ", .title), Span(what, .title),
        Span(model.customerName.isEmpty ? "" : " for \(model.customerName)", .plain),
      ])
    ]
    if model.kind == .conversation {
      let person = model.person.map { model.names[$0] ?? "…" }
      lines.append(
        StyledLine([
          Span(" With ", .label),
          person.map { Span($0, .value) }
            ?? Span("nobody yet: \(keys[.followUps(.person)]) picks the person", .warning),
        ]))
    }
    lines.append(
      StyledLine(
        model.tasks.isEmpty
          ? " No tasks. A line such as “- [ ] send the guide @dana fri” becomes one."
          : " and \(kept.counted("task")), from the items with an empty check box:", .plain))
    lines.append(StyledLine())
    return lines
  }

  private var what: String {
    let subject = shared.measure.cut(model.subject, to: max(10, width / 2))
    return "the \(model.kind.rawValue) “\(subject)”"
  }

  /// The lines of a task: itself, and what is not clear about it.
  private func lines(_ index: Int) -> [StyledLine] {
    let task = model.tasks[index]
    let isSelected = model.selected == index
    let who = max(12, min(20, width / 5))
    let when = 11
    let nameWidth = max(10, width - who - when - 8)
    let role: TextRole = task.isDropped ? .dim : .value
    let name = shared.measure.padded(task.name.isEmpty ? "(no name)" : task.name, to: nameWidth)
    let due = task.due.map { DateText(now: shared.now).day($0) } ?? "no day"
    let line = StyledLine([
      Span(isSelected ? ">" : " ", .key), Span(task.isDropped ? "[ ] " : "[x] ", .key),
      Span(name + " ", role),
      Span(
        shared.measure.padded(assignee(task), to: who) + " ", task.unclear == nil ? role : .error),
      Span(task.isDropped ? "left out" : due, .dim),
    ])
    guard task.unclear != nil, !task.problem.isEmpty, !task.isDropped else { return [line] }
    return [line, StyledLine("     ! \(task.problem)", .error)]
  }

  private func assignee(_ task: FollowUp) -> String {
    if let unclear = task.unclear { return "@\(unclear)?" }
    guard let ref = task.assignee else { return "nobody" }
    return model.names[ref] ?? (ref == shared.now.me ? "me" : "…")
  }
}
