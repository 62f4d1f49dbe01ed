// Reads what a filter line says of values that have changed: `moved:health`, `fell:health>=fri`.

extension FilterReader {
  /// The condition that one of the fields of a term has changed.
  mutating func moved(
    _ movement: Condition.Movement, _ term: FilterTerm
  ) throws(FilterError) -> Condition {
    let since = try since(term.since)
    var any: [Condition] = []
    for name in try texts(term) { any.append(try moved(name, movement, since)) }
    return any.count == 1 ? any[0] : .any(any)
  }

  private mutating func moved(
    _ name: FilterText, _ movement: Condition.Movement, _ since: Condition.Since
  ) throws(FilterError) -> Condition {
    switch try scope.subject(name) {
    case .own(let field):
      try check(field, of: scope.resource, movement, name.place)
      if schema.hidingPaths.contains(field.path) { filter.revealed.insert(field.path) }
      return .moved(field.path, movement, since: since)
    case .linked(let link, let field):
      try check(field, of: link.kind.resources.first ?? scope.resource, movement, name.place)
      return .linked(link.path, .moved(field.path, movement, since: since))
    }
  }

  /// Refuses fields without a past, and those that neither fall nor rise.
  private func check(
    _ field: Field, of resource: Resource, _ movement: Condition.Movement, _ place: Range<Int>
  ) throws(FilterError) {
    let known = resource.schema
    let label = field.label.filterText
    guard known.watchedPaths.contains(field.path) else {
      throw FilterError(
        place, "what \(label) was is not kept; " + (Self.hint(known) ?? hintOnLinks))
    }
    guard movement == .changed || field.hasDirection else {
      throw FilterError(place, "\(label) has no order; write moved:\(label)")
    }
  }

  /// The fields with a past; nil if there are none.
  private static func hint(_ schema: Schema) -> String? {
    let labels = schema.watchedFields.map(\.label.filterText)
    return labels.isEmpty ? nil : "that of \(labels.alternatives) is"
  }

  /// A field with a past in a record that this one names.
  private var hintOnLinks: String {
    for link in schema.fields {
      guard case .lookUp(let resource) = link.kind,
        let field = resource.schema.watchedFields.first
      else { continue }
      return "write \(link.label.filterText).\(field.label.filterText)"
    }
    return "that of accounts is, such as health"
  }

  /// Since when: without a day, since the user last looked before today. Days lie in the past.
  private func since(_ since: FilterTerm.Since?) throws(FilterError) -> Condition.Since {
    let now = scope.now
    guard let since else { return .lastLook(before: now.zone.moment(of: now.today)) }
    switch since.sign {
    case .colon, .equal, .more, .atLeast: return .moment(try FilterTimes.start(of: since.day, now))
    case .less, .atMost, .unequal:
      throw FilterError(since.place, "write since when: >=\(since.day.text)")
    }
  }
}

extension Field {
  /// Whether its values can fall and rise.
  var hasDirection: Bool {
    switch kind {
    case .number, .day, .moment, .date: true
    default: false
    }
  }
}
