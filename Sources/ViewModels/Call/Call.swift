// A call that is being logged in the form of a note: when it began, and the brief beside the text.

import Markup
import VitallyModel

/// The state of a call.
struct Call: Equatable, Sendable {
  /// What the call is logged as.
  enum Kind: String, CaseIterable, Hashable, Sendable {
    case note
    case conversation
  }

  /// The customer.
  let customer: Ref
  /// When it began.
  let startedAt: Moment
  /// What it is logged as.
  var kind = Kind.note
  /// The brief of the customer, once it is read.
  var detail: RecordDetail?
  /// The lines of the brief, laid out for a width.
  private var lines: [StyledLine] = []
  private var width = 0
  /// Whether the lines are those of the detail.
  private var isCurrent = false
  /// The lines that parts of the brief keep, so that what stands below them stays.
  private var reserved: [Int] = []

  /// A call that begins now, or that a draft goes on with.
  init(with customer: Ref, since moment: Moment) {
    self.customer = customer
    startedAt = moment
  }

  /// How long it has taken, in minutes.
  func minutes(now: Now) -> Int {
    max(0, Int((now.moment.milliseconds - startedAt.milliseconds) / 60_000))
  }

  /// The name of the customer; empty until it is known.
  func name(now: Now) -> String {
    guard let detail, let row = detail.row else { return "" }
    return RecordFormatter(now: now, names: detail.names).title(row.record)
  }

  // MARK: The brief

  /// The most lines of the brief that are laid out.
  private static let limit = 400

  /// Takes what the store knows of the customer.
  mutating func take(_ detail: RecordDetail) {
    guard detail != self.detail else { return }
    self.detail = detail
    isCurrent = false
  }

  /// Lays out the brief for a width.
  mutating func layOut(width: Int, now: Now, _ measure: TextMeasure, _ keys: KeyNames) {
    guard width != self.width || !isCurrent else { return }
    guard let detail, let row = detail.row else {
      lines = [StyledLine("Loading the brief…", .placeholder)]
      return
    }
    if width != self.width { reserved = [] }
    (self.width, isCurrent) = (width, true)
    let content = DetailContent.of(
      row, detail, now: now, width: width, measure: measure, keys: keys, reserved: reserved,
      limit: Self.limit)
    lines = content.lines.map(\.line)
    reserved = content.reserved
  }

  /// How many lines the brief has.
  var lineCount: Int { lines.count }

  /// So many lines of the brief from one on.
  func lines(from top: Int, _ count: Int) -> [StyledLine] {
    Array(lines.dropFirst(max(0, min(top, lines.count - count))).prefix(count))
  }

  // MARK: Drafts

  /// The key under which a draft keeps that it is a call: no field is called so.
  static let draftKey = "+call"

  /// What a draft keeps of it.
  var kept: JSONValue {
    [
      "customer": .string(customer.description),
      "startedAt": .string(String(startedAt.milliseconds)), "kind": .string(kind.rawValue),
    ]
  }

  /// Restores what a draft kept; nil for anything else.
  init?(kept: JSONValue?) {
    guard let object = kept?.object, let customer = object["customer"]?.text.flatMap(Ref.init),
      let startedAt = object["startedAt"]?.text.flatMap(Int64.init)
    else { return nil }
    self.init(with: customer, since: Moment(milliseconds: startedAt))
    kind = object["kind"]?.text.flatMap(Kind.init) ?? .note
  }
}
