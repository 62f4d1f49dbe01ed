extension Schema {
  /// The team's tasks for customers.
  static let task = Schema(
    .task, singular: "task", plural: "Tasks", path: "tasks",
    titlePaths: ["name"], summaryPath: "description",
    fields: [
      Field("name", "Name", requirement: .always, writing: .always),
      Field("dueDate", "Due", .day, sense: .due, writing: .always, canBeCleared: true),
      Field.lookUp(
        "assignedToId", "Assignee", .admin, embedded: "assignedTo", writing: .always,
        canBeCleared: true, filling: .me),
    ] + Field.customer(.create) + [
      Field("completedAt", "Done", .moment, writing: .update, canBeCleared: true),
      Field.lookUp("completedById", "Done by", .admin, embedded: "completedBy", writing: .update),
      .tags,
      Field("projects", "Projects", .lookUps(.project)),
      Field(
        "description", "Description", .longText(isHTML: true), writing: .always,
        canBeCleared: true),
      Field.lookUp(
        "categoryId", "Category", .taskCategory, embedded: "category", writing: .always),
      .traits, .id, .externalID, .syncSource, .createdAt, .updatedAt, .archivedAt,
    ],
    columns: [
      Column("name", 18, stretch: 3), Column("dueDate", 11),
      Column("accountId", or: "organizationId", 14, stretch: 2),
      Column("assignedToId", 10, stretch: 1), Column("completedAt", 11),
    ],
    order: ListOrder("dueDate"),
    highlights: [
      .people(["assignedToId", "completedById"]), .fields(["dueDate", "completedAt"]),
    ],
    operations: [
      .list("id", "name", "description", "accountId", "assignedToId", "dueDate"),
      .create(
        "name", "accountId", "externalId", "description", "assignedToId", "dueDate",
        returns: "id", "name", "description", "accountId", "assignedToId", "dueDate",
        "createdAt", "updatedAt"),
      .update(
        "name", "description", "assignedToId", "dueDate",
        returns: "id", "name", "description", "accountId", "assignedToId", "dueDate",
        "createdAt", "updatedAt"),
      .archive,
    ],
    writes: [.create, .update, .archive],
    ownership: Ownership(["assignedToId"]),
    sweep: Sweep(turn: 4, [["archived": "false"], ["archived": "true"]]),
    recovery: .sendAgain,
    reading: .byID,
    findableBy: [.id],
    resendsTags: true,
    completion: Completion(at: "completedAt", by: "completedById"),
    // What was done is history, on the day when it was done; what is open is still to come, on the
    // day when it is due.
    event: Event(
      dates: ["completedAt", "dueDate", "createdAt"], people: ["completedById", "assignedToId"]))
}
