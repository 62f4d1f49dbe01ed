// Reads what templates are filled from.

public import VitallyModel

extension PagingStore {
  /// What is known of records, of the customers that they name, and of the user. Of two records of a
  /// kind the first one counts.
  public func facts(about refs: [Ref], me: Ref?, now: Moment) throws(StoreError) -> TemplateFacts {
    var facts = TemplateFacts()
    var waiting = refs
    var seen: Set<Ref> = []
    while !waiting.isEmpty {
      let ref = waiting.removeFirst()
      guard seen.insert(ref).inserted else { continue }
      let detail = try recordDetail(ref, now: now)
      facts.take(detail)
      guard let record = detail.row?.record else { continue }
      for resource in [Resource.account, .organization] {
        let links = record.schema.fields.filter { $0.kind.resources == [resource] }
        waiting += links.lazy.flatMap { $0.kind.refs(in: record[$0]) }.prefix(1).map(\.ref)
      }
    }
    if let me { facts.me = try recordDetail(me, now: now).row?.record }
    for resource in Set(facts.records.keys) {
      facts.traits.merge(try traits(for: [resource])) { $0.isEmpty ? $1 : $0 }
    }
    return facts
  }
}
