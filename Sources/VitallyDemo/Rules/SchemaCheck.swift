// Checks the fields of a body one by one against their rules. Knows nothing about rules over
// several fields, or about the records that fields name.

/// The check of a written body.
struct SchemaCheck {
  private(set) var violations: [Violation] = []

  /// All errors in a body. Unknown fields are accepted, and ignored later.
  static func violations(
    in body: JSONObject, _ rules: [FieldRule], _ write: Write, at path: String = ""
  ) -> [Violation] {
    var check = SchemaCheck()
    for rule in rules {
      check.check(body[rule.name], rule, write, at: path)
    }
    return check.violations
  }

  private mutating func check(
    _ value: JSON?, _ rule: FieldRule, _ write: Write, at path: String
  ) {
    let use = rule.use(write)
    guard let value, use != .no else {
      if use == .must { violations.append(.required(rule.name, in: path)) }
      return
    }
    let mayBeNull = rule.onCreate != .must && use != .must
    if value.isNull && mayBeNull { return }
    check(value, rule.kind, at: "\(path)/\(rule.name)", write)
  }

  private mutating func check(
    _ value: JSON, _ kind: FieldRule.Kind, at path: String, _ write: Write
  ) {
    switch (kind, value) {
    case (.text, .string), (.html, .string), (.reference, .string), (.flag, .bool),
      (.number, .number), (.traits, .object), (.list, .array):
      break
    case (.text, _), (.html, _), (.reference, _): violations.append(.type(path, "string"))
    case (.flag, _): violations.append(.type(path, "boolean"))
    case (.number, _): violations.append(.type(path, "number"))
    case (.traits, _): violations.append(.type(path, "object"))
    case (.score, _): checkScore(value, at: path)
    case (.moment, _): checkMoment(value, at: path, format: "date-time", shortest: 20)
    case (.day, _): checkMoment(value, at: path, format: "date", shortest: 10)
    case (.strings, .array(let items)), (.references, .array(let items)):
      for (place, item) in items.enumerated() where item.string == nil {
        violations.append(.type("\(path)/\(place)", "string"))
      }
    case (.messages, .array(let items)):
      for (place, item) in items.enumerated() {
        checkObject(item, FieldTable.rules(.messages), at: "\(path)/\(place)")
      }
    case (.people, .array(let items)):
      for (place, item) in items.enumerated() {
        check(item, .person, at: "\(path)/\(place)", write)
      }
    case (.strings, _), (.references, _), (.messages, _), (.people, _), (.list, _):
      violations.append(.type(path, "array"))
    case (.person, _): checkPerson(value, at: path)
    }
  }

  private mutating func checkObject(_ value: JSON, _ rules: [FieldRule], at path: String) {
    guard let object = value.object else {
      violations.append(.type(path, "object"))
      return
    }
    violations += Self.violations(in: object, rules, .create, at: path)
  }

  private static let personRules = [
    FieldRule("type", .text, create: .must), FieldRule("id", .text, create: .must),
  ]

  private mutating func checkPerson(_ value: JSON, at path: String) {
    checkObject(value, Self.personRules, at: path)
    if let type = value.object?.text("type"), !["admin", "user"].contains(type) {
      violations.append(.choice("\(path)/type", ["admin", "user"]))
    }
  }

  private mutating func checkScore(_ value: JSON, at path: String) {
    guard let score = value.double else {
      violations.append(.type(path, "number"))
      return
    }
    if !(0...10).contains(score) { violations.append(.range(path, isLow: score < 0)) }
  }

  private mutating func checkMoment(
    _ value: JSON, at path: String, format: String, shortest: Int
  ) {
    guard let text = value.string else {
      violations.append(.type(path, "string"))
      return
    }
    if Moment(text) == nil || text.utf8.count < shortest {
      violations.append(.format(path, format))
    }
  }
}
