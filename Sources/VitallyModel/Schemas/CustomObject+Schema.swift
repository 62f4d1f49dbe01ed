extension Schema {
  /// Definitions of a workspace's custom kinds of record.
  static let customObject = Schema(
    .customObject, singular: "custom object", plural: "Custom objects", path: "customObjects",
    titlePaths: ["label", "name", "id"],
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
    links: [ChildLink(.instance, "instances", traits: "customFields")],
    lock: Lock("writeMode", is: "readonly"),
    operations: [.list("id", "name", "label", "createdAt", "updatedAt")],
    writes: [],
    sweep: Sweep(turn: 11),
    reading: .byID,
    findableBy: [],
    firstTab: 1)

  /// The records of a custom object, which holds them on the server. Of their accounts only one can
  /// be written.
  static let instance = Schema(
    .instance, singular: "instance", plural: "Instances", path: "instances",
    titlePaths: ["name", "externalId"],
    fields: [
      Field("name", "Name", requirement: .always, writing: .always),
      Field.lookUp(
        "customObjectId", "Custom object", .customObject, requirement: .always, writing: .create),
      Field.lookUp(
        "customerId", "Account", .account, embedded: "customer",
        requirement: .oneOf("account or organization"), writing: .always),
      Field(
        "customers", "Accounts", .lookUps(.account),
        source: .first([.path("customers"), .path("customer"), .path("customerId")]),
        extends: "customerId"),
      Field.lookUp(
        "organizationId", "Organization", .organization, embedded: "organization",
        requirement: .oneOf("account or organization"), writing: .always),
      Field.lookUp("ownedByVitallyUserId", "Owner", .admin, writing: .always),
      Field.lookUp("createdByVitallyUserId", "Created by", .admin),
      Field(
        "descriptionBody", "Description", .longText(isHTML: false),
        source: .richText("descriptionBody")),
      .traits, .id, .externalID, .createdAt, .updatedAt, .archivedAt,
    ],
    columns: [
      Column("name", 16, stretch: 3), Column("customers", or: "organizationId", 12, stretch: 2),
      Column("ownedByVitallyUserId", 10, stretch: 1), Column("traits", 0), Column("updatedAt", 11),
    ],
    holderPath: "customObjectId",
    operations: [
      .create(
        "name", "customObjectId", "customerId", "organizationId", "externalId",
        "ownedByVitallyUserId", "traits",
        returns: "id", "name", "externalId", "customerId", "organizationId", "createdAt",
        "updatedAt"),
      .update(
        "name", "customerId", "organizationId", "ownedByVitallyUserId", "traits",
        returns: "id", "name", "externalId", "customerId", "organizationId", "createdAt",
        "updatedAt"),
      .archive,
    ],
    writes: [.create, .update, .archive],
    ownership: Ownership(["ownedByVitallyUserId"], through: ["customers", "organizationId"]),
    sweep: nil,
    variants: [["archived": "false"], ["archived": "true"]],
    recovery: .lookUpByExternalID,
    reading: .bySearchInParent,
    findableBy: [])
}
