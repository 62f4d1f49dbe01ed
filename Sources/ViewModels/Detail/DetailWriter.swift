// Builds a detail line by line: titles, labelled values, headings and long texts, wrapped to a
// width.

import Markup
import VitallyModel

struct DetailWriter {
  let width: Int
  let measure: TextMeasure
  let formatter: RecordFormatter
  private(set) var content = DetailContent()
  /// What to say of a quoted mail with this number of lines in place of it; nil shows it.
  private let folding: ((Int) -> String)?
  /// What is folded, and whose quoted mails are shown.
  private let folds: TextFolds
  /// The group that is being written; nil for none.
  private var group: ListGroup?
  /// How many lines to write: those after them are laid out when they become visible.
  private let limit: Int
  /// The same while a group is written of which only the heading will be left.
  private var hiddenLimit: Int?
  /// Whether headings have a blank line before them, as in a text that one reads.
  private let isAiry: Bool
  /// The columns of labels.
  private var labelWidth = 8
  /// The number of the last link.
  private var lastLink = 0

  /// How many bytes of a text are read per line, at first.
  private static let bytesPerLine = 256

  /// Quoted mails with fewer lines are shown.
  private static let foldedLines = 4

  init(
    width: Int, measure: TextMeasure, formatter: RecordFormatter, limit: Int = .max,
    isAiry: Bool = false, folds: TextFolds = TextFolds(), folding: ((Int) -> String)? = nil
  ) {
    self.folds = folds
    self.isAiry = isAiry
    self.folding = folding
    self.width = max(1, width)
    self.measure = measure
    self.formatter = formatter
    self.limit = max(1, limit)
  }

  /// Where parts at the right end: in a wide window nobody finds their line again.
  private var edge: Int { min(width, 84) }

  /// Makes room for these labels, so that their values stand below each other, and close to them.
  mutating func align(_ labels: [String]) {
    let longest = labels.map { measure.columns(of: $0) }.max() ?? 0
    labelWidth = min(24, max(8, width * 2 / 5), longest + 2)
  }

  /// How many more lines to write.
  private var room: Int { max(0, (hiddenLimit ?? limit) - content.lines.count) }

  private mutating func add(_ line: StyledLine, target: Target? = nil) {
    if content.isPartial { return }
    if room == 0 {
      content.isPartial = true
    } else {
      content.lines.append(DetailLine(line, target: target))
    }
  }

  mutating func line(_ spans: [Span], target: Target? = nil) {
    for line in measure.wrapped(spans, to: width) { add(line, target: target) }
  }

  mutating func text(_ text: String, _ role: TextRole) { line([Span(text, role)]) }

  mutating func blank() {
    guard let last = content.lines.last, !last.line.spans.isEmpty else { return }
    add(StyledLine())
  }

  /// Notes how many lines a part has taken for which room is kept.
  mutating func noteReserved(since first: Int) {
    content.reserved.append(content.lines.count - first)
  }

  /// Lines without text.
  mutating func blanks(_ count: Int) {
    for _ in 0..<max(0, count) { add(StyledLine()) }
  }

  /// A heading with a rule to the edge, and a note on what stands below it.
  mutating func heading(_ text: String, note: String = "") {
    if isAiry { blank() }
    let room = width - measure.columns(of: text)
    let note = note.isEmpty ? "" : measure.cut(" · " + note, to: room)
    let head = [Span(measure.cut(text, to: width), .heading), Span(note, .dim)]
    let rest = width - columns(of: head) - 1
    let rule = rest < 1 ? [] : [Span(" " + String(repeating: "─", count: rest), .border)]
    add(StyledLine(head + rule))
  }

  // MARK: Groups

  /// Whether a title fits on the heading of a group.
  func fitsHeading(_ title: String) -> Bool { measure.columns(of: title) + 4 <= width }

  /// Begins a group, with a heading as in lists.
  mutating func beginGroup(_ id: String, _ title: String, target: Target?) {
    guard !content.isPartial, room > 0 else {
      content.isPartial = true
      return
    }
    group = ListGroup(
      id, title, line: content.lines.count, count: 0, isFolded: folds.folded.contains(id),
      isText: true)
    add(StyledLine(), target: target)
    if group?.isFolded == true {
      // Its lines are needed for what is said of them, but must not be a burden either.
      let (sum, isFar) = content.lines.count.addingReportingOverflow(limit)
      hiddenLimit = isFar ? .max : sum
    }
  }

  /// Ends a group. If it is folded, its lines are put aside, where a search finds them.
  mutating func endGroup() {
    guard var group else { return }
    let first = group.line + 1
    let lines = content.lines[first...].map(\.line)
    group.count = group.isFolded ? lines.count { !$0.text.trimmed.isEmpty } : lines.count
    self.group = nil
    hiddenLimit = nil
    let heading = group.heading(width: width, measure)
    content.lines[group.line].line = heading
    content.groups.append(group)
    guard group.isFolded else { return }
    content.folds.append(
      FoldedLines(
        line: group.line, lines: [heading] + lines, isOpen: false,
        group: group.id, isQuote: false))
    content.lines.removeSubrange(first...)
  }

