// The description of a resource, on which all generic code works.

/// Everything specific to a resource. Lists, details, forms, pickers, sync and the client are
/// generic code over schemas. To add a resource, add a case of `Resource` and its schema, and list
/// it in `Resource.browsable` if it has its own screen.
///
/// The fields, `path`, `holderPath`, `lock`, `links`, `writes`, `sweep`, `variants`, `recovery`,
/// `reading`, `findableBy` and `resendsTags` describe Vitally's API; the rest describes what is
/// shown. Properties whose absence would go unnoticed have no default: a resource that is never
/// swept or found looks empty.
///
/// An immutable class, so that reading it for each drawn cell copies nothing.
public final class Schema: Sendable {
  /// The resource it describes.
  public let resource: Resource
  /// The singular name, in lowercase: `account`.
  public let singular: String
  /// The plural name, as a heading: `Accounts`.
  public let plural: String
  /// The path of its list below `/resources`. The parent's links give the path below a parent.
  public let path: String
  /// The look-up of the record below which a record lies on the server, its holder: it is read and
  /// written by a path below that of its holder. Nil if it has a path of its own.
  public let holderPath: FieldPath?
  /// The value with which a record locks what it holds; nil if it never does.
  public let lock: Lock?
  /// The short plural name, for tabs.
  public let tabTitle: String
  /// The fields that can be the title of a record, best first.
  public let titlePaths: [FieldPath]
  /// The fields that together are the title of a record that has none of those.
  public let titleParts: [FieldPath]
  /// All fields.
  public let fields: [Field]
  /// The columns of a list, most important first.
  public let columns: [Column]
  /// The default sort order.
  public let order: ListOrder
  /// Paths whose presence hides a record from lists by default, such as the churn date.
  public let hiddenWhenSet: [FieldPath]
  /// The value with which a record says that it is not to be chosen any more; nil for none.
  public let retirement: Retirement?
  /// The contents of the brief, in order.
  public let highlights: [Highlight]
  /// The child resources, in order; each is a tab.
  public let links: [ChildLink]
  /// The operations that the server supports; screens offer the writes among them.
  public let operations: [Operation]
  /// The writes that may be sent; all others are refused. On the wire, archiving and destroying are
  /// the same DELETE: a schema lists the one that it means for its records, never both.
  public let writes: Set<Write.Action>
  /// What makes a record that of a team member.
  public let ownership: Ownership
  /// When and how to sync the whole resource; nil if the server has no such list.
  public let sweep: Sweep?
  /// The sets of query parameters of its lists: each list is fetched once for each.
  public let variants: [[String: String]]
  /// How to find out whether a create whose response was lost has succeeded.
  public let recovery: Recovery
  /// How a single record is fetched.
  public let reading: Reading
  /// By what a record can be found on the server.
  public let findableBy: Set<Clue>
  /// Whether every update must include all tags, because the server drops the others.
  public let resendsTags: Bool
  /// The fields that say when a record was completed and by whom; nil if records can't be.
  public let completion: Completion?
  /// The field whose presence tells that a record is over, so that nothing about it is late: of
  /// tasks when they were done, of projects when they ended.
  public let overWhenSet: FieldPath?
  /// The long text whose first words replace a missing title.
  public let summaryPath: FieldPath?
  /// The tab on which a record opens: 0 is the brief, then the links in order.
  public let firstTab: Int
  /// Whether the text is the main content, so that a record opens in the reader.
  public let isProse: Bool
  /// How a record stands in the timeline of its customer; nil if it does not.
  public let event: Event?
  /// Whether its records have a timeline, which is their last tab.
  public let hasTimeline: Bool
  /// The fields whose values can put a record at risk: figures with a meaning that a brief shows.
  public let riskFields: [Field]

