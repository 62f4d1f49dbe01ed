// Which kinds of records a condition looks at: nothing else can change what meets it.

extension Condition {
  /// The kinds of records that decide whether one of a resource meets it, that resource included; nil
  /// where that is not known from the condition alone.
  public func reach(from resource: Resource) -> Set<Resource>? {
    var reach: Set<Resource> = [resource]
    return extend(&reach, from: resource) ? reach : nil
  }

  private func extend(_ reach: inout Set<Resource>, from resource: Resource) -> Bool {
    switch self {
    // Long texts are found in a file that follows the cache with a delay.
    case .text, .hasDraft: return false
    case .named, .isNamed, .isPending, .isWaiting: return true
    case .mentions:
      let customers = resource.schema.fields.flatMap(\.kind.resources).filter(\.schema.hasTimeline)
      reach.formUnion(customers)
      return true
    case .hasChild(let child):
      reach.insert(child)
      return true
    case .contains(let path, _), .compares(let path, _, _), .isSet(let path), .isOne(let path, _),
      .names(let path, _), .moved(let path, _, _):
      return extend(&reach, by: path, of: resource)
    case .linked(let path, let condition):
      guard extend(&reach, by: path, of: resource),
        let named = resource.schema.field(path)?.kind.resources
      else { return false }
      return named.allSatisfy { condition.extend(&reach, from: $0) }
    case .all(let conditions), .any(let conditions):
      return conditions.allSatisfy { $0.extend(&reach, from: resource) }
    case .not(let condition): return condition.extend(&reach, from: resource)
    }
  }

  /// Adds the records that a field names.
  private func extend(
    _ reach: inout Set<Resource>, by path: FieldPath, of resource: Resource
  ) -> Bool {
    if path.traitKey != nil { return true }
    guard let kind = resource.schema.field(path)?.kind else { return false }
    reach.formUnion(kind.resources)
    return !kind.namesRecords || !kind.resources.isEmpty
  }
}