  /// Two parts, one at each edge; below each other where they don't fit beside each other.
  mutating func line(_ left: [Span], right: [Span], target: Target? = nil) {
    let (leftWidth, rightWidth) = (columns(of: left), columns(of: right))
    let fits = leftWidth + 2 + rightWidth <= width
    if right.isEmpty || !fits { line(left, target: target) }
    guard !right.isEmpty else { return }
    let gap = max(fits ? 2 : 0, edge - rightWidth - (fits ? leftWidth : 0))
    let blanks = [Span(String(repeating: " ", count: gap))]
    if rightWidth > width {
      line(right, target: target)
    } else {
      add(StyledLine((fits ? left : []) + blanks + right), target: target)
    }
  }

  private func columns(of spans: [Span]) -> Int {
    spans.reduce(0) { $0 + measure.columns(of: $1.text) }
  }

  /// Lines of figures, wrapped between them. The values that begin a line stand below each other.
  mutating func flow(_ lines: [[LabelledFigure]]) {
    var labelWidth = 0
    var wrapped = lines
    while let longest = wrapped.compactMap({ $0.first?.label }).map(measure.columns(of:)).max(),
      longest > labelWidth
    {
      labelWidth = longest
      wrapped = lines.flatMap { self.wrapped($0, labelWidth: labelWidth) }
    }
    for figures in wrapped { flow(figures, labelWidth: labelWidth) }
  }

  /// Figures in as many lines as they need.
  private func wrapped(
    _ figures: [LabelledFigure], labelWidth: Int
  ) -> [[LabelledFigure]] {
    var lines: [[LabelledFigure]] = []
    var used = 0
    for figure in figures {
      let label = measure.columns(of: figure.label)
      let value = 1 + columns(of: figure.value)
      if let last = lines.indices.last, used + Self.gap + label + value <= width {
        lines[last].append(figure)
        used += Self.gap + label + value
      } else {
        lines.append([figure])
        used = max(label, labelWidth) + value
      }
    }
    return lines
  }

  /// One line of figures.
  private mutating func flow(_ figures: [LabelledFigure], labelWidth: Int) {
    var spans: [Span] = []
    for (index, figure) in figures.enumerated() {
      let isFirst = index == 0
      let label = isFirst ? measure.padded(figure.label, to: labelWidth) : figure.label
      if !isFirst { spans.append(Span(String(repeating: " ", count: Self.gap))) }
      spans += [Span(label + " ", .label)] + figure.value
      let room = width - columns(of: spans)
      spans += figure.more.first { columns(of: $0) <= room } ?? figure.more.last ?? []
    }
    line(spans)
  }

  /// The blanks between two figures.
  private static let gap = 3

  mutating func rule() { add(StyledLine(String(repeating: "─", count: width), .border)) }

  /// A label with its value beside it; nothing when there is no value.
  mutating func field(_ field: Field, _ value: JSONValue, isSettled: Bool = false) {
    guard !value.isBlank else { return }
    let targets = field.targets(in: value)
    if targets.count > 1 {
      for (index, target) in targets.enumerated() {
        labelled(
          index == 0 ? field.label : "", Formatted(formatter.name(target)), .record(target.ref))
      }
    } else {
      let target = targets.first.map { Target.record($0.ref) } ?? field.address(in: value)
      labelled(field.label, formatter.value(field, value, isSettled: isSettled), target)
    }
  }

  mutating func labelled(_ label: String, _ value: Formatted, _ target: Target? = nil) {
    guard !value.text.isEmpty, !content.isPartial else { return }
    let head = Span(measure.padded(measure.cut(label, to: labelWidth - 1), to: labelWidth), .label)
    let text = value.marked.head(bytes: Self.bytes(for: room, of: width))
    for line in labelledLines(head, Span(text, value.role)) { add(line, target: target) }
    if text.utf8.count < value.marked.utf8.count { content.isPartial = true }
    if let target {
      content.links.append(
        NumberedLink(
          number: 0, title: label.isEmpty ? value.text : "\(label): \(value.text)", target: target))
    }
  }

  /// A label with a value of several parts beside it.
  mutating func labelled(_ label: String, _ value: [Span]) {
    let head = Span(measure.padded(measure.cut(label, to: labelWidth - 1), to: labelWidth), .label)
    for line in lines(of: value, beside: head) { add(line) }
  }

  /// The lines of a value beside its label, or below it if only that keeps an address or an id
  /// unbroken.
  private func labelledLines(_ head: Span, _ value: Span) -> [StyledLine] {
    let indent = 2
    let (beside, below) = (width - labelWidth, width - indent)
    let longest =
      value.text.utf8.count > 10_000
      ? 0
      : value.text.split(separator: " ").map { measure.columns($0) }.max() ?? 0
    if longest > beside, longest <= below {
      let lines = measure.wrapped([value], to: below)
      let lead = Span(String(repeating: " ", count: indent))
      return [StyledLine([head])] + lines.map { StyledLine([lead] + $0.spans) }
    }
    return lines(of: [value], beside: head)
  }

