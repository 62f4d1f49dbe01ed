// The page that shows what a decision about many records would change.

import Markup
import VitallyModel

struct BulkPage {
  private let model: BulkViewModel
  private let shared: Shared
  private let width: Int

  init(_ model: BulkViewModel, _ shared: Shared) {
    self.model = model
    self.shared = shared
    width = model.area.width
  }

  var page: Page {
    guard let preview = model.preview else {
      return .saying("Looking at what would change…", width: width, shared.measure)
    }
    var page = Page()
    page.head = head(preview)
    let room = max(1, model.area.height - page.head.count)
    // Of thousands only those in sight are written.
    let row = model.selection.row
    let count = max(1, room / linesPerRow)
    let first = max(0, min(row - count / 2, model.rowCount - count))
    page.lines = (first..<min(model.rowCount, first + count)).flatMap { lines($0, preview) }
    if model.rowCount > 0 { page.select((row - first) * linesPerRow, height: room) }
    return page
  }

  /// The fewest columns in which a record and its values fit side by side.
  private static let roomy = 64

  /// How many lines a record has: where there is little room, its values have their own.
  private var linesPerRow: Int { width < Self.roomy ? 2 : 1 }

  // MARK: Head

  private func head(_ preview: BulkPreview) -> [StyledLine] {
    let marked = model.query.refs.count
    let chosen = model.chosen
    let name = [
      Span(model.name(now: shared.now), .title),
      Span(chosen.count == marked ? "" : " of \(NumberText.grouped(marked)) marked", .dim),
    ]
    var lines = shared.measure.wrapped(name, to: max(1, width - 2)).map { $0.indented(by: 1) }
    let all = rest(preview) + (chosen.isEmpty ? [] : cost(preview, chosen.count))
    lines += all.flatMap { sentence in
      shared.measure.wrapped([Span(sentence, .plain)], to: max(1, width - 2))
        .map { $0.indented(by: 1) }
    }
    return lines + [StyledLine()]
  }

  /// What does not change, or is easily overlooked.
  private func rest(_ preview: BulkPreview) -> [String] {
    var parts: [String] = []
    if preview.alreadyCount > 0 { parts.append("\(count(preview.alreadyCount)) already like this") }
    if !model.leftOut.isEmpty {
      parts.append("\(NumberText.grouped(model.leftOut.count)) left out")
    }
    if preview.missingCount > 0 {
      parts.append("\(count(preview.missingCount)) no longer on this computer")
    }
    var sentences = parts.isEmpty ? [] : [parts.joined(separator: ", ") + "."]
    if model.outsideCount > 0 {
      let verb = model.outsideCount == 1 ? "that changes is" : "that change are"
      sentences.append(
        "\(NumberText.grouped(model.outsideCount)) \(verb) not in the list as it is filtered now.")
    }
    sentences += model.reasons.map(\.sentence)
    return sentences
  }

  private func count(_ number: Int) -> String {
    "\(NumberText.grouped(number)) \(number == 1 ? "is" : "are")"
  }

  /// What it takes to send all of it, and whether that can be taken back.
  private func cost(_ preview: BulkPreview, _ count: Int) -> [String] {
    let requests = count * BulkPreview.requestsPerChange
    var time = "; how long they take is not known yet"
    if let rate = preview.requestsPerMinute, rate > 0 {
      let minutes = (requests + rate - 1) / rate
      time = minutes <= 1 ? ", less than a minute" : ", about \(minutes) minutes"
    }
    let (each, they) = count == 1 ? ("the", "it") : ("each", "they")
    let sentence =
      "\(NumberText.grouped(requests)) requests (\(each) record is read, then written)\(time)."
    guard case .archive = model.query.decision else { return [sentence] }
    return [sentence, "Once sent, \(they) can be brought back only in Vitally itself."]
  }

  // MARK: Rows

  private func lines(_ row: Int, _ preview: BulkPreview) -> [StyledLine] {
    let isSelected = row == model.selection.row
    if preview.items.indices.contains(row) {
      return lines(preview.items[row], isSelected, preview)
    }
    return lines(preview.obstacles[row - preview.items.count], isSelected)
  }

  /// A record with its value before and after.
  private func lines(
    _ item: BulkPreview.Item, _ isSelected: Bool, _ preview: BulkPreview
  ) -> [StyledLine] {
    let isLeftOut = model.leftOut.contains(item.change.ref)
    let isNarrow = linesPerRow > 1
    let titleWidth = isNarrow ? max(1, width - 6) : (width - 8) / 2
    let words = item.customer.isEmpty ? item.title : "\(item.title) · \(item.customer)"
    let title = shared.measure.cut(words, to: titleWidth)
    let head = [
      Span(isSelected ? ">" : " ", .key), Span(isLeftOut ? "[ ] " : "[x] ", .key),
      Span(
        isNarrow ? title : shared.measure.padded(title, to: titleWidth) + "  ",
        isLeftOut ? .dim : .value),
    ]
    guard isNarrow else {
      return [StyledLine(head + change(item, isLeftOut, room: width - titleWidth - 8, preview))]
    }
    let change = change(item, isLeftOut, room: width - 6, preview)
    return [StyledLine(head), StyledLine([Span("     ", .plain)] + change)]
  }

  /// The values before and after, in so many columns. What one does not need, the other has.
  private func change(
    _ item: BulkPreview.Item, _ isLeftOut: Bool, room: Int, _ preview: BulkPreview
  ) -> [Span] {
    if isLeftOut { return [Span("left out", .dim)] }
    let (before, after) = values(item, preview)
    let both = max(8, room - 3)
    let needed = shared.measure.columns(of: after)
    let first = shared.measure.cut(before, to: max(both / 2, both - needed))
    let rest = both - shared.measure.columns(of: first)
    return [
      Span(first, .dim), Span(RecordFormatter.arrow, .dim),
      Span(shared.measure.cut(after, to: rest), .value),
    ]
  }

  /// What the field was, and what it becomes.
  private func values(
    _ item: BulkPreview.Item, _ preview: BulkPreview
  ) -> (before: String, after: String) {
    if item.change.action == .archive { return ("in use", "archived") }
    guard let edit = item.change.edits.first else { return ("", "") }
    var names = preview.names
    if case .assign(let person, let name) = model.query.decision { names[person] = name }
    let formatter = RecordFormatter(now: shared.now, names: names)
    let field = model.query.decision.field ?? item.change.ref.resource.schema.field(edit.path)
    func text(_ value: JSONValue?) -> String {
      field.map { formatter.changed($0, value, isShort: true).text } ?? ""
    }
    return (text(edit.base), text(edit.value))
  }

  /// A record that can't change, with the reason.
  private func lines(_ obstacle: BulkPreview.Obstacle, _ isSelected: Bool) -> [StyledLine] {
    let isNarrow = linesPerRow > 1
    let titleWidth = isNarrow ? max(1, width - 6) : (width - 8) / 2
    let title = shared.measure.cut(obstacle.title, to: titleWidth)
    let head = [
      Span(isSelected ? ">" : " ", .key), Span("    ", .plain),
      Span(isNarrow ? title : shared.measure.padded(title, to: titleWidth) + "  ", .dim),
    ]
    let room = isNarrow ? width - 6 : width - titleWidth - 8
    let reason = Span(shared.measure.cut(obstacle.reason.sentence, to: max(1, room)), .warning)
    return isNarrow
      ? [StyledLine(head), StyledLine([Span("     ", .plain), reason])]
      : [StyledLine(head + [reason])]
  }
}
