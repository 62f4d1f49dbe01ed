// A template of a text: a subject, a body in Markdown, and names that stand for values.

/// A template, as a file has it or as it comes with vitty.
public struct Template: Hashable, Sendable {
  /// What it is called: the name of its file without the ending.
  public var name: String
  /// The first line; empty for none.
  public var subject: String
  /// What follows, in Markdown.
  public var body: String
  /// What it is called in messages: `templates/qbr.md`.
  public var file: String
  /// The line in the file with which the body begins, from 1.
  private var bodyLine: Int

  /// Reads the text of a file: the subject, a blank line, the body. A heading's sign before the
  /// subject does not belong to it.
  public init(_ name: String, text: String, file: String) {
    self.name = name
    self.file = file
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    if lines.first?.first == "\u{FEFF}" { lines[0].removeFirst() }
    let first = lines.first.map { String($0).trimmed } ?? ""
    let heading = first.drop { $0 == "#" }
    let isHeading = heading.count < first.count && (heading.first == " " || heading.isEmpty)
    subject = isHeading ? String(heading).trimmed : first
    let body = lines.dropFirst().drop { $0.trimmed.isEmpty }
    bodyLine = body.startIndex + 1
    let end = body.lastIndex { !$0.trimmed.isEmpty }
    self.body = end.map { body[...$0].joined(separator: "\n") } ?? ""
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { subject.isEmpty && body.isEmpty }

  /// Whether a name means it.
  public func isCalled(_ name: String) -> Bool { self.name.folded == name.trimmed.folded }

  /// The first words of the body, without the signs of Markdown.
  public var firstWords: String {
    let start = Placeholder.replacing(in: String(body.prefix(300))) { _ in "…" }
    let words = start.split(whereSeparator: \.isWhitespace)
    return words.filter { $0.contains { $0.isLetter || $0.isNumber || $0 == "…" } }
      .map { $0.filter { !"*#`_".contains($0) } }.joined(separator: " ")
  }
}

/// A template with values in it.
public struct FilledTemplate: Hashable, Sendable {
  /// The subject.
  public var subject: String
  /// The body, in Markdown.
  public var body: String
  /// What is wrong with it, one sentence for each name that is not known: these stay in the text.
  public var problems: [String]
}

extension Template {
  /// Puts values in place of names; nil means that a name is not known.
  /// - Parameter written: How a value is written in Markdown, so that it means itself.
  public func filled(
    written: (String) -> String = { $0 }, _ value: (String) -> String?
  ) -> FilledTemplate {
    var unknown: [(name: String, line: Int)] = []
    func fill(_ text: String, from line: Int, _ written: (String) -> String) -> String {
      Placeholder.replacing(in: text) { placeholder in
        if let value = value(placeholder.name) { return written(value) }
        unknown.append((placeholder.text, line + placeholder.line))
        return nil
      }
    }
    let subject = fill(subject, from: 1) { $0 }
    let body = fill(body, from: bodyLine, written)
    return FilledTemplate(
      subject: subject, body: body,
      problems: unknown.map { "\(file), line \($0.line): \($0.name) is not known." })
  }
}
