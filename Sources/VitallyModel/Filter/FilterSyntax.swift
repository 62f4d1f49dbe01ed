// What a filter line says, before anybody has looked up what its names mean.

/// A filter line as a tree. Places are counted in characters from the start of the line.
indirect enum FilterSyntax: Hashable, Sendable {
  /// A word or a quoted text.
  case word(FilterText)
  /// A name, a sign and values.
  case term(FilterTerm)
  case not(FilterSyntax)
  case all([FilterSyntax])
  case any([FilterSyntax])
}

/// A text in a filter line.
struct FilterText: Hashable, Sendable {
  var text: String
  /// Where it stands, its quotes included.
  var place: Range<Int>
  var isQuoted: Bool
}

/// `name:value`, `name<value`, `name:low..high`, `moved:name>=day`.
struct FilterTerm: Hashable, Sendable {
  /// How a value relates to what is looked for.
  enum Sign: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case atLeast = ">="
    case more = ">"
    case unequal = "!="
    case equal = "="
    case colon = ":"
  }

  /// One value, or all from one to another.
  enum Value: Hashable, Sendable {
    case one(FilterText)
    /// A range that may be open on one side.
    case range(FilterText?, FilterText?, place: Range<Int>)

    var place: Range<Int> {
      switch self {
      case .one(let text): text.place
      case .range(_, _, let place): place
      }
    }
  }

  /// A second sign, and the day after it.
  struct Since: Hashable, Sendable {
    var sign: Sign
    var day: FilterText
    var place: Range<Int>
  }

  /// The names whose values are fields, with a day after them.
  static let moves = ["moved", "fell", "rose"]

  var name: FilterText
  var sign: Sign
  var values: [Value]
  /// What follows the fields that have moved: since when.
  var since: Since?
  var place: Range<Int>
}
