// Fields that several resources share.

extension Field {
  static let id = Field("id", "ID")
  static let createdAt = Field("createdAt", "Created", .moment, isComputed: true)
  static let updatedAt = Field("updatedAt", "Updated", .moment, isComputed: true)
  static let archivedAt = Field("archivedAt", "Archived", .moment, isComputed: true)
  static let traits = Field("traits", "Traits", .traits, writing: .always, canBeCleared: true)
  static let tags = Field("tags", "Tags", .tags, writing: .always, canBeCleared: true)
  static let segments = Field("segments", "Segments", .json, isComputed: true)
  static let syncSource = Field("source", "Source", isComputed: true)

  /// The id in the customer's own systems: required by the API, filled in if left empty.
  static let ownExternalID = Field(
    "externalId", "External ID", requirement: .always, writing: .create, filling: .uniqueID)
  static let externalID = Field(
    "externalId", "External ID", writing: .create, filling: .uniqueID)

  /// The id of something whose name the API does not give.
  static func nameless(_ path: FieldPath, _ label: String) -> Field {
    var field = Field(path, label)
    field.isIdentity = true
    return field
  }

  /// A look-up that is read from the object embedded beside the id, if there is one.
  static func lookUp(
    _ path: FieldPath, _ label: String, _ resource: Resource, embedded: FieldPath? = nil,
    requirement: Requirement = .never, writing: Writing = .never, canBeCleared: Bool = false,
    filling: Filling? = nil
  ) -> Field {
    Field(
      path, label, .lookUp(resource),
      source: embedded.map { .first([.path($0), .path(path)]) },
      requirement: requirement, writing: writing, canBeCleared: canBeCleared, filling: filling)
  }

  /// A team member in a key role, or in the older single field for that role.
  static func role(_ path: FieldPath, _ label: String) -> Field {
    Field(path, label, .lookUp(.admin), source: .first([.role(label), .path(path)]))
  }

  static func computedMoment(
    _ path: FieldPath, _ label: String, sense: Sense? = nil
  ) -> Field {
    Field(path, label, .moment, sense: sense, isComputed: true)
  }

  static func count(_ path: FieldPath, _ label: String) -> Field {
    Field(path, label, .number(.count), isComputed: true)
  }

  /// Values that Vitally computes for accounts and organizations.
  static let customerFigures: [Field] = [
    Field(
      "healthScore", "Health", .number(NumberFormat(0...10, decimals: 1)), sense: .health,
      isComputed: true),
    Field("mrr", "MRR", .number(.money), isComputed: true),
    Field("nextRenewalDate", "Renewal", .day, sense: .renewal, isComputed: true),
    role("csmId", "CSM"),
    role("accountExecutiveId", "Account Executive"),
    computedMoment("lastSeenTimestamp", "Last seen", sense: .lastSeen),
    computedMoment("firstSeenTimestamp", "First seen"),
    computedMoment("lastInboundMessageTimestamp", "Last inbound"),
    computedMoment("lastOutboundMessageTimestamp", "Last outbound"),
    count("usersCount", "Users"),
    Field(
      "npsScore", "NPS", .number(NumberFormat(-100...100, decimals: 0)), sense: .npsBalance,
      isComputed: true),
    count("npsPromoterCount", "Promoters"),
    count("npsPassiveCount", "Passives"),
    count("npsDetractorCount", "Detractors"),
    Field("trialEndDate", "Trial ends", .date(asksTime: false), isComputed: true),
    Field("churnedAt", "Churned", .date(asksTime: false), isComputed: true).past,
    Field("keyRoles", "Key roles", .json, isComputed: true),
    segments,
  ]

  /// The customer of an activity: an account or an organization.
  static func customer(
    _ writing: Writing, requirement: Requirement = .oneOf("account or organization")
  ) -> [Field] {
    [
      lookUp(
        "accountId", "Account", .account, embedded: "account", requirement: requirement,
        writing: writing),
      lookUp(
        "organizationId", "Organization", .organization, embedded: "organization",
        requirement: requirement, writing: writing),
    ]
  }
}
