// Finds the mail that is answered below an answer. Mail programs mark it in many ways, and of what
// they mark servers keep the words alone: "On … wrote:", "From: Sent: To:", "Original Message".

/// Finds the blocks of a text that quote an earlier mail.
struct ReplyQuotes {
  private var blocks: [Block]
  /// The words of each block, without blanks around them.
  private let texts: [String]
  /// Whether every quote counts, not only one that answers say is a mail.
  private let countsAll: Bool
  /// The number of the last quote.
  private var last = 0

  /// Numbers the quotes in a text. If nothing else is in it, it has none. `countsAll` is for
  /// messages, which quote nothing but mails.
  static func mark(_ blocks: inout [Block], countsAll: Bool) {
    guard blocks.count > 1 else {
      for index in blocks.indices { blocks[index].quote = nil }
      return
    }
    var quotes = ReplyQuotes(blocks, countsAll: countsAll)
    quotes.mark()
    blocks = quotes.blocks
  }

  private init(_ blocks: [Block], countsAll: Bool) {
    self.blocks = blocks
    self.countsAll = countsAll
    texts = blocks.map(\.words)
  }

  private mutating func mark() {
    var isQuoted = blocks.indices.map { isQuote($0) }
    var index = 0
    while index < blocks.count {
      defer { index += 1 }
      guard !texts[index].isEmpty else { continue }
      if !isQuoted[index], let first = startOfRest(at: index) {
        for number in first..<blocks.count { isQuoted[number] = true }
        break
      }
      if !isQuoted[index], let end = endOfAttribution(at: index) {
        let next = (end..<blocks.count).first { !texts[$0].isEmpty }
        let isRest = next.map { !isQuoted[$0] && !blocks[$0].isInQuote } ?? false
        for number in index..<end { isQuoted[number] = true }
        if isRest {
          for number in index..<blocks.count { isQuoted[number] = true }
          break
        }
        // The quote of which it says who wrote it.
        var number = next ?? blocks.count
        while number < blocks.count, texts[number].isEmpty || blocks[number].isInQuote {
          isQuoted[number] = true
          number += 1
        }
        index = max(index, number - 1)
      }
    }
    number(isQuoted)
  }

  /// Whether a block is a quote by itself.
  private func isQuote(_ index: Int) -> Bool {
    blocks[index].quote != nil || texts[index].hasPrefix(">")
      || (countsAll && blocks[index].isInQuote)
  }

  /// Numbers what is quoted. Empty lines around a quote are no part of it, those in it are. What was
  /// forwarded is not quoted: it is why the mail was sent.
  private mutating func number(_ isQuoted: [Bool]) {
    let shown = blocks.indices.filter { !texts[$0].isEmpty || blocks[$0].kind == .rule }
    for index in blocks.indices { blocks[index].quote = nil }
    guard shown.contains(where: { !isQuoted[$0] && !texts[$0].isEmpty }) else { return }
    var run: [Int] = []
    for index in shown {
      if isQuoted[index] {
        run.append(index)
        continue
      }
      close(run)
      run = []
    }
    close(run)
  }

  private mutating func close(_ run: [Int]) {
    guard let first = run.first, let end = run.last,
      !run.prefix(3).contains(where: { texts[$0].isForwarding })
    else { return }
    last += 1
    for index in first...end { blocks[index].quote = last }
  }

  // MARK: Words

  /// Where the rest of the text begins as the mail that is answered, if this line says so.
  private func startOfRest(at index: Int) -> Int? {
    let text = texts[index]
    guard text.isOriginalMessage || isMailHead(at: index) else { return nil }
    // With the line that is drawn above it.
    let before = blocks[..<index].lastIndex { !$0.words.isEmpty || $0.kind == .rule }
    guard let before, blocks[before].kind == .rule || texts[before].isDrawnLine else {
      return index
    }
    return before
  }

