// A field: a named, typed value of a resource.

/// A field, as columns, forms and filters use it.
public struct Field: Hashable, Sendable {
  /// The meaning of a value beyond its kind, shown by colour and by a mark.
  public enum Sense: Hashable, Sendable {
    /// A health score from 0 (bad) to 10.
    case health
    /// An answer to an NPS survey, from 0 to 10.
    case npsScore
    /// Promoters minus detractors, from -100 to 100.
    case npsBalance
    /// A due date: overdue is bad.
    case due
    /// A renewal date: near is a warning.
    case renewal
    /// The last time something happened: long ago is a warning.
    case lastSeen
  }

  /// When a value must be given.
  public enum Requirement: Hashable, Sendable {
    case never
    case always
    /// At least one of the fields with the same label must be given.
    case oneOf(String)
    /// Exactly one of the fields with the same label must be given.
    case eitherOf(String)

    /// What the fields are called of which one must be given; nil for any other.
    public var group: String? {
      switch self {
      case .oneOf(let label), .eitherOf(let label): label
      case .never, .always: nil
      }
    }
  }

  /// When a value can be written.
  public enum Writing: Hashable, Sendable {
    case never
    case create
    case update
    case always

    /// Whether a new record can be given this value.
    public var onCreate: Bool { self == .create || self == .always }
    /// Whether an existing record can be given this value.
    public var onUpdate: Bool { self == .update || self == .always }
  }

  /// What vitty fills in where the user gives nothing.
  public enum Filling: Hashable, Sendable {
    /// A unique id, on saving.
    case uniqueID
    /// The time, on saving.
    case time
    /// The first line of a long text, on saving.
    case firstLine(of: FieldPath)
    /// The user, as soon as a form opens, if it is known who that is.
    case me
    /// Whoever the sender of a message talks to, once the sender is known: the user of vitty, or the
    /// customer's person at hand.
    case counterpart(of: FieldPath)
  }

  /// Its name in columns, forms and requests: the wire key.
  public var path: FieldPath
  /// Its name on screen.
  public var label: String
  /// The kind of its value.
  public var kind: FieldKind
  /// Where to find the value in a body that was read.
  public var source: FieldSource
  /// Its meaning beyond its kind.
  public var sense: Sense?
  /// Whether it is required.
  public var requirement: Requirement
  /// When it can be written.
  public var writing: Writing
  /// Whether it can be cleared once it is set.
  public var canBeCleared: Bool
  /// Whether the server computes it, so that it never counts as somebody's edit.
  public var isComputed: Bool
  /// What vitty fills in where the user gives nothing; nil for nothing.
  public var filling: Filling?
  /// Whether the server only ever adds to it, so that only new values are sent.
  public var onlyGrows: Bool
  /// Whether it is an id for other systems, which is shown only with the ids of the record.
  public var isIdentity = false
  /// Whether its days lie in the past, as moments do.
  var isPast = false
  /// The look-up that names the first of its records; it is shown only where there are more. Nil
  /// for a field that stands for itself.
  public var extends: FieldPath?

  /// A field; everything but path, label and kind has a default.
  public init(
    _ path: FieldPath, _ label: String, _ kind: FieldKind = .text,
    source: FieldSource? = nil, sense: Sense? = nil, requirement: Requirement = .never,
    writing: Writing = .never, canBeCleared: Bool = false, isComputed: Bool = false,
    filling: Filling? = nil, onlyGrows: Bool = false, extends: FieldPath? = nil
  ) {
    self.path = path
    self.label = label
    self.kind = kind
    self.source = source ?? .path(path)
    self.sense = sense
    self.requirement = requirement
    self.writing = writing
    self.canBeCleared = canBeCleared
    self.isComputed = isComputed
    self.filling = filling
    self.onlyGrows = onlyGrows
    self.extends = extends
  }

  /// Whether distances from today are meant into the past: `30d` is 30 days ago.
  public var looksBack: Bool {
    if case .moment = kind { true } else { isPast }
  }

  /// The field with days that lie in the past.
  var past: Field {
    var field = self
    field.isPast = true
    return field
  }

  /// Whether it may be left empty because vitty fills it in on saving.
  public var isFilledIn: Bool {
    switch filling {
    case .uniqueID?, .time?, .firstLine?: true
    case .me?, .counterpart?, nil: false
    }
  }
}

extension Field {
  /// A trait as a field. Its label, type and options come from its definition, if there is one;
  /// without a label it is called by its key, less the prefix that Vitally gives its own traits.
  public static func trait(
    _ key: String, label: String? = nil, type: String? = nil, options: [Choice] = []
  ) -> Field {
    Field(
      .trait(key), label ?? plainName(key), FieldKind(traitType: type, options: options),
      writing: .always, canBeCleared: true)
  }

  private static func plainName(_ key: String) -> String {
    let prefix = "vitally.custom."
    return key.hasPrefix(prefix) && key != prefix ? String(key.dropFirst(prefix.count)) : key
  }
}

extension Field {
  /// The trait that a definition describes; nil if it has no path.
  public static func trait(definedBy definition: JSONObject) -> Field? {
    guard let key = definition["path"]?.text, !key.isEmpty else { return nil }
    let label = definition["label"]?.text
    return .trait(
      key, label: label?.isVisible == true ? label : nil, type: definition["type"]?.text,
      options: Choice.all(in: definition["options"] ?? .null))
  }
}

extension Choice {
  /// The options of a definition: objects with a label and a value, or plain values.
  public static func all(in options: JSONValue) -> [Choice] {
    (options.array ?? []).compactMap { option in
      guard let object = option.object else { return option.text.map { Choice($0) } }
      let label = object["label"]?.text
      return (object["value"]?.text ?? label).map { Choice($0, label) }
    }
  }
}

extension FieldKind {
  /// The kind for a custom field's type. Vitally publishes no list of types; unknown ones are shown
  /// as they are.
  init(traitType: String?, options: [Choice] = []) {
    self =
      switch traitType?.lowercased() {
      case "textarea"?: .longText(isHTML: false)
      case "datetime"?: .date(asksTime: true)
      case "date"?: .date(asksTime: false)
      case "number"?, "integer"?, "float"?, "currency"?: .number(.plain)
      case "boolean"?, "checkbox"?: .yesNo
      case "multiselect"?: .tags
      case "string"?, "text"?, "select"?: options.isEmpty ? .text : .choice(options)
      default: .json
      }
  }
}
