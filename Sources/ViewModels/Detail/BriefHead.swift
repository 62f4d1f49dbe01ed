// The head of a brief: what the record is called, who looks after it, and its figures. All of it is
// known from the row of a list, and a figure that is missing keeps its line, so that nothing moves
// when the rest arrives.

import Markup
import VitallyModel

extension RecordPage {
  /// What it is called, and who looks after it first of all.
  mutating func title() {
    let right = keeper.map { person in
      [Span(person.roles.joined(separator: ", ") + " ", .label), Span(name(of: person), .value)]
    }
    writer.line([Span(formatter.title(record), .title)], right: right ?? [])
  }

  /// The other people, and the figures: one line for each highlight, wrapped where it is too long.
  mutating func head() {
    guard !schema.isProse, !row.isStub else { return }
    let lines = [people].filter { !$0.isEmpty } + schema.highlights.compactMap(figures)
    writer.flow(lines)
  }

  // MARK: People

  private var everybody: [BriefPeople.Person] {
    guard !schema.isProse else { return [] }
    let paths = schema.highlights.flatMap { highlight -> [FieldPath] in
      if case .people(let paths) = highlight { paths } else { [] }
    }
    return BriefPeople(of: record, in: paths.compactMap { schema.field($0) }).all
  }

  /// The one beside the title.
  private var keeper: BriefPeople.Person? { everybody.first { $0.named != nil } }

  /// All others, each with the roles behind the name.
  private var people: [LabelledFigure] {
    let keeper = keeper?.named?.ref
    let others = everybody.filter { $0.named == nil || $0.named?.ref != keeper }
    return others.enumerated().map { index, person in
      LabelledFigure(
        label: index == 0 ? "People" : "",
        value: [
          Span(name(of: person), .value),
          Span(" (\(person.roles.joined(separator: ", ")))", .dim),
        ])
    }
  }

  private func name(of person: BriefPeople.Person) -> String {
    person.named.map { formatter.name($0) } ?? "nobody"
  }

  // MARK: Figures

  /// The line of figures of a highlight; nil if it has none. Without any value, the first one says so.
  private func figures(_ highlight: Highlight) -> [LabelledFigure]? {
    if case .balance(let path, let counts) = highlight {
      return schema.field(path).map { [balance($0, of: counts)] }
    }
    let fields = highlight.figures.compactMap { schema.field($0) }
    guard let first = fields.first else { return nil }
    let figures = fields.compactMap(figure)
    return figures.isEmpty ? [Self.missing(first)] : figures
  }

  private static func missing(_ field: Field) -> LabelledFigure {
    LabelledFigure(label: field.label, value: [Span("–", .dim)])
  }

  private func figure(_ field: Field) -> LabelledFigure? {
    let value = formatter.figure(field, of: record)
    guard !value.text.isEmpty else { return nil }
    let isTold = schema.watchedHealth?.path == field.path
    return LabelledFigure(
      label: field.label,
      value: bar(of: field, value.role) + [Span(value.marked, value.role)],
      more: isTold ? trends(of: field) : [])
  }

  /// A bar of ten for a health between 0 and 10; nothing for other figures.
  private func bar(of field: Field, _ role: TextRole) -> [Span] {
    guard field.sense == .health, let health = record[field].text.flatMap(Double.init),
      (0...10).contains(health)
    else { return [] }
    let full = Int(health.rounded())
    return [
      Span(String(repeating: "█", count: full), role),
      Span(String(repeating: "░", count: 10 - full) + " ", .dim),
    ]
  }

  /// The last weeks of a health, as much as there is room for: `  ▇▆▅▄ from 7.9 since 14 Sep`.
  private func trends(of field: Field) -> [[Span]] {
    let trends = [12, 8].compactMap {
      HealthTrend(recordDetail.health, now: formatter.now, weeks: $0)
    }
    let ways = trends.flatMap { trend -> [[Span]] in
      let first = formatter.value(field, .number("\(trend.first)")).text
      let day = DateText(now: formatter.now).day(formatter.now.zone.local(trend.since).day)
      let levels = [Span("  \(trend.levels)")]
      return [" from \(first) since \(day)", " since \(day)"].map { levels + [Span($0, .dim)] }
    }
    return ways + trends.suffix(1).map { [Span("  \($0.levels)")] } + [[]]
  }

  /// A balance with the counts behind it: `NPS +13  promoters ████ 4  passives █ 1  detractors ███ 3`.
  private func balance(_ field: Field, of paths: [FieldPath]) -> LabelledFigure {
    guard !record[field].isBlank else { return Self.missing(field) }
    let value = formatter.figure(field, of: record)
    let counts = paths.compactMap { schema.field($0) }.map { field in
      (label: field.label.lowercased(), count: record[field].text.flatMap { Int($0) } ?? 0)
    }
    // Long bars and whole words first; in a narrow window the numbers remain.
    let long = [8, 6, 4, 3].map { Self.bars(counts, length: $0) }
    let short = [4, 3, 2, 0].map { Self.bars(counts, length: $0, letters: 4) }
    return LabelledFigure(
      label: field.label, value: [Span(value.marked, value.role)],
      more: long + short + [Self.bars(counts, length: 0, letters: 4, gap: " ")])
  }

  /// Counts as bars of at most a length, behind labels of at most so many letters.
  private static func bars(
    _ counts: [(label: String, count: Int)], length: Int, letters: Int = .max, gap: String = "  "
  ) -> [Span] {
    let most = Double(max(length, counts.map(\.count).max() ?? 0))
    return counts.enumerated().flatMap { index, part in
      // A server may send any number: none of them overflows.
      let share = Double(part.count) / max(1, most)
      let columns = part.count > 0 && length > 0 ? max(1, Int(share * Double(length))) : 0
      let role: TextRole = index == 0 ? .good : index == counts.count - 1 ? .bad : .warning
      let bar = columns == 0 ? [] : [Span(String(repeating: "█", count: columns) + " ", role)]
      return [Span("\(gap)\(part.label.prefix(letters)) ", .label)] + bar + [Span("\(part.count)")]
    }
  }
}
