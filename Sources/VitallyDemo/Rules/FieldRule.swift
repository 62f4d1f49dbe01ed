// What one field of a record may hold, and when a client may write it.
// Knows neither the fields of any collection nor how a refusal looks.

/// The rule of one field.
struct FieldRule: Sendable {
  /// What values a field takes.
  enum Kind: Sendable {
    case text
    /// Text whose tags are stripped by the allow-list.
    case html
    case number
    /// A number from 0 to 10.
    case score
    case flag
    /// A moment in ISO form.
    case moment
    /// A day; a moment is cut down to its day.
    case day
    case strings
    case reference(Collection)
    case references(Collection)
    case traits
    case messages
    /// One who takes part in a message.
    case person
    case people
    case list
  }

  /// Whether a write may, or must, carry a field.
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

  /// What a record has that was made without the field.
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
