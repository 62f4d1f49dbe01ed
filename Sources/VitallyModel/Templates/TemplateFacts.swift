// What templates are filled from: the records around the one that a text is about.

/// The records that a template may speak of, as they are in the cache.
public struct TemplateFacts: Equatable, Sendable {
  /// The record of each kind: the account, its organization, and what else is at hand.
  public var records: [Resource: Record] = [:]
  /// The last record of a kind about the customer, such as its last note.
  public var last: [Resource: Record] = [:]
  /// The next record of a kind about the customer, such as the task that is due first.
  public var next: [Resource: Record] = [:]
  /// The kinds of records about the customer that are still being fetched.
  public var loading: Set<Resource> = []
  /// The user; nil if it is not known who that is.
  public var me: Record?
  /// The names of records that are referred to only by id.
  public var names: [Ref: String] = [:]
  /// The traits that records can have.
  public var traits: [Resource: [Field]] = [:]

  /// No facts.
  public init() {}

  /// Takes what is known of a record. Of two records of a kind, the first one counts.
  public mutating func take(_ detail: RecordDetail) {
    guard let record = detail.row?.record else { return }
    names.merge(detail.names) { known, _ in known }
    if records[record.resource] == nil { records[record.resource] = record }
    for (link, count) in zip(record.schema.links, detail.links)
    where count.status.completedAt == nil {
      loading.insert(link.child)
    }
    let others = record.schema.highlights.compactMap { highlight -> (Resource, Bool)? in
      switch highlight {
      case .next(let child, _): (child, false)
      case .last(let child, _): (child, true)
      case .people, .fields, .balance: nil
      }
    }
    for ((child, isLast), found) in zip(others, detail.highlights) {
      guard let first = found.first else { continue }
      if isLast, last[child] == nil { last[child] = first }
      if !isLast, next[child] == nil { next[child] = first }
    }
  }
}

/// The templates, and what they are filled from.
public struct TemplateKit: Equatable, Sendable {
  /// The templates.
  public var library: TemplateLibrary
  /// The facts.
  public var facts: TemplateFacts

  /// Creates a kit.
  public init(_ library: TemplateLibrary, _ facts: TemplateFacts = TemplateFacts()) {
    self.library = library
    self.facts = facts
  }
}