  /// A schema; rarely used properties have defaults.
  init(
    _ resource: Resource, singular: String, plural: String, path: String,
    titlePaths: [FieldPath], titleParts: [FieldPath] = [], summaryPath: FieldPath? = nil,
    fields: [Field], columns: [Column],
    order: ListOrder = .latest, hiddenWhenSet: [FieldPath] = [], retirement: Retirement? = nil,
    highlights: [Highlight] = [],
    links: [ChildLink] = [], holderPath: FieldPath? = nil, lock: Lock? = nil,
    operations: [Operation], writes: Set<Write.Action>, ownership: Ownership = Ownership(),
    sweep: Sweep?, variants: [[String: String]]? = nil, recovery: Recovery = .none,
    reading: Reading, findableBy: Set<Clue>,
    resendsTags: Bool = false, completion: Completion? = nil, overWhenSet: FieldPath? = nil,
    tabTitle: String? = nil,
    isProse: Bool = false, firstTab: Int = 0, event: Event? = nil, hasTimeline: Bool = false
  ) {
    self.resource = resource
    self.singular = singular
    self.plural = plural
    self.path = path
    self.holderPath = holderPath
    self.lock = lock
    self.titlePaths = titlePaths
    self.titleParts = titleParts
    self.summaryPath = summaryPath
    self.fields = fields
    self.columns = columns
    self.order = order
    self.hiddenWhenSet = hiddenWhenSet
    self.retirement = retirement
    self.highlights = highlights
    self.links = links
    self.operations = operations
    self.writes = writes
    self.ownership = ownership
    self.sweep = sweep
    self.variants = variants ?? sweep?.variants ?? [[:]]
    self.recovery = recovery
    self.reading = reading
    self.findableBy = findableBy
    self.resendsTags = resendsTags
    self.completion = completion
    self.overWhenSet = overWhenSet ?? completion?.at
    self.isProse = isProse
    self.firstTab = firstTab
    self.event = event
    self.hasTimeline = hasTimeline
    self.tabTitle = tabTitle ?? plural
    // A single user may well stay away; a whole customer should not.
    let isCustomer = fields.contains { $0.sense == .health }
    riskFields = highlights.flatMap(\.figures).compactMap { path in
      fields.first { $0.path == path && $0.sense != nil && (isCustomer || $0.sense != .lastSeen) }
    }
  }

  /// The field with a path, which may be a trait.
  public func field(_ path: FieldPath) -> Field? {
    if let field = fields.first(where: { $0.path == path }) { return field }
    return path.traitKey.map { Field.trait($0) } ?? part(path)
  }

  /// The field of one object of a list: the path names the list, the object and the field.
  private func part(_ path: FieldPath) -> Field? {
    guard let part = path.part, let list = fields.first(where: { $0.path == part.list }),
      case .objects(let one, let fields) = list.kind,
      var field = fields.first(where: { $0.path == part.field })
    else { return nil }
    field.label = "\(FieldKind.heading(one, part.index)) \(field.label)"
    return field
  }

  /// The resources that a new record can name, within its lists of objects too.
  public var namedOnCreate: Set<Resource> {
    let fields = fields.flatMap { field -> [Field] in
      if case .objects(_, let parts) = field.kind { [field] + parts } else { [field] }
    }
    return Set(fields.filter(\.writing.onCreate).flatMap(\.kind.resources))
  }

  /// The list of objects to which a record is added, such as the messages of a conversation.
  public var growingList: Field? {
    fields.first { field in
      if case .objects = field.kind { field.onlyGrows && field.writing.onUpdate } else { false }
    }
  }

  /// What is attached to a record by changing a look-up of the other one, such as accounts to an
  /// organization: the kind of child, and the field in which it names the record. Nil for nothing.
  public var attached: (child: Resource, field: Field)? {
    links.lazy.compactMap { [resource] link in
      let child = Schema.of(link.child)
      let field = child.fields.first { $0.kind == .lookUp(resource) && $0.writing.onUpdate }
      return child.allows(.update) ? field.map { (link.child, $0) } : nil
    }.first
  }

  /// The kinds of record in the timeline of one of its records; none if it has no timeline.
  public var timeline: [Resource] {
    hasTimeline ? links.map(\.child).filter { $0.schema.event != nil } : []
  }

  /// What many are called within a sentence: `accounts`, `NPS responses`.
  public var pluralInSentence: String {
    plural.dropFirst().first?.isUppercase == true
      ? plural : plural.prefix(1).lowercased() + plural.dropFirst()
  }

  /// Whether screens offer this write: it is one of the operations.
  public func allows(_ action: Write.Action) -> Bool {
    operations.contains { $0.kind == .write(action) }
  }
}

/// A column of a list.
public struct Column: Hashable, Sendable {
  /// The field to show. One that holds traits stands for a column for each trait that the records
  /// of the list can have.
  public var path: FieldPath
  /// The smallest width in columns.
  public var width: Int
  /// Its share of the remaining space; 0 keeps the width.
  public var stretch: Int
  /// Its heading; nil for the label of the field.
  public var heading: String?
  /// The field that it shows where the other one is empty; nil for none.
  public var fallback: FieldPath?

  /// A column with a width and a share of the remaining space.
  public init(
    _ path: FieldPath, or fallback: FieldPath? = nil, _ width: Int, stretch: Int = 0,
    heading: String? = nil
  ) {
    self.path = path
    self.fallback = fallback
    self.width = width
    self.stretch = stretch
    self.heading = heading
  }
}

/// The sort order of a list.
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

  /// Latest change first, which is Vitally's default.
  public static let latest = ListOrder("updatedAt", descending: true)

  /// The other way round.
  public var reversed: ListOrder { ListOrder(path, descending: !isDescending) }
}

/// The fields that say whether a record is completed.
public struct Completion: Hashable, Sendable {
  /// When it was completed; empty while it is open.
  public var at: FieldPath
  /// The admin who completed it.
  public var by: FieldPath

