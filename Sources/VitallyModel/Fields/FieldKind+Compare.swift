// When two values of a field are the same to a person, however they are written.

extension FieldKind {
  /// Whether two values are the same. Null, a missing value and an empty one are; dates are
  /// compared as instants, look-ups by id whether or not the record is embedded.
  public func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if left == right || (left.isBlank && right.isBlank) { return true }
    if left.isBlank || right.isBlank { return false }
    switch self {
    case .day:
      return Self.day(left) == Self.day(right) && Self.day(left) != nil
    case .moment:
      return Moment(json: left) == Moment(json: right) && Moment(json: left) != nil
    case .number:
      return Self.isSameNumber(left, right)
    case .lookUp:
      return Self.ids(left) == Self.ids(right)
    case .lookUps, .tags:
      return Set(Self.ids(left)) == Set(Self.ids(right))
    case .json:
      return Self.isSameOfUnknownKind(left, right)
    case .text, .email, .url, .longText, .yesNo, .choice, .traits, .participants, .objects:
      return left.text != nil && left.text == right.text
    }
  }

  /// Whether the server has kept what was sent. It drops tags that it does not allow from HTML,
  /// so that only the words can be compared.
  public func isKept(_ sent: JSONValue, as kept: JSONValue) -> Bool {
    guard case .longText(isHTML: true) = self, let sent = sent.text, let kept = kept.text else {
      return isSame(sent, kept)
    }
    return Self.words(sent) == Self.words(kept)
  }

  /// The ids in a value: texts, or objects with an id; one or many.
  public static func ids(_ value: JSONValue) -> [String] {
    (value.array ?? [value]).compactMap { $0.object?["id"]?.text ?? $0.text }
  }

  /// Numbers are compared digit by digit: a `Double` can't tell all of them apart.
  private static func isSameNumber(_ left: JSONValue, _ right: JSONValue) -> Bool {
    guard let left = left.text.flatMap(Decimal.init), let right = right.text.flatMap(Decimal.init)
    else { return false }
    return left == right
  }

  private static func day(_ value: JSONValue) -> Day? {
    value.text.flatMap(Day.init)
  }

  private static func isSameOfUnknownKind(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if case .number = left, case .number = right { return isSameNumber(left, right) }
    guard let instant = Moment(json: left) else { return false }
    return instant == Moment(json: right)
  }

  /// A text without its tags and white space.
  private static func words(_ html: String) -> String {
    var isInTag = false
    return html.filter { character in
      if character == "<" { isInTag = true }
      defer { if character == ">" { isInTag = false } }
      return !isInTag && !character.isWhitespace
    }
  }
}
