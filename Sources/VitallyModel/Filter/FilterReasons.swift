// Which of several alternatives a record meets, in a word or two: the column `why` of a list.

/// One alternative of a filter line.
public struct Reason: Hashable, Sendable {
  /// What it says, in a word or two: `low health`.
  public var words: String
  /// When it holds.
  public var condition: Condition

  /// A reason.
  public init(_ words: String, _ condition: Condition) {
    self.words = words
    self.condition = condition
  }

  /// The field that it is about; nil if it is about several.
  public var path: FieldPath? { Self.path(of: condition) }

  private static func path(of condition: Condition) -> FieldPath? {
    switch condition {
    case .contains(let path, _), .compares(let path, _, _), .isSet(let path), .isOne(let path, _),
      .names(let path, _), .linked(let path, _), .moved(let path, _, _):
      return path
    case .not(let part): return self.path(of: part)
    case .all(let parts), .any(let parts):
      let paths = Set(parts.map { self.path(of: $0) })
      return paths.count == 1 ? paths.first ?? nil : nil
    default: return nil
    }
  }
}

extension Field {
  /// The column that says which alternatives of the filter a record meets.
  public static let why = Field("vitty:why", "Why", isComputed: true)
}

/// Puts the terms of a filter line into words.
struct FilterReasons {
  let scope: FilterScope

  /// What an alternative says.
  func words(_ tree: FilterSyntax) -> String {
    switch tree {
    case .word(let text): "“\(text.text)”"
    case .term(let term): words(term)
    case .not(let part): "not " + words(part)
    case .all(let parts): parts.map(words).joined(separator: " and ")
    case .any(let parts): parts.map(words).joined(separator: " or ")
    }
  }

  private func words(_ term: FilterTerm) -> String {
    let name = term.name.text.lowercased()
    let value = value(of: term)
    switch name {
    case "is": return value
    case "has": return "has \(value)"
    case "text": return "“\(value)”"
    case _ where !term.name.isQuoted && FilterTerm.moves.contains(name):
      return "\(value) \(name)" + (term.since.map { " since \($0.day.text)" } ?? "")
    default: break
    }
    let field = field(term)
    if field?.isTime == true { return words(about: field, name, term) }
    switch (term.sign, value.lowercased()) {
    case (.less, _), (.atMost, _): return "low \(name)"
    case (.more, _), (.atLeast, _): return "high \(name)"
    case (.colon, "none"), (.equal, "none"): return "no \(name)"
    case (.colon, "any"), (.equal, "any"): return "has \(name)"
    case (.unequal, _): return "\(name) not \(value)"
    default: return "\(name) \(value)"
    }
  }

  /// Days and moments: near, past or far off.
  private func words(about field: Field?, _ name: String, _ term: FilterTerm) -> String {
    let value = value(of: term)
    if value == "none" { return "no \(name)" }
    let isBack = field?.looksBack == true
    switch term.sign {
    case .less, .atMost:
      let isOver = ["0d", "0", "today"].contains(value)
      if isOver, field?.sense == .renewal { return "\(name) lapsed" }
      if isOver, field?.sense == .due { return "overdue" }
      return isBack ? "\(name) lately" : isOver ? "\(name) past" : "\(name) soon"
    case .more, .atLeast: return isBack ? "\(name) long ago" : "\(name) far off"
    case .colon, .equal: return isBack ? "\(name) lately" : "\(name) soon"
    case .unequal: return "\(name) not \(value)"
    }
  }

  private func value(of term: FilterTerm) -> String {
    term.values.map { value in
      switch value {
      case .one(let text): text.text
      case .range(let low, let high, _): "\(low?.text ?? "")..\(high?.text ?? "")"
      }
    }.joined(separator: ", ")
  }

  private func field(_ term: FilterTerm) -> Field? {
    switch try? scope.subject(term.name) {
    case .own(let field), .linked(_, let field): field
    case nil: nil
    }
  }
}

extension Field {
  /// Whether it has days or moments.
  fileprivate var isTime: Bool {
    switch kind {
    case .day, .moment, .date: true
    default: false
    }
  }
}
