extension Schema {
  /// Projects with a customer, made from templates.
  static let project = Schema(
    .project, singular: "project", plural: "Projects", path: "projects",
    titlePaths: ["name"], summaryPath: "description",
    fields: [
      Field("name", "Name", writing: .create),
      Field.lookUp(
        "templateId", "Template", .projectTemplate, requirement: .always, writing: .create),
    ]
      + Field.customer(
        .create, requirement: .eitherOf("account or organization")
      ) + [
        Field.lookUp("ownedByVitallyUserId", "Owner", .admin),
        Field("targetStartDate", "Planned start", .day),
        Field("actualStartDate", "Started", .day).past,
        Field("targetCompletionDate", "Planned end", .day, sense: .due),
        Field("actualCompletionDate", "Ended", .day).past,
        Field("durationInDays", "Days", .number(.count)),
        Field.lookUp("projectCategoryId", "Category", .projectCategory),
        Field(
          "projectStatus", "Status",
          source: .first([
            .path("projectStatus.name"), .path("projectStatus.type"),
            .stage([
              .init("actualCompletionDate", "complete"), .init("actualStartDate", "started"),
            ]),
          ]), isComputed: true),
        .nameless("projectStatusId", "Status ID"),
        Field("description", "Description", .longText(isHTML: true)),
        .traits, .id, .createdAt, .updatedAt, .archivedAt,
      ],
    columns: [
      Column("name", 18, stretch: 3), Column("accountId", or: "organizationId", 14, stretch: 2),
      Column("targetCompletionDate", 11), Column("ownedByVitallyUserId", 10, stretch: 1),
      Column("updatedAt", 11),
    ],
    highlights: [
      .people(["ownedByVitallyUserId"]),
      .fields(["projectStatus", "targetCompletionDate", "actualCompletionDate"]),
      .fields(["templateId", "targetStartDate", "actualStartDate"]),
    ],
    operations: [
      .list("id", "name", "description", "accountId"),
      .create(
        "templateId", "accountId", "organizationId", "name",
        returns: "id", "name", "accountId", "createdAt", "updatedAt"),
      .archive,
    ],
    writes: [.create, .update, .archive],
    ownership: Ownership(["ownedByVitallyUserId"], through: ["accountId", "organizationId"]),
    sweep: Sweep(turn: 10, [["archived": "false"], ["archived": "true"]]),
    recovery: .newestOfParentBy(["templateId", "name"]),
    reading: .byID,
    findableBy: [.id],
    overWhenSet: "actualCompletionDate",
    tabTitle: "Proj",
    // As tasks: one that has ended is history, one that goes on stands where it is to end.
    event: Event(
      dates: ["actualCompletionDate", "targetCompletionDate", "actualStartDate", "createdAt"],
      people: ["ownedByVitallyUserId"]))
}
