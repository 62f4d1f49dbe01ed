// What one field of a record may contain, and when a client may write it. Knows neither the fields
// of any collection nor the form of an error.

/// The rule of one field.
struct FieldRule: Sendable {
  /// The type of a field's values.
  enum Kind: Sendable {
    case text
    /// HTML that is filtered by the allow-list.
    case html
    case number
    /// A number from 0 to 10.
    case score
    case flag
    /// A moment in ISO form.
    case moment
    /// A day; a moment is truncated to its day.
    case day
    case strings
    case reference(Collection)
    case references(Collection)
    case traits
    case messages
    /// A participant of a message.
    case person
    case people
    case list
  }

  /// Whether a write may or must contain a field.
  enum Use: Sendable {
    case no
    case may
    case must
  }

  var name: String
  var kind: Kind
  var onCreate: Use
  var onUpdate: Use

  init(_ name: String, _ kind: Kind, create: Use = .may, update: Use = .may) {
    self.name = name
    self.kind = kind
    onCreate = create
    onUpdate = update
  }

  /// A field that only the server sets.
  static func readOnly(_ name: String, _ kind: Kind = .text) -> FieldRule {
    FieldRule(name, kind, create: .no, update: .no)
  }

  func use(_ write: Write) -> Use {
    write == .create ? onCreate : onUpdate
  }

  /// The value in a record that was created without the field.
  var blank: JSON {
    switch kind {
    case .strings, .references, .messages, .people, .list: []
    case .traits: [:]
    default: .null
    }
  }
}

/// The two ways in which a client writes fields.
enum Write: Sendable {
  case create
  case update
}
