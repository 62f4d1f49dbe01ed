// How a list is divided into groups: what may stand in one list, and under which headings.

/// The groups of a listing, which may hold records of several kinds.
public struct Grouping: Hashable, Sendable {
  /// What the groups are.
  public enum Kind: Hashable, Sendable {
    /// Sections one after the other; those without rows are left out.
    case sections([ListSection])
    /// The records of these kinds by the date of their `Schema.event`, newest first, by month.
    case months([Resource], Zone)
  }

  /// What the groups are.
  public var kind: Kind
  /// The only kind of record that is listed; nil for all.
  public var only: Resource?
  /// What records of each kind have to meet to be listed, and the only kinds that are; nil for all.
  public var conditions: [Resource: Condition]?
  /// The groups of which only the heading is listed, by id.
  public var folded: Set<String> = []

  /// Groups, all of them open.
  public init(_ kind: Kind, only: Resource? = nil) {
    self.kind = kind
    self.only = only
  }

  /// The kinds of record that may be listed, once each.
  public var resources: [Resource] {
    switch kind {
    case .sections(let sections):
      sections.map(\.resource).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    case .months(let resources, _): resources
    }
  }
}

/// Records of one kind under a heading.
public struct ListSection: Hashable, Sendable {
  /// What tells it from other sections.
  public var id: String
  /// Its heading.
  public var title: String
  /// The kind of record.
  public var resource: Resource
  /// Only records that meet this condition; nil for all.
  public var condition: Condition?
  /// The sort order.
  public var order: ListOrder
  /// What each row says whether it meets it.
  public var reasons: [Reason]
  /// Puts rows in order by how much attention they need, as long as they are not too many, and has
  /// the customer of each read with it; nil for the sort order alone.
  public var ranking: Ranking?

  /// A section, in the order of its kind unless another one is given.
  public init(
    _ id: String, _ title: String, _ resource: Resource, _ condition: Condition? = nil,
    order: ListOrder? = nil, reasons: [Reason] = [], ranking: Ranking? = nil
  ) {
    self.ranking = ranking
    self.id = id
    self.title = title
    self.resource = resource
    self.condition = condition
    self.order = order ?? resource.schema.order
    self.reasons = reasons
  }
}

extension ListingQuery {
  /// The kinds of record that it may list.
  public var resources: [Resource] { grouping?.resources ?? [resource] }

  /// What records of a kind have to meet to be listed; nil for nothing.
  public func condition(on kind: Resource) -> Condition? {
    let own = grouping?.conditions.map { $0[kind] ?? .any([]) }
    return .all(of: [condition, own].compactMap(\.self))
  }

  /// The lists that have to be fetched for it to be whole.
  public var keys: [ListKey] { resources.map { ListKey($0, parent: parent) } }
}

extension Day {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The heading of its month: `November 2026`.
  public var monthTitle: String {
    let (year, month, _) = components
    return "\(Self.months[month - 1]) \(year)"
  }

  /// The first day of its month.
  public var startOfMonth: Day { adding(days: 1 - components.day) }
}
