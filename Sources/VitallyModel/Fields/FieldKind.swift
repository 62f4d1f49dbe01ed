// What kinds of value a field can hold. Everything generic (columns, details, forms, pickers,
// filters, comparison) switches over this and nothing else.

/// The kind of a field's value.
public indirect enum FieldKind: Hashable, Sendable {
  /// One line of text.
  case text
  /// A mail address.
  case email
  /// An address on the web.
  case url
  /// Long text: HTML, or plain.
  case longText(isHTML: Bool)
  /// A number.
  case number(NumberFormat)
  /// Yes or no.
  case yesNo
  /// A day without time and zone.
  case day
  /// A point in time.
  case moment
  /// One of a few values.
  case choice([Choice])
  /// A set of short texts.
  case tags
  /// One record of a resource: an id, or an object with an id.
  case lookUp(Resource)
  /// Several records of a resource.
  case lookUps(Resource)
  /// People of a message: `{type, id}` with the type `user` or `admin`, one or a list.
  case participants
  /// A flat object of custom values.
  case traits
  /// A list of objects with fields of their own, such as the messages of a conversation.
  case objects([Field])
  /// Anything else, shown as it is.
  case json
}

/// One value of a choice.
public struct Choice: Hashable, Sendable {
  /// What is sent.
  public var value: String
  /// What is shown.
  public var label: String

  /// A choice from its value and label.
  public init(_ value: String, _ label: String? = nil) {
    self.value = value
    self.label = label ?? value
  }
}

/// How a number is bounded and written.
public struct NumberFormat: Hashable, Sendable {
  /// The smallest and largest value that is accepted, nil where there is no bound.
  public var minimum: Double?
  /// The largest value that is accepted.
  public var maximum: Double?
  /// Digits after the decimal point: none means whole numbers only, nil as many as there are.
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

  /// Any number, as it came.
  public static let plain = NumberFormat()
  /// A whole number of zero or more.
  public static let count = NumberFormat(0...1e15, decimals: 0, isGrouped: true)
  /// An amount of money without its currency, which Vitally does not tell.
  public static let money = NumberFormat(decimals: 0, isGrouped: true)
}
