// The one place that says all of a resource. Lists, details, forms, pickers, sync and the client
// are generic code over schemas.

/// Everything that is particular to a resource. A new one is a case of `Resource` and its schema;
/// if it has a place of its own on screen, that is in `Resource.browsable`.
///
/// The fields, `path`, `links`, `writes`, `sweep`, `recovery`, `reading`, `findableBy` and
/// `resendsTags` say what the wire takes and gives: Vitally's interface is their source. What
/// would be silently missing has no default, so that the compiler asks for it: a resource that is
/// never swept, or never found, looks like an empty one. The other lines say what is shown.
///
/// A class that never changes, because it is asked for with each cell that is drawn: nothing of it
/// is copied.
public final class Schema: Sendable {
  /// The resource it describes.
  public let resource: Resource
  /// What one is called, in lower case: `account`.
  public let singular: String
  /// What many are called, as a heading: `Accounts`.
  public let plural: String
  /// The path of its list below `/resources`; what is under a parent comes from the links there.
  public let path: String
  /// What they are called where space is short: on a tab.
  public let tabTitle: String
  /// Where the title of a record comes from, best first.
  public let titlePaths: [FieldPath]
  /// All fields.
  public let fields: [Field]
  /// The columns of a list, most important first where space is short.
  public let columns: [Column]
  /// The order of a list unless the user chooses another.
  public let order: ListOrder
  /// Paths whose presence hides a record from lists by default: a churned account.
  public let hiddenWhenSet: [FieldPath]
  /// What the brief of a record shows, in order.
  public let highlights: [Highlight]
  /// What hangs on a record: a tab each, in order.
  public let links: [ChildLink]
  /// What can be asked of the server, in the words of users; screens offer the writes among these.
  public let operations: [Operation]
  /// The writes that may be sent; all others are refused unsent. A DELETE is listed only where it
  /// archives: on accounts, organizations, users and conversations it destroys.
  public let writes: Set<Write.Action>
  /// When and how the list of the whole resource is walked; nil where the server has no such list.
  public let sweep: Sweep?
  /// How it is found out whether a create whose answer was lost has happened.
  public let recovery: Recovery
  /// How a single record is fetched.
  public let reading: Reading
  /// By what a record is found on the server where that is all one knows of it.
  public let findableBy: Set<Clue>
  /// Whether every update must carry the full set of tags, or the server drops them.
  public let resendsTags: Bool
  /// What tells that a record is done and by whom; nil where nothing is ever done.
  public let completion: Completion?
  /// The long text whose first words stand in for a missing title.
  public let summaryPath: FieldPath?
  /// The tab on which a record opens: 0 is the brief, the others are the links in their order.
  public let firstTab: Int
  /// Whether the text is what one opens a record for: it is shown first, as in a reader.
  public let isProse: Bool

  /// A schema; what most resources lack has a default.
  init(
    _ resource: Resource, singular: String, plural: String, path: String,
    titlePaths: [FieldPath], summaryPath: FieldPath? = nil, fields: [Field], columns: [Column],
    order: ListOrder = .latest, hiddenWhenSet: [FieldPath] = [], highlights: [Highlight] = [],
    links: [ChildLink] = [], operations: [Operation], writes: Set<Write.Action>,
    sweep: Sweep?, recovery: Recovery = .none, reading: Reading, findableBy: Set<Clue>,
    resendsTags: Bool = false, completion: Completion? = nil, tabTitle: String? = nil,
    isProse: Bool = false, firstTab: Int = 0
  ) {
    self.resource = resource
    self.singular = singular
    self.plural = plural
    self.path = path
    self.titlePaths = titlePaths
    self.summaryPath = summaryPath
    self.fields = fields
    self.columns = columns
    self.order = order
    self.hiddenWhenSet = hiddenWhenSet
    self.highlights = highlights
    self.links = links
    self.operations = operations
    self.writes = writes
    self.sweep = sweep
    self.recovery = recovery
    self.reading = reading
    self.findableBy = findableBy
    self.resendsTags = resendsTags
    self.completion = completion
    self.isProse = isProse
    self.firstTab = firstTab
    self.tabTitle = tabTitle ?? plural
  }

