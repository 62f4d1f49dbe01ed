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
  /// What the line asks of each kind of record in a list of groups, without those that lack its
  /// fields; nil for a list without groups.
  public var kinds: [Resource: Filter]?

  /// A filter that asks for nothing.
  public init() {}

  /// Reads a line.
  public static func read(_ line: String, in scope: FilterScope) throws(FilterError) -> Filter {
    let tree = try FilterParser.parse(line)
    guard scope.kinds.isEmpty else { return try read(tree, forEachKindIn: scope) }
    var reader = FilterReader(scope)
    return try reader.filter(tree)
  }

  /// Reads a line for each kind of record by itself: those that lack its fields are left out. If all
  /// do, the error is that of the kind which could read most of it.
  private static func read(
    _ tree: FilterSyntax, forEachKindIn scope: FilterScope
  ) throws(FilterError) -> Filter {
    var filter = Filter()
    var kinds: [Resource: Filter] = [:]
    var failure: FilterError?
    for scope in scope.each {
      do throws(FilterError) {
        var reader = FilterReader(scope)
        kinds[scope.resource] = try reader.filter(tree)
      } catch {
        let isFarther = failure.map { $0.place.lowerBound < error.place.lowerBound } ?? true
        if isFarther { failure = error }
      }
    }
    if let place = kinds.values.lazy.compactMap({ $0.orderPlace ?? $0.columnsPlace }).first {
      throw FilterError(place, "groups have an order and columns of their own")
    }
    if let failure, kinds.isEmpty { throw failure }
    let asksNothing = failure == nil && kinds.values.allSatisfy { $0 == Filter() }
    filter.kinds = asksNothing ? nil : kinds
    return filter
  }

  /// The query of a list with this filter.
  public func applied(to query: ListingQuery) -> ListingQuery {
    var query = query
    let reveals =
      !query.showsHidden
      && (kinds.map { Array($0.values) } ?? [self]).contains { !$0.revealed.isEmpty }
    if reveals { query.showsHidden = true }
    if let kinds {
      query.grouping?.conditions = Dictionary(
        uniqueKeysWithValues: kinds.map { kind, filter in
          (kind, filter.condition(of: kind, hides: reveals) ?? .all([]))
        })
      return query
    }
    query.condition = condition(of: query.resource, hides: reveals)
    if let order { (query.order, query.thenBy) = (order, thenBy) }
    if columns?.contains(where: { $0.path == Field.why.path }) == true { query.reasons = reasons }
    return query
  }

  /// The query of what a list holds already and this filter finds as well.
  public func narrowing(_ query: ListingQuery) -> ListingQuery {
    var narrowed = applied(to: query)
    // What the list leaves out stays out, whatever the line asks about.
    narrowed.showsHidden = query.showsHidden
    narrowed.condition = .all(of: [query.condition, narrowed.condition].compactMap(\.self))
    if let known = query.grouping?.conditions, let found = narrowed.grouping?.conditions {
      narrowed.grouping?.conditions = Dictionary(
        uniqueKeysWithValues: known.compactMap { kind, condition in
          found[kind].map { (kind, .all([condition, $0])) }
        })
    }
    return narrowed
  }

  /// The condition, with that which hides what the query would hide by itself unless the line asks
  /// about it.
  private func condition(of kind: Resource, hides: Bool) -> Condition? {
    let hiding = hides ? kind.schema.hidingPaths.filter { !revealed.contains($0) } : []
    return .all(of: [condition].compactMap(\.self) + hiding.map { .not(.isSet($0)) })
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