  /// Whether a field says when it was completed, or by whom.
  public func isAbout(_ path: FieldPath) -> Bool { path == at || path == by }
}

/// Records of one resource that belong to a record of another.
public struct ChildLink: Hashable, Sendable {
  /// The resource of the child records.
  public var child: Resource
  /// The last part of the nested path, such as `users` in `/accounts/ID/users`; nil if the server
  /// has no such list, so that only the cache is used.
  public var nestedPath: String?
  /// The field of the parent that defines which traits these records have; nil if all records of
  /// their resource have the same.
  public var traitsPath: FieldPath?

  /// A link to a resource.
  public init(_ child: Resource, _ nestedPath: String?, traits traitsPath: FieldPath? = nil) {
    self.child = child
    self.nestedPath = nestedPath
    self.traitsPath = traitsPath
  }
}

/// How a record stands in the timeline of its customer.
public struct Event: Hashable, Sendable {
  /// When it was: the first of these fields that has a value.
  public var dates: [FieldPath]
  /// Whom it is of: the first of these fields that has a value.
  public var people: [FieldPath]
  /// What it says, where that is not its title.
  public var words: [FieldPath] = []
}

/// A value with which a record locks the records that it holds, so that nobody can write them.
public struct Lock: Hashable, Sendable {
  /// The field.
  public var path: FieldPath
  /// Its value, in any case. Every other value leaves the decision to the server.
  public var value: String

  /// A lock by a value of a field.
  init(_ path: FieldPath, is value: String) {
    self.path = path
    self.value = value
  }
}

/// A value with which a record says that it is not to be chosen any more, as a team member who has
/// left.
public struct Retirement: Hashable, Sendable {
  /// The field.
  public var path: FieldPath
  /// Its value, which also says so in pickers.
  public var value: String

  /// A retirement by a value of a field.
  init(_ path: FieldPath, is value: String) {
    self.path = path
    self.value = value
  }
}

/// One part of a brief.
public enum Highlight: Hashable, Sendable {
  /// Who looks after the record, the most important first: look-ups of team members, and lists of
  /// roles. Each person is named once.
  case people([FieldPath])
  /// A balance and the counts behind it from the best to the worst, as bars.
  case balance(FieldPath, of: [FieldPath])
  /// Fields in one line.
  case fields([FieldPath])
  /// The first open records of a linked resource, in its default order.
  case next(Resource, count: Int)
  /// The newest record of a linked resource by a field.
  case last(Resource, by: FieldPath)

  /// The fields whose values it shows as figures.
  public var figures: [FieldPath] {
    switch self {
    case .fields(let paths): paths
    case .balance(let path, _): [path]
    case .people, .next, .last: []
    }
  }

  /// All fields of the record that it shows.
  public var paths: [FieldPath] {
    switch self {
    case .people(let paths), .fields(let paths): paths
    case .balance(let path, let counts): [path] + counts
    case .next, .last: []
    }
  }

  /// The resource of the records that it shows; nil if it shows none.
  public var child: Resource? {
    switch self {
    case .next(let child, _), .last(let child, _): child
    case .people, .fields, .balance: nil
    }
  }
}

/// When and how all records of a resource are fetched.
public struct Sweep: Hashable, Sendable {
  /// Its turn among the resources: the lowest comes first, unless the user is looking at another.
  /// Equal turns follow the order of cases in `Resource`.
  public var turn: Int
  /// The sets of query parameters; the list is fetched once for each.
  public var variants: [[String: String]]
  /// Whether the list supports `limit`, `from` and `sortBy`.
  public var isPaged: Bool

  /// A sweep with its turn and its variants.
  public init(turn: Int, _ variants: [[String: String]] = [[:]], isPaged: Bool = true) {
    self.turn = turn
    self.variants = variants
    self.isPaged = isPaged
  }
}

/// How to recover a create whose response was lost.
public enum Recovery: Hashable, Sendable {
  /// Send it again: the server then updates the record with the external id that vitty set.
  case sendAgain
  /// Look it up by the external id.
  case lookUpByExternalID
  /// List the parent's newest records and compare the external id that vitty set.
  case newestOfParent
  /// List the parent's newest records and compare these fields; ask the user if in doubt.
  case newestOfParentBy([FieldPath])
  /// The resource is never created here.
  case none
}

/// How a single record is fetched.
public enum Reading: Hashable, Sendable {
  /// By its id.
  case byID
  /// By a search within its parent: instances have no path of their own.
  case bySearchInParent
  /// Only as part of a list.
  case inListsOnly
}

/// What is known about a record to find.
public enum Clue: Hashable, Sendable {
  /// The server's id, which is a UUID.
  case id
  /// The id in the customer's own systems, which the server accepts in place of the id.
  case externalID
  /// A person's email address, for which the server has a search.
  case email
}
