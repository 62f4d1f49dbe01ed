// The order of a section by how much attention its rows need.

/// What the attention that a record needs depends on, beside the record.
public struct Ranking: Hashable, Sendable {
  /// The weights of the parts.
  public var weights: Weights
  /// Today, from which days are counted.
  public var today: Day
  /// The local zone.
  public var zone: Zone

  /// A section with more rows than this keeps the order that it has: nobody works through so many,
  /// and each of them would have to be read.
  public static let mostRows = 500

  /// A ranking on a day.
  public init(_ weights: Weights, today: Day, zone: Zone) {
    self.weights = weights
    self.today = today
    self.zone = zone
  }

  /// The attention that a record needs: a task, with the customer that it is for, or a customer.
  public func attention(to record: Record, customer: Record?) -> Attention {
    Attention(of: record, customer: customer, weights: weights, today: today, zone: zone)
  }
}

extension Record {
  /// Whether it is completed.
  public var isDone: Bool { schema.completion.map { !self[$0.at].isBlank } ?? false }

  /// The customer that it is for: the first account or organization that it names.
  public var customer: Ref? { namedCustomer?.ref }

  /// The customer that it is for, with the name if the record has it.
  public var namedCustomer: NamedRef? {
    schema.fields.lazy
      .filter { field in field.kind.resources.contains { $0.schema.hasTimeline } }
      .flatMap { field in field.kind.refs(in: self[field]) }.first
  }
}
