// Request and reply of a change, line by line: what was or will be sent, and the server's words.

public import Markup
public import VitallyModel

extension OutboxViewModel {
  /// The lines about the selected change, wrapped to a width; none without a selection.
  public func page(width: Int, now: Now, measure: TextMeasure) -> [StyledLine] {
    guard let entry = selection else { return [] }
    let text = StyledText(blocks: Self.head(entry, now) + Self.request(entry) + Self.reply(entry))
    return text.lines(width: max(1, width), columns: measure.columns)
  }

  private static func head(_ entry: OutboxEntry, _ now: Now) -> [Block] {
    let change = entry.change
    let dates = DateText(now: now)
    var times = "Made \(dates.clock(change.createdAt))"
    if let sent = change.sentAt { times += ", last sent \(dates.clock(sent))" }
    if change.attempts > 0 { times += ", \(change.tries)" }
    if let next = change.notBefore, change.isPending { times += ", next \(dates.clock(next))" }
    return [
      block("\(change.doing): \(entry.title)", .title),
      Block(spans: [Span(change.standing.marked, change.standing.role), Span("  " + times, .dim)]),
    ]
  }

  private static func request(_ entry: OutboxEntry) -> [Block] {
    let body = entry.request ?? entry.change.new.fields
    let heading = entry.request == nil ? "To be sent" : "Sent"
    return [Block(), block(heading, .heading)]
      + JSONValue.object(body).indentedLines.map {
        Block(kind: .preformatted, spans: [Span($0, .code)])
      }
  }

  private static func reply(_ entry: OutboxEntry) -> [Block] {
    let change = entry.change
    let words = change.sentence.isEmpty ? change.silence : change.sentence
    let schema = change.ref.resource.schema
    return [Block(), block("Reply", .heading), block(words, change.needsAttention ? .bad : .plain)]
      + change.fieldMessages.map { message in
        let label = schema.field(message.path)?.label ?? message.path.text
        return Block(spans: [Span(label + ": ", .label), Span(message.message, .bad)])
      }
  }

  private static func block(_ text: String, _ role: TextRole) -> Block {
    Block(spans: [Span(text, role)])
  }
}

extension Change {
  /// How often it was tried: `1 try`, `3 tries`; empty for never.
  public var tries: String {
    attempts == 0 ? "" : attempts == 1 ? "1 try" : "\(attempts) tries"
  }

  /// What to say where nobody has said anything about the change.
  fileprivate var silence: String {
    switch state {
    case .answered: "The server has it."
    case .waiting: "Not sent yet."
    case .sending: "On its way: no answer yet."
    case .unknown: "No answer came. It is looked for on the server before it is sent again."
    case .refused, .conflict, .dropped: "No reason was given."
    }
  }
}
