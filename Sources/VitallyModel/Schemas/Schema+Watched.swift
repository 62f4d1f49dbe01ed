// Which values have a past: the only place that says so.

extension Schema {
  /// The fields whose past values are kept, because the server does not keep them.
  public var watchedPaths: [FieldPath] {
    switch resource {
    case .account, .organization:
      ["healthScore", "npsScore", "mrr", "nextRenewalDate", "csmId", "churnedAt"]
    default: []
    }
  }

  /// The fields with a past.
  var watchedFields: [Field] { watchedPaths.compactMap { field($0) } }

  /// The field with a health of which past values are kept.
  public var watchedHealth: Field? {
    fields.first { $0.sense == .health && watchedPaths.contains($0.path) }
  }
}
