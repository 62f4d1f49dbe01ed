extension Schema {
  /// Groups of accounts.
  static let organization = Schema(
    .organization, singular: "organization", plural: "Organizations", path: "organizations",
    titlePaths: ["name", "externalId"],
    fields: [
      Field("name", "Name", requirement: .always, writing: .always)
    ] + Field.customerFigures + [
      Field.count("accountsCount", "Accounts"),
      Field.lookUp("organizationOwnerId", "Owner", .admin),
      .traits, .id, .ownExternalID, .createdAt, .updatedAt,
    ],
    columns: [
      Column("name", 22, stretch: 4), Column("healthScore", 7), Column("mrr", 7),
      Column("nextRenewalDate", 8), Column("accountsCount", 8), Column("csmId", 8, stretch: 1),
    ],
    order: ListOrder("name"),
    hiddenWhenSet: ["churnedAt"],
    highlights: [
      .people(["csmId", "accountExecutiveId", "organizationOwnerId", "keyRoles"]),
      .fields(["healthScore"]), .fields(["nextRenewalDate", "mrr", "lastSeenTimestamp"]),
      .balance(
        "npsScore", of: ["npsPromoterCount", "npsPassiveCount", "npsDetractorCount"]),
      .next(.task, count: 3), .last(.note, by: "noteDate"), .last(.npsResponse, by: "respondedAt"),
    ],
    links: [
      ChildLink(.account, "accounts"), ChildLink(.user, "users"), ChildLink(.note, "notes"),
      ChildLink(.task, "tasks"), ChildLink(.conversation, "conversations"),
      ChildLink(.project, "projects"),
      ChildLink(.npsResponse, "npsResponses"),
    ],
    operations: Operation.ofCustomers,
    writes: [.create, .update, .destroy],
    ownership: .ofCustomers,
    sweep: Sweep(turn: 6),
    recovery: .lookUpByExternalID,
    reading: .byID,
    findableBy: [.id, .externalID],
    hasTimeline: true)
}
