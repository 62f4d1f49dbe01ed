extension Schema {
  /// Definitions of a workspace's custom kinds of record.
  static let customObject = Schema(
    .customObject, singular: "custom object", plural: "Custom objects", path: "customObjects",
    titlePaths: ["label", "name"],
    fields: [
      Field("label", "Label"),
      Field("name", "Name"),
      Field("writeMode", "Writable"),
      Field("syncActive", "Sync active", .yesNo),
      Field("customFields", "Fields", .json, isComputed: true),
      .id, .createdAt, .updatedAt,
    ],
    columns: [
      Column("label", 20, stretch: 2), Column("name", 16, stretch: 1), Column("createdAt", 11),
      Column("updatedAt", 11),
    ],
    order: ListOrder("label"),
    links: [ChildLink(.instance, "instances")],
    operations: [.list("id", "name", "label", "createdAt", "updatedAt")],
    writes: [],
    sweep: Sweep(turn: 11),
    reading: .byID,
    findableBy: [],
    firstTab: 1)

  /// The records of a custom object. They have no path of their own.
  static let instance = Schema(
    .instance, singular: "instance", plural: "Instances", path: "instances",
    titlePaths: ["name", "externalId"],
    fields: [
      Field("name", "Name"),
      Field.lookUp("customObjectId", "Custom object", .customObject),
      Field(
        "customerId", "Accounts", .lookUps(.account),
        source: .first([.path("customers"), .path("customer"), .path("customerId")])),
      Field.lookUp("organizationId", "Organization", .organization, embedded: "organization"),
      Field.lookUp("ownedByVitallyUserId", "Owner", .admin),
      Field.lookUp("createdByVitallyUserId", "Created by", .admin),
      Field(
        "descriptionBody", "Description", .longText(isHTML: false),
        source: .richText("descriptionBody")),
      .traits, .id, Field("externalId", "External ID"), .createdAt, .updatedAt, .archivedAt,
    ],
    columns: [
      Column("name", 20, stretch: 3), Column("customerId", or: "organizationId", 14, stretch: 2),
      Column("ownedByVitallyUserId", 10, stretch: 1), Column("updatedAt", 11),
    ],
    operations: [],
    writes: [],
    sweep: nil,
    reading: .bySearchInParent,
    findableBy: [])
}
