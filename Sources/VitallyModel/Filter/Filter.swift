// A line of the filter language, read: which records it asks for, and how they are listed.

/// What a filter line asks for.
public struct Filter: Hashable, Sendable {
  /// The condition on records; nil for none.
  public var condition: Condition?
  /// The order; nil for that of the list.
  public var order: ListOrder?
  /// What decides between records that are equal by the order before.
  public var thenBy: [ListOrder] = []
  /// Where the line speaks of the order, in characters.
  public var orderPlace: Range<Int>?
  /// Where the line speaks of columns, in characters.
  public var columnsPlace: Range<Int>?
  /// The columns; nil for those of the list.
  public var columns: [ListColumn]?
  /// The alternatives of the line, for the column that says which of them hold.
  public var reasons: [Reason] = []
  /// The fields that hide records, but not those that the line asks about.
  public var revealed: Set<FieldPath> = []

  /// A filter that asks for nothing.
  public init() {}

  /// Reads a line.
  public static func read(_ line: String, in scope: FilterScope) throws(FilterError) -> Filter {
    var reader = FilterReader(scope)
    return try reader.filter(try FilterParser.parse(line))
  }

  /// The query of a list with this filter.
  public func applied(to query: ListingQuery) -> ListingQuery {
    var query = query
    query.condition = condition
    if let order { (query.order, query.thenBy) = (order, thenBy) }
    if columns?.contains(where: { $0.path == Field.why.path }) == true { query.reasons = reasons }
    guard !revealed.isEmpty, !query.showsHidden else { return query }
    query.showsHidden = true
    let hiding = query.resource.schema.hidingPaths.filter { !revealed.contains($0) }
    let conditions = [condition].compactMap(\.self) + hiding.map { .not(.isSet($0)) }
    query.condition = conditions.count > 1 ? .all(conditions) : conditions.first
    return query
  }
}

extension Schema {
  /// The fields that hide a record from lists once they have a value.
  public var hidingPaths: [FieldPath] {
    let own = hiddenWhenSet + [completion?.at].compactMap(\.self)
    let hasArchive = fields.contains { $0.path == "archivedAt" }
    return hasArchive && !own.contains("archivedAt") ? own + ["archivedAt"] : own
  }
}
