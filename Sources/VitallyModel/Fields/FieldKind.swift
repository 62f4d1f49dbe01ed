// The kinds of field values, with their comparison and the records they refer to.

/// The kind of a field's value. All generic code (columns, details, forms, pickers, filters,
/// comparison) switches over this and nothing else.
public indirect enum FieldKind: Hashable, Sendable {
  /// One line of text.
  case text
  /// An email address.
  case email
  /// A web address.
  case url
  /// Long text, HTML or plain.
  case longText(isHTML: Bool)
  /// A number.
  case number(NumberFormat)
  /// Yes or no.
  case yesNo
  /// A day without time or zone.
  case day
  /// A point in time.
  case moment
  /// A day or a point in time, depending on the value. `asksTime` says whether forms ask for a
  /// time.
  case date(asksTime: Bool)
  /// One of a few values.
  case choice([Choice])
  /// A set of short texts.
  case tags
  /// One record of a resource: an id, or an object with an id.
  case lookUp(Resource)
  /// Several records of a resource.
  case lookUps(Resource)
  /// People of a message: `{type, id}` with the type `user` or `admin`, one or a list.
  case participants(isMany: Bool)
  /// A flat object of custom values.
  case traits
  /// A list of objects with fields of their own, such as the messages of a conversation: what one
  /// of them is called, and its fields.
  case objects(String, [Field])
  /// Anything else, shown as JSON.
  case json

  // MARK: Comparing

  /// Whether two values are the same. Null, missing and empty values are equal; dates are compared
  /// as instants, look-ups by id, whether or not the record is embedded.
  public func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if left == right || (left.isBlank && right.isBlank) { return true }
    if left.isBlank || right.isBlank { return false }
    switch self {
    case .day:
      return Self.day(left) == Self.day(right) && Self.day(left) != nil
    case .moment, .date:
      return Moment(json: left) == Moment(json: right) && Moment(json: left) != nil
    case .number:
      return Self.isSameNumber(left, right)
    case .lookUp:
      return Self.ids(left) == Self.ids(right)
    case .lookUps, .tags:
      return Set(Self.ids(left)) == Set(Self.ids(right))
    case .json:
      return Self.isSameOfUnknownKind(left, right)
    case .participants:
      return Set(refs(in: left)) == Set(refs(in: right))
    case .objects:
      return added(left, to: right).isEmpty && added(right, to: left).isEmpty
    case .text, .email, .url, .longText, .yesNo, .choice, .traits:
      return left.text != nil && left.text == right.text
    }
  }

  /// Whether the server kept what was sent. It strips some tags from HTML, so only the words are
  /// compared.
  public func isKept(_ sent: JSONValue, as kept: JSONValue) -> Bool {
    guard case .longText(isHTML: true) = self, let sent = sent.text, let kept = kept.text else {
      return isSame(sent, kept)
    }
    return Self.words(sent) == Self.words(kept)
  }

  /// The ids in a value: one or several strings, or objects with an id.
  public static func ids(_ value: JSONValue) -> [String] {
    (value.array ?? [value]).compactMap { $0.object?["id"]?.text ?? $0.text }
  }

  /// The elements of a list that another list does not have yet: ids, or objects by the id that
  /// tells them apart.
  public func added(_ wanted: JSONValue, to present: JSONValue) -> [JSONValue] {
    guard case .objects(_, let fields) = self else {
      let known = Self.ids(present)
      return Self.ids(wanted).filter { !known.contains($0) }.map(JSONValue.string)
    }
    let key = fields.first { $0.filling == .uniqueID }?.path ?? "id"
    let known = Set((present.array ?? []).compactMap { key.text(in: $0) })
    return (wanted.array ?? []).filter { object in
      key.text(in: object).map { !known.contains($0) } ?? true
    }
  }

  /// Converts a value that was read to the form in which it is sent: a record becomes its id.
  public func written(_ value: JSONValue) -> JSONValue {
    switch self {
    case .lookUp: Self.ids(value).first.map(JSONValue.string) ?? .null
    case .lookUps: .array(Self.ids(value).map(JSONValue.string))
    default: value
    }
  }

  /// Compares numbers digit by digit: a `Double` can't tell all of them apart.
  private static func isSameNumber(_ left: JSONValue, _ right: JSONValue) -> Bool {
    guard let left = left.text.flatMap(Decimal.init), let right = right.text.flatMap(Decimal.init)
    else { return false }
    return left == right
  }

  private static func day(_ value: JSONValue) -> Day? {
    if case .number = value { return DayOrMoment(json: value)?.day(in: .utc) }
    return value.text.flatMap(Day.init)
  }

  private static func isSameOfUnknownKind(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if case .number = left, case .number = right { return isSameNumber(left, right) }
    guard let instant = Moment(json: left) else { return false }
    return instant == Moment(json: right)
  }

  /// The text without tags and white space, with character references resolved.
  private static func words(_ html: String) -> String {
    var isInTag = false
    var words = html.filter { character in
      if character == "<" { isInTag = true }
      defer { if character == ">" { isInTag = false } }
      return !isInTag && !character.isWhitespace
    }
    for (entity, character) in [
      ("&nbsp;", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
      ("&#x27;", "'"), ("&apos;", "'"), ("&amp;", "&"),
    ] {
      words = words.replacing(entity, with: character)
    }
    return words
  }

  /// What one object of a list is called as a heading: `Message 2`.
  public static func heading(_ one: String, _ index: Int) -> String {
    "\(one.prefix(1).uppercased())\(one.dropFirst()) \(index + 1)"
  }

  // MARK: References

  /// The resources whose records a value of this kind may name.
  public var resources: [Resource] {
    switch self {
    case .lookUp(let resource), .lookUps(let resource): [resource]
    case .participants: [.user, .admin]
    default: []
    }
  }

  /// Whether a value of this kind may name records, itself or in one of its objects.
  public var namesRecords: Bool {
    if case .objects(_, let fields) = self {
      fields.contains(where: \.kind.namesRecords)
    } else {
      !resources.isEmpty
    }
  }

  /// The value that names these records, in the form in which it is sent; `text` says how each is
  /// named.
  public func naming(_ refs: [Ref], by text: (Ref) -> String) -> JSONValue {
    let values = refs.map { ref -> JSONValue in
      guard case .participants = self else { return .string(text(ref)) }
      return ["type": .string(ref.resource == .admin ? "admin" : "user"), "id": .string(text(ref))]
    }
    switch self {
    case .lookUp, .participants(isMany: false): return values.first ?? .null
    default: return .array(values)
    }
  }

  /// The records that a value of this kind refers to, in order.
  public func refs(in value: JSONValue) -> [NamedRef] {
    switch self {
    case .lookUp(let resource), .lookUps(let resource):
      (value.array ?? [value]).compactMap { NamedRef($0, resource) }
    case .participants:
      (value.array ?? [value]).compactMap(NamedRef.init(participant:))
    case .objects(_, let fields):
      (value.array ?? []).compactMap(\.object).flatMap { object in
        fields.flatMap { $0.kind.refs(in: $0.source.value(in: object)) }
      }
    default: []
    }
  }
}

