// Finds tasks that somebody has noted in a text, as items with an empty check box.

/// A task noted in a text: `- [ ] send SSO guide @dana fri`.
public struct FollowUpLine: Hashable, Sendable {
  /// What is to be done, in Markdown.
  public var name: String
  /// Who is to do it, as written behind the `@`; nil for nobody.
  public var assignee: String?
  /// Until when; nil for no day.
  public var due: Day?

  /// The tasks of a text, in its order. Items that are ticked, and code, are none.
  public static func all(in markdown: String, now: Now) -> [FollowUpLine] {
    var isCode = false
    return markdown.split(whereSeparator: \.isNewline).compactMap { line in
      if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("```") { isCode.toggle() }
      return isCode ? nil : FollowUpLine(line, now: now)
    }
  }

  /// Reads a line; nil if it notes no task.
  init?(_ line: Substring, now: Now) {
    guard var text = Self.textOfItem(line) else { return nil }
    while let inner = Self.textOfItem(text) { text = inner }
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    // Name and day stand behind the task, in either order.
    while let last = words.last {
      if assignee == nil, let name = Self.name(last) {
        assignee = name
        words.removeLast()
      } else if due == nil, let (day, count) = Self.day(atEndOf: words, now: now) {
        due = day
        words.removeLast(count)
        if let before = words.last, ["by", "on", "until", "due"].contains(before.lowercased()) {
          words.removeLast()
        }
      } else {
        break
      }
    }
    if assignee == nil {
      assignee = words.lazy.compactMap(Self.name).first
      if let first = words.first, words.count > 1, Self.name(first) != nil { words.removeFirst() }
    }
    name = words.joined(separator: " ")
    // Somebody's name or a day alone notes a task that has yet to be named.
    if name.isEmpty, assignee == nil, due == nil { return nil }
  }

  /// The text behind an empty check box; nil if the line has none.
  private static func textOfItem(_ line: Substring) -> Substring? {
    var rest = line.trimmingPrefix(while: \.isWhitespace)
    // A marker may stand behind an empty one: `- - [ ] call`.
    if rest.hasPrefix("- - ") || rest.hasPrefix("* - ") { rest = rest.dropFirst(2) }
    let number = rest.prefix { $0.isASCII && $0.isNumber }
    if number.isEmpty {
      guard let sign = rest.first, "-*+".contains(sign) else { return nil }
    } else {
      rest = rest[number.endIndex...]
      guard let sign = rest.first, ".)".contains(sign) else { return nil }
    }
    rest = rest.dropFirst().trimmingPrefix { $0 == " " }
    guard rest.hasPrefix("[ ]") else { return nil }
    return rest.dropFirst("[ ]".count)
  }

  private static func name(_ word: String) -> String? {
    guard word.hasPrefix("@") else { return nil }
    let name = word.dropFirst().trimmingSuffix { ",;:.".contains($0) }
    return name.isEmpty ? nil : String(name)
  }

  /// The day at the end of some words, and how many of them it takes. One of them at least stays.
  private static func day(atEndOf words: [String], now: Now) -> (Day, Int)? {
    for count in stride(from: min(3, words.count - 1), through: 1, by: -1) {
      let text = words.suffix(count).joined(separator: " ")
      if let day = try? DayReader.read(text, now: now).get() { return (day, count) }
    }
    return nil
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
