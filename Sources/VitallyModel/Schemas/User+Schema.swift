extension Schema {
  /// The customer's people. Their accounts are embedded when read, and ids when written.
  static let user = Schema(
    .user, singular: "user", plural: "Users", path: "users",
    titlePaths: ["name", "email", "externalId"],
    fields: [
      Field("name", "Name", writing: .always),
      Field("email", "Email", .email, writing: .always),
      Field(
        "accountIds", "Accounts", .lookUps(.account),
        source: .first([.path("accounts"), .path("accountIds")]),
        requirement: .oneOf("account or organization"), writing: .always, onlyGrows: true),
      Field(
        "organizationIds", "Organizations", .lookUps(.organization),
        source: .first([.path("organizations"), .path("organizationIds")]),
        requirement: .oneOf("account or organization"), writing: .always, onlyGrows: true),
      .computedMoment("lastSeenTimestamp", "Last seen", sense: .lastSeen),
      .computedMoment("firstKnown", "First known"),
      .computedMoment("lastInboundMessageTimestamp", "Last inbound"),
      .computedMoment("lastOutboundMessageTimestamp", "Last outbound"),
      Field(
        "npsLastScore", "Last NPS", .number(NumberFormat(0...10, decimals: 0)), sense: .npsScore,
        isComputed: true),
      Field("npsLastFeedback", "Last feedback", .longText(isHTML: false), isComputed: true),
      .computedMoment("npsLastRespondedAt", "NPS answered"),
      Field("joinDate", "Joined", .date(asksTime: false)).past,
      Field("unsubscribedFromConversations", "Unsubscribed", .yesNo),
      .computedMoment("deactivatedAt", "Deactivated"),
      Field("permanentlyBounced", "Mail bounces", .yesNo, isComputed: true),
      Field("avatar", "Avatar"),
      .segments, .traits, .id, .ownExternalID, .createdAt, .updatedAt,
    ],
    columns: [
      Column("name", 20, stretch: 2), Column("email", 16, stretch: 2),
      Column("lastSeenTimestamp", 6, heading: "Seen"), Column("npsLastScore", 3, heading: "NPS"),
      Column("joinDate", 8), Column("accountIds", 14, stretch: 2), Column("traits", 0),
    ],
    order: ListOrder("name"),
    highlights: [.fields(["email", "lastSeenTimestamp", "npsLastScore"])],
    operations: [
      .list("id", "name", "email", "externalId", "traits"),
      .get("id", "name", "email", "externalId", "traits", "createdAt", "updatedAt"),
      .create(
        "externalId", "name", "email", "accountIds", "traits",
        returns: "id", "name", "email", "externalId", "traits", "createdAt", "updatedAt"),
      .update(
        "name", "email", "accountIds", "traits",
        returns: "id", "name", "email", "externalId", "traits", "createdAt", "updatedAt"),
      .destroy,
    ],
    writes: [.create, .update, .destroy],
    ownership: Ownership(through: ["accountIds", "organizationIds"]),
    sweep: Sweep(turn: 7),
    recovery: .lookUpByExternalID,
    reading: .byID,
    findableBy: [.id, .externalID, .email])
}
