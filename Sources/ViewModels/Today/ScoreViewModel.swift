// Why a row of Today stands where it does: the sum of its parts, and the line of the file with the
// weight of each.

import Markup
import VitallyModel

/// The state of the box.
struct ScoreViewModel: Equatable, Sendable {
  private let title: String
  private let attention: Attention
  private let weights: Weights
  /// Whether the group is sorted by points.
  private let isRanked: Bool
  private var area = Area(width: 80, height: 22)

  /// Creates the box of a record.
  init(_ title: String, _ attention: Attention, _ weights: Weights, isRanked: Bool = true) {
    self.isRanked = isRanked
    self.title = title
    self.attention = attention
    self.weights = weights
  }

  /// What a part comes from, in words.
  private func words(_ share: Attention.Share) -> String {
    let value = share.value
    switch share.part {
    case .overdue:
      return value.map { $0 > 0 ? DistanceText.late(Int($0)) : "not late" } ?? "not due"
    case .renewal: return value.map { DistanceText.renewal(in: Int($0)) } ?? "no renewal date"
    case .revenue: return value.map { "MRR \(NumberText.compact($0))" } ?? "no revenue"
    case .health: return value.map { "health \(NumberText.short($0))" } ?? "no health"
    case .silence:
      return value.map { $0 < 1 ? "seen today" : DistanceText.silent(Int($0)) } ?? "never seen"
    }
  }
}

extension ScoreViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(contexts: [.confirm], hints: [.dialog(.cancel)], place: .box)
  }

  func drawing(in shared: Shared) -> Drawing {
    let measure = shared.measure
    var page = Page()
    page.width = min(area.width - 6, 60)
    page.title = measure.cut(title, to: max(1, page.width - 4))
    // A narrow box leaves out the most points, which the setting says too.
    let isWide = page.width >= 56
    let room = isWide ? 27 : max(8, page.width - 20)
    func line(_ words: String, _ points: Double, _ role: TextRole, _ rest: [Span] = [])
      -> StyledLine
    {
      let points = "\(Int(points.rounded()))"
      let blanks = String(repeating: " ", count: max(0, 4 - points.count))
      return StyledLine(
        [Span(" " + measure.padded(measure.cut(words, to: room - 1), to: room))]
          + [Span(blanks + points, role)] + rest)
    }
    page.lines = attention.shares.map { share in
      let most = NumberText.short(weights[share.part])
      let setting = Span("\(share.part.rawValue) = \(most)", .code)
      return line(
        words(share), share.points, .value,
        isWide
          ? [Span(" of ", .dim), Span(measure.padded(most, to: 6), .dim), setting]
          : [Span("  "), setting])
    }
    // The sum of what stands above, rounded as it is.
    let sum = attention.shares.reduce(0) { $0 + $1.points.rounded() }
    page.lines.append(line("total", sum, .strong))
    page.lines.append(StyledLine("", .plain))
    let order =
      isRanked
      ? "In a group, more points stand first."
      : "This group is too long to be sorted by points: \(NumberText.grouped(Ranking.mostRows)) rows at most."
    let file =
      weights.isFromFile
      ? "The weights are those of \(weights.file); a line like these changes one there."
      : "The usual weights are in force. To change one, add a line like these to \(weights.file)."
    let sentence = "\(order) \(file)"
    page.lines += measure.wrapped([Span(sentence, .dim)], to: page.width - 2)
      .map { $0.indented(by: 1) }
    page.height = min(area.height - 2, page.lines.count)
    return .page(page)
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .arranged(let area): self.area = area
    case .command(.dialog): return .close()
    case .answer, .news, .draftsChanged: return .notHandled
    case .command, .text, .appeared, .uncovered, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }
}