  /// Whether the head of a mail begins at a line: From, Sent and Subject below each other.
  private func isMailHead(at index: Int) -> Bool {
    guard texts[index].hasLabel(MailWords.from) else { return false }
    let rest = texts[index...].dropFirst().lazy.filter { !$0.isEmpty }.prefix(6)
    return rest.contains { $0.hasLabel(MailWords.sent) }
      && rest.contains { $0.hasLabel(MailWords.subject) }
  }

  /// The end of the lines that say who wrote what follows: "On … wrote:" may take two or three.
  private func endOfAttribution(at index: Int) -> Int? {
    guard MailWords.wrote.contains(where: { texts[index].hasPrefix($0.start) }) else { return nil }
    var text = ""
    for end in index..<min(blocks.count, index + 3) {
      if texts[end].isEmpty { return nil }
      text += (text.isEmpty ? "" : " ") + texts[end]
      if text.isAttribution { return end + 1 }
      if text.utf8.count > 300 { return nil }
    }
    return nil
  }
}

/// The words by which mail programs introduce the mail that is answered.
private enum MailWords {
  static let from = ["From", "Von", "De", "Da", "Van"]
  static let sent = [
    "Sent", "Date", "Gesendet", "Datum", "Envoyé", "Enviado", "Fecha", "Inviato", "Data",
    "Verzonden",
  ]
  static let subject = ["Subject", "Betreff", "Objet", "Asunto", "Oggetto", "Onderwerp", "Assunto"]
  static let original = [
    "original message", "ursprüngliche nachricht", "message d'origine", "message d’origine",
    "mensaje original", "messaggio originale", "oorspronkelijk bericht", "mensagem original",
  ]
  static let forwarding = [
    "forwarded message", "weitergeleitete nachricht", "message transféré", "mensaje reenviado",
    "messaggio inoltrato", "doorgestuurd bericht",
  ]
  static let wrote: [(start: String, verb: String)] = [
    ("On ", "wrote"), ("Am ", "schrieb"), ("Le ", "a écrit"), ("El ", "escribió"),
    ("Il ", "ha scritto"), ("Op ", "schreef"), ("Em ", "escreveu"),
  ]
}

extension String {
  /// Whether it begins with one of these words and a colon.
  fileprivate func hasLabel(_ labels: [String]) -> Bool {
    labels.contains { label in
      guard hasPrefix(label) else { return false }
      return dropFirst(label.count).drop { $0 == " " || $0 == "\u{A0}" || $0 == "*" }.first == ":"
    }
  }

  /// Whether it says who wrote what follows, and when.
  fileprivate var isAttribution: Bool {
    guard hasSuffix(":"), contains(where: \.isNumber) else { return false }
    return MailWords.wrote.contains { hasPrefix($0.start) && contains($0.verb) }
  }

  /// Whether it is a line like `-----Original Message-----`.
  fileprivate var isOriginalMessage: Bool { hasPrefix("--") && says(MailWords.original) }

  /// Whether it says that a mail was forwarded.
  fileprivate var isForwarding: Bool {
    (hasPrefix("--") || hasPrefix("Begin ")) && says(MailWords.forwarding)
  }

  private func says(_ words: [String]) -> Bool {
    guard utf8.count < 100 else { return false }
    let text = lowercased()
    return words.contains { text.contains($0) }
  }

  /// Whether it is a line drawn of characters.
  fileprivate var isDrawnLine: Bool {
    utf8.count >= 5 && allSatisfy { $0 == "_" || $0 == "-" || $0 == "=" }
  }
}

extension Block {
  /// The text without blanks around it and without link numbers.
  fileprivate var words: String {
    let text = spans.filter { !$0.isLinkNumber }.map(\.text).joined()
    let isBlank = { (character: Character) in character.isWhitespace || character == "\u{A0}" }
    var words = text.drop(while: isBlank)
    while let last = words.last, isBlank(last) { words.removeLast() }
    return String(words)
  }

  /// Whether it stands in a quote.
  fileprivate var isInQuote: Bool {
    quote != nil || prefix.hasPrefix(">") || words.hasPrefix(">")
  }
}