/// One value of a choice.
public struct Choice: Hashable, Sendable {
  /// The value to send.
  public var value: String
  /// The label to show.
  public var label: String

  /// A choice from its value and label.
  public init(_ value: String, _ label: String? = nil) {
    self.value = value
    self.label = label ?? value
  }
}

/// The bounds and format of a number.
public struct NumberFormat: Hashable, Sendable {
  /// The smallest accepted value; nil for no bound.
  public var minimum: Double?
  /// The largest accepted value; nil for no bound.
  public var maximum: Double?
  /// Digits after the decimal point: 0 for whole numbers only, nil for any number.
  public var decimals: Int?
  /// Whether thousands are grouped.
  public var isGrouped: Bool

  /// A format from bounds and decimals.
  public init(
    _ bounds: ClosedRange<Double>? = nil, decimals: Int? = nil, isGrouped: Bool = false
  ) {
    minimum = bounds?.lowerBound
    maximum = bounds?.upperBound
    self.decimals = decimals
    self.isGrouped = isGrouped
  }

  /// Any number, unformatted.
  public static let plain = NumberFormat()
  /// A whole number of zero or more.
  public static let count = NumberFormat(0...1e15, decimals: 0, isGrouped: true)
  /// An amount of money. Vitally does not give the currency.
  public static let money = NumberFormat(decimals: 0, isGrouped: true)
}

/// A record that a value refers to, and its name if the value contains it.
public struct NamedRef: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// Its name; nil if the value is only an id.
  public var name: String?

  /// A record and its name.
  public init(_ ref: Ref, name: String? = nil) {
    self.ref = ref
    self.name = name
  }
}

extension NamedRef {
  /// Reads an id, a ref as text, or an embedded object with an id.
  init?(_ value: JSONValue, _ resource: Resource) {
    if let object = value.object {
      guard let id = object["id"]?.text, !id.isEmpty else { return nil }
      let record = Record(ref: .server(resource, id), body: object)
      self.init(record.ref, name: record.title == id ? nil : record.title)
    } else {
      guard let text = value.text, !text.isEmpty else { return nil }
      self.init(text, resource)
    }
  }

  fileprivate init?(participant value: JSONValue) {
    guard let object = value.object, let id = object["id"]?.text, !id.isEmpty else { return nil }
    self.init(id, object["type"]?.text == "admin" ? .admin : .user)
  }

  /// Reads an id, or a ref as text.
  private init(_ text: String, _ resource: Resource) {
    self.init(
      text.hasPrefix("made:") ? Ref(text) ?? .server(resource, text) : .server(resource, text))
  }
}
