// The sections of a brief that show other records: what comes next, and what was last. Those that are
// still to be fetched keep their lines free, and say why they are empty.

import Markup
import VitallyModel

extension RecordPage {
  /// The sections that the schema names, each with the state of its list.
  mutating func sections() {
    guard !row.isStub else { return }
    var others = recordDetail.highlights[...]
    for highlight in schema.highlights {
      guard let child = highlight.child else { continue }
      section(highlight, child, others.popFirst() ?? [])
    }
  }

  private mutating func section(_ highlight: Highlight, _ child: Resource, _ records: [Record]) {
    let hasText = highlight.isLast
    let state = state(of: child, hasSome: !records.isEmpty)
    let note = state.isSettled ? (records.isEmpty ? "none" : "") : state.words
    writer.heading(
      hasText ? "Last \(child.schema.singular)" : "Next", note: note)
    let least = state.isSettled ? 0 : highlight.lineCount
    let sentence = records.isEmpty ? sentence(for: state) : nil
    reserve(least: least) { page in
      let lines = sentence.map { page.writer.measure.wrapped($0, to: page.writer.width) } ?? []
      for line in lines.prefix(least) { page.writer.text(line, .placeholder) }
      page.records(records, child, hasText: hasText)
    }
  }

  // MARK: States

  /// How much is known of the records of a section.
  private enum SectionState {
    case complete
    case loading
    case failed(String)
    case partial
    case notFetched

    var isSettled: Bool { if case .complete = self { true } else { false } }

    var words: String {
      switch self {
      case .complete: ""
      case .loading: "loading…"
      case .failed: "failed"
      case .partial: "not all are fetched"
      case .notFetched: "not fetched yet"
      }
    }
  }

  private func state(of child: Resource, hasSome: Bool) -> SectionState {
    let index = schema.links.firstIndex { $0.child == child }
    guard let index, recordDetail.links.indices.contains(index) else {
      return hasSome ? .partial : .notFetched
    }
    let status = recordDetail.links[index].status
    if status.completedAt != nil { return .complete }
    if status.isRunning { return .loading }
    if let failure = status.failure { return .failed(failure) }
    return status.refreshedAt == nil && !hasSome ? .notFetched : .partial
  }

  /// What to do about a section without records; nil where nothing is to be done.
  private func sentence(for state: SectionState) -> String? {
    let key = keys[.screen(.refresh)]
    return switch state {
    case .complete, .loading: nil
    case .failed(let failure): "\(failure) \(key) tries again."
    case .partial, .notFetched: "\(key) loads them."
    }
  }

  // MARK: Records

  /// Other records, one per line: the date first, then the title.
  private mutating func records(_ records: [Record], _ resource: Resource, hasText: Bool) {
    let dated = resource.schema.fields.first { $0.path == resource.schema.order.path }
    let leads = records.map { record in
      [dated, resource.schema.leadingFigure].compactMap { field in
        field.map { formatter.dueness($0, of: record) }
      }
    }
    for (record, lead) in zip(records, leads) {
      var spans: [Span] = []
      for (index, value) in lead.enumerated() {
        // Below each other they line up.
        let width = leads.map { writer.measure.columns(of: $0[index].marked) }.max() ?? 0
        guard width > 0 else { continue }
        spans.append(Span(writer.measure.padded(value.marked, to: width) + "  ", value.role))
      }
      let person = resource.schema.field("assignedToId") ?? resource.schema.field("authorId")
      let name = person.map { formatter.value($0, record[$0]).text } ?? ""
      line(of: record, after: spans, name: name)
      // What has no name is called by the beginning of its text.
      if hasText, record.name != nil { summary(of: record) }
    }
  }

  /// One line for a record; its title is cut, so that it stays one.
  private mutating func line(of record: Record, after spans: [Span], name: String) {
    let measure = writer.measure
    let figure = record.schema.leadingFigure?.path
    let title = formatter.title(record, leavingOut: figure)
    let lead = spans.reduce(0) { $0 + measure.columns(of: $1.text) }
    let room = writer.width - lead
    // In a narrow window the title comes first.
    let least = min(measure.columns(of: title), 16)
    let hasName = !name.isEmpty && room - measure.columns(of: name) - 2 >= least
    let titleRoom = hasName ? room - measure.columns(of: name) - 2 : room
    writer.line(
      spans + [Span(measure.cut(title, to: max(1, titleRoom)), .plain)],
      right: hasName ? [Span(name, .dim)] : [], target: .record(record.ref))
  }

  /// The beginning of the text of a record.
  private mutating func summary(of record: Record) {
    guard let path = record.schema.summaryPath, !record[path].isBlank,
      let field = record.schema.field(path)
    else { return }
    let text = formatter.value(field, record[field]).text
    var lines = writer.measure.wrapped(text, to: writer.width)
    if lines.count > Highlight.summaryLines {
      let rest = lines.dropFirst(Highlight.summaryLines - 1).joined(separator: " ")
      lines =
        lines.prefix(Highlight.summaryLines - 1)
        + [writer.measure.cut(rest, to: writer.width)]
    }
    for line in lines { writer.line([Span(line, .dim)], target: .record(record.ref)) }
  }
}

extension Highlight {
  /// How many lines the beginning of a text has at most.
  fileprivate static let summaryLines = 2

  fileprivate var isLast: Bool { if case .last = self { true } else { false } }

  /// How many lines it needs below its heading, usually.
  fileprivate var lineCount: Int {
    switch self {
    case .next(_, let count): count
    case .last(let child, _): child.schema.summaryPath == nil ? 1 : 1 + Self.summaryLines
    case .people, .fields, .balance: 0
    }
  }
}

extension Schema {
  /// The most telling number of a record, such as the score of an NPS response.
  fileprivate var leadingFigure: Field? {
    fields.first { $0.sense == .npsScore && $0.path == "score" }
  }
}
