// Reads the values of a term in a filter line, as the kind of its field takes them.

/// Makes conditions on a field.
struct FilterValues {
  private let field: Field
  private let now: Now

  init(_ field: Field, _ now: Now) {
    self.field = field
    self.now = now
  }

  private var label: String { field.label.filterText }

  /// The condition of a term.
  func condition(_ term: FilterTerm) throws(FilterError) -> Condition {
    switch term.sign {
    case .colon, .equal, .unequal:
      var any: [Condition] = []
      for value in term.values { any.append(try matching(value, isWhole: term.sign != .colon)) }
      let found = any.count == 1 ? any[0] : Condition.any(any)
      // A comparison is never met by what has no value.
      return term.sign == .unequal ? .all([.isSet(field.path), .not(found)]) : found
    case .less, .atMost, .atLeast, .more:
      guard term.values.count == 1, case .one(let text) = term.values[0] else {
        throw FilterError(
          term.place, "give one value after \(term.sign.rawValue)\(hintOnThousands(term))")
      }
      return try comparing(term.sign, text)
    }
  }

  /// `mrr>1,200` is meant as one number.
  private func hintOnThousands(_ term: FilterTerm) -> String {
    let parts = term.values.compactMap { value -> String? in
      if case .one(let text) = value { text.text } else { nil }
    }
    let isNumber = parts.count > 1 && parts.allSatisfy { Int($0) != nil }
    return isNumber ? ": \(parts.joined())" : ""
  }

  // MARK: Being equal

  /// The condition that the field has a value, or one within a range.
  private func matching(
    _ value: FilterTerm.Value, isWhole: Bool
  ) throws(FilterError) -> Condition {
    switch value {
    case .one(let text):
      if !text.isQuoted {
        switch text.text.lowercased() {
        case "none", "empty": return .not(.isSet(field.path))
        case "any": return .isSet(field.path)
        default: break
        }
      }
      return try equal(text, isWhole: isWhole)
    case .range(let low, let high, let place):
      guard isOrdered else { throw noOrder(place) }
      if isTime { return try FilterTimes(field, now).within(low, high) }
      var all: [Condition] = []
      if let low { all.append(.compares(field.path, .atLeast, try number(low))) }
      if let high { all.append(.compares(field.path, .atMost, try number(high))) }
      return .all(all)
    }
  }

  private func equal(_ text: FilterText, isWhole: Bool) throws(FilterError) -> Condition {
    switch field.kind {
    case .number: return .compares(field.path, .equal, try number(text))
    case .yesNo: return .compares(field.path, .equal, try yesOrNo(text) ? 1 : 0)
    case .day, .moment, .date: return try FilterTimes(field, now).equal(text)
    case .lookUp, .lookUps, .participants: return try record(text, isWhole: isWhole)
    case .choice(let options):
      // Values are stored, labels are read: either may be typed.
      let typed = text.text.folded
      let meant = options.filter { $0.label.folded == typed || $0.value.folded == typed }
      if !meant.isEmpty { return .isOne(field.path, of: meant.map(\.value)) }
      let near = options.filter { $0.label.holds(typed) }.map(\.value)
      return isWhole || near.isEmpty ? plain(text, isWhole) : .isOne(field.path, of: near)
    case .text, .email, .url, .longText, .tags, .json: return plain(text, isWhole)
    case .traits, .objects:
      throw FilterError(text.place, "name what you look for in \(label)")
    }
  }

  private func plain(_ text: FilterText, _ isWhole: Bool) -> Condition {
    if isWhole { return .isOne(field.path, of: [text.text]) }
    // A trait of no known kind may hold numbers.
    if field.kind == .json, let number = FilterNumber(text.text) {
      return .any([
        .compares(field.path, .equal, number.value), .contains(field.path, text.text),
      ])
    }
    return .contains(field.path, text.text)
  }

  private func yesOrNo(_ text: FilterText) throws(FilterError) -> Bool {
    switch text.text.lowercased() {
    case "yes", "y", "true", "on", "1": return true
    case "no", "n", "false", "off", "0": return false
    default: throw FilterError(text.place, "\(label) is yes or no")
    }
  }

  /// The condition that the field names a record: one's own with `me`, by its id, its mail address
  /// or words of its name.
  private func record(_ text: FilterText, isWhole: Bool) throws(FilterError) -> Condition {
    let resources = field.kind.resources
    if !text.isQuoted, text.text.lowercased() == "me", resources.contains(.admin) {
      guard let me = now.me else {
        throw FilterError(
          text.place,
          FilterError.unknownUser)
      }
      return .names(field.path, [me])
    }
    if text.text.utf8.count == 36, text.text.utf8.count(where: { $0 == UInt8(ascii: "-") }) == 4 {
      return .names(field.path, resources.map { .server($0, text.text.lowercased()) })
    }
    return .linked(field.path, isWhole ? .isNamed(text.text) : .mentions(text.text))
  }

  // MARK: Comparing

  private var isTime: Bool {
    switch field.kind {
    case .day, .moment, .date: true
    default: false
    }
  }

  private var isOrdered: Bool {
    switch field.kind {
    case .number, .json: true
    default: isTime
    }
  }

  private func noOrder(_ place: Range<Int>) -> FilterError {
    FilterError(place, "\(label) has no order; write \(label):word")
  }

  private func comparing(
    _ sign: FilterTerm.Sign, _ text: FilterText
  ) throws(FilterError) -> Condition {
    guard isOrdered else { throw noOrder(text.place) }
    if isTime { return try FilterTimes(field, now).comparing(sign, text) }
    let number = try number(text)
    return switch sign {
    case .less: .compares(field.path, .less, number)
    case .atMost: .compares(field.path, .atMost, number)
    case .more: .compares(field.path, .more, number)
    default: .compares(field.path, .atLeast, number)
    }
  }

  private func number(_ text: FilterText) throws(FilterError) -> Double {
    guard let number = FilterNumber(text.text) else {
      throw FilterError(text.place, "“\(text.text)” is not a number; write 1200 or 1.2k")
    }
    return number.value
  }
}

/// A number as it is typed: `1200`, `-3.5`, `$5k`, `1.2m`.
struct FilterNumber {
  let value: Double

  init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    var digits = text.lowercased().drop { "-+".contains($0) }
    guard text.count - digits.count <= 1 else { return nil }
    if let sign = digits.first, "$€£¥".contains(sign) { digits.removeFirst() }
    let factor =
      switch digits.last {
      case "k"?: 1e3
      case "m"?: 1e6
      default: 1.0
      }
    if factor > 1 { digits.removeLast() }
    guard let first = digits.first, first.isASCII, first.isNumber || first == ".",
      digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let number = Double(digits), number.isFinite
    else { return nil }
    // Rounded, so that 1.1k is 1100.
    let scaled = factor > 1 ? (number * factor * 1000).rounded() / 1000 : number
    value = isNegative ? -scaled : scaled
  }
}