  /// The field with a path, traits included.
  public func field(_ path: FieldPath) -> Field? {
    if let field = fields.first(where: { $0.path == path }) { return field }
    return path.traitKey.map { Field.trait($0, label: $0) }
  }

  /// Whether users are offered this write: it is one of the operations.
  public func allows(_ action: Write.Action) -> Bool {
    operations.contains { $0.kind == .write(action) }
  }
}

/// A column of a list.
public struct Column: Hashable, Sendable {
  /// The field that it shows.
  public var path: FieldPath
  /// The smallest width in columns.
  public var width: Int
  /// Its share of the space that is left over; 0 keeps the width.
  public var stretch: Int
  /// Its heading, nil for the label of the field.
  public var heading: String?

  /// A column of a width that may take a share of what is left over.
  public init(_ path: FieldPath, _ width: Int, stretch: Int = 0, heading: String? = nil) {
    self.path = path
    self.width = width
    self.stretch = stretch
    self.heading = heading
  }
}

/// By which field a list is ordered.
public struct ListOrder: Hashable, Sendable, Codable {
  /// The field.
  public var path: FieldPath
  /// Whether the largest or newest comes first.
  public var isDescending: Bool

  /// An order by a field.
  public init(_ path: FieldPath, descending: Bool = false) {
    self.path = path
    isDescending = descending
  }

  /// Newest change first, as Vitally itself answers.
  public static let latest = ListOrder("updatedAt", descending: true)
}

/// The fields that tell that a record is done.
public struct Completion: Hashable, Sendable {
  /// When it was done; empty while it is open.
  public var at: FieldPath
  /// The admin who did it.
  public var by: FieldPath
}

/// Records of one resource that hang on a record of another.
public struct ChildLink: Hashable, Sendable {
  /// The resource of the records that hang there.
  public var child: Resource
  /// The last part of the nested path, such as `users` in `/accounts/ID/users`; nil when they
  /// can only be found in the cache.
  public var nestedPath: String?

  /// A link to a resource by the nested path that lists it.
  public init(_ child: Resource, _ nestedPath: String?) {
    self.child = child
    self.nestedPath = nestedPath
  }
}

/// One part of a brief.
public enum Highlight: Hashable, Sendable {
  /// Fields in one line.
  case fields([FieldPath])
  /// The first records of a linked resource: open ones only, in the order of that resource.
  case next(Resource, count: Int)
  /// The newest record of a linked resource by a field.
  case last(Resource, by: FieldPath)
}

/// When and how all records of a resource are walked.
public struct Sweep: Hashable, Sendable {
  /// Its turn among the resources: the lowest comes first, unless the user looks at another. What
  /// has the same turn goes in the order of the cases of `Resource`.
  public var turn: Int
  /// One walk for each set of query parameters.
  public var variants: [[String: String]]
  /// Whether the list takes `limit`, `from` and `sortBy`.
  public var isPaged: Bool

  /// A sweep with its turn and its variants.
  public init(turn: Int, _ variants: [[String: String]] = [[:]], isPaged: Bool = true) {
    self.turn = turn
    self.variants = variants
    self.isPaged = isPaged
  }
}

/// How a create whose answer was lost is recovered.
public enum Recovery: Hashable, Sendable {
  /// Send it again: the server updates by the external id that vitty set.
  case sendAgain
  /// Look it up by the external id.
  case lookUpByExternalID
  /// List the newest of the parent and compare the external id that vitty set.
  case newestOfParent
  /// List the newest of the parent and compare these fields; ask when unsure.
  case newestOfParentBy([FieldPath])
  /// The resource is never created here.
  case none
}

/// How a single record is fetched.
public enum Reading: Hashable, Sendable {
  /// By its id.
  case byID
  /// By a search inside its parent: instances have no address of their own.
  case bySearchInParent
  /// Only as part of a list.
  case inListsOnly
}

/// What is known of a record that is looked for.
public enum Clue: Hashable, Sendable {
  /// The server's id, which is a UUID.
  case id
  /// The id of the customer's own systems: the server takes it in the place of the id.
  case externalID
  /// A person's mail address: the server has a search for it.
  case email
}