  private func lines(of value: [Span], beside head: Span) -> [StyledLine] {
    measure.wrapped(value, to: width - labelWidth).enumerated().map { index, line in
      let lead = index == 0 ? head : Span(String(repeating: " ", count: labelWidth))
      return StyledLine([lead] + line.spans)
    }
  }

  /// Adds a linked record that has no line of its own.
  mutating func link(_ label: String, _ named: NamedRef) {
    guard !content.isPartial else { return }
    content.links.append(
      NumberedLink(
        number: 0, title: "\(label): \(formatter.name(named))", target: .record(named.ref)))
  }

  /// Adds a long text, its links numbered after the earlier ones. It reads no more of the text than
  /// needed. In a message all quotes are mails.
  mutating func prose(
    _ value: JSONValue, isHTML: Bool, indent: Int = 0, isMessage: Bool = false
  ) {
    guard !content.isPartial else { return }
    guard let source = value.text else { return text(value.jsonText, .value) }
    let indent = indent * 2 < width ? indent : 0
    let wanted = room
    var bytes = Self.bytes(for: wanted, of: Self.bytesPerLine)
    while true {
      let text = part(of: source, bytes: bytes, isHTML: isHTML, isMessage: isMessage)
      let limit = wanted == .max ? .max : wanted + 1
      let parts = text.parts(width: width - indent, limit: limit, columns: measure.columns)
      let isAll = bytes >= source.utf8.count
      if isAll || parts.reduce(0, { $0 + shownCount($1) }) > wanted {
        return add(parts, indent: indent, of: text)
      }
      bytes = Self.bytes(for: bytes, of: 8)
    }
  }

  private func part(
    of source: String, bytes: Int, isHTML: Bool, isMessage: Bool
  ) -> StyledText {
    switch (isHTML, bytes < source.utf8.count) {
    case (true, true):
      HTMLReader.read(
        startOf: source, bytes: bytes, firstLink: lastLink + 1, isMessage: isMessage)
    case (true, false):
      HTMLReader.read(source, firstLink: lastLink + 1, isMessage: isMessage)
    case (false, _): PlainText.styled(startOf: source, bytes: bytes, firstLink: lastLink + 1)
    }
  }

  private func isFolded(_ part: TextPart) -> Bool {
    folding != nil && isLongQuote(part) && group?.isFolded != true
      && !folds.showsQuotes(of: group?.id ?? "")
  }

  private func isLongQuote(_ part: TextPart) -> Bool {
    part.quote != nil && part.lines.count >= Self.foldedLines
  }

  /// How many lines are shown of a part.
  private func shownCount(_ part: TextPart) -> Int { isFolded(part) ? 1 : part.lines.count }

  private mutating func add(_ parts: [TextPart], indent: Int, of text: StyledText) {
    for part in parts {
      let lines = part.lines.map { $0.indented(by: indent) }
      if isLongQuote(part), !content.isPartial, group?.isFolded != true {
        content.folds.append(
          FoldedLines(
            line: content.lines.count, lines: lines, isOpen: !isFolded(part),
            group: group?.id ?? "", isQuote: true))
      }
      guard isFolded(part), let folding else {
        for line in lines { add(line, target: target(of: line, in: text)) }
        continue
      }
      let count = part.lines.count { !$0.spans.isEmpty }
      add(StyledLine(measure.cut(folding(count), to: width - indent), .dim).indented(by: indent))
    }
    content.links += text.links.map {
      NumberedLink(number: $0.number, title: $0.title, target: .address($0.target))
    }
    lastLink += text.links.count
  }

  private func target(of line: StyledLine, in text: StyledText) -> Target? {
    guard let number = line.spans.lazy.compactMap(\.link).first else { return nil }
    let index = number - lastLink - 1
    return text.links.indices.contains(index) ? .address(text.links[index].target) : nil
  }

  /// The product, clamped to the maximum on overflow.
  private static func bytes(for lines: Int, of bytes: Int) -> Int {
    let (product, overflow) = lines.multipliedReportingOverflow(by: bytes)
    return overflow ? .max : max(1, product)
  }
}

extension String {
  /// The start of a text, at most this many bytes.
  fileprivate func head(bytes: Int) -> String {
    guard bytes < utf8.count else { return self }
    return String(self[..<utf8.index(startIndex, offsetBy: bytes)])
  }
}

extension Field {
  /// The records that a value of the field names.
  fileprivate func targets(in value: JSONValue) -> [NamedRef] { kind.refs(in: value) }

  /// The address in a value of the field.
  fileprivate func address(in value: JSONValue) -> Target? {
    switch kind {
    case .url: value.text.flatMap { Link.target(of: $0) }.map { .address($0) }
    case .email: value.text.map { .address("mailto:" + $0) }
    default: nil
    }
  }
}
