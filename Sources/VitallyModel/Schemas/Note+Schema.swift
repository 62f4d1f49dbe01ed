extension Schema {
  /// Notes about a customer; their text is HTML.
  static let note = Schema(
    .note, singular: "note", plural: "Notes", path: "notes",
    titlePaths: ["subject"], summaryPath: "note",
    fields: [
      Field(
        "subject", "Subject", requirement: .always, writing: .always,
        filling: .firstLine(of: "note")),
      Field("note", "Note", .longText(isHTML: true), requirement: .always, writing: .always),
      Field(
        "noteDate", "Date", .moment, requirement: .always, writing: .always, filling: .time),
    ] + Field.customer(.create) + [
      .tags,
      Field.lookUp(
        "authorId", "Author", .admin, embedded: "author", writing: .always, filling: .me),
      Field.lookUp(
        "categoryId", "Category", .noteCategory, embedded: "category", writing: .always),
      Field("users", "People", .lookUps(.user)),
      Field("meetingDescription", "Meeting description", .longText(isHTML: true)),
      .traits, .id, .externalID, .syncSource, .createdAt, .updatedAt, .archivedAt,
    ],
    columns: [
      Column("subject", 18, stretch: 3), Column("noteDate", 11),
      Column("accountId", or: "organizationId", 14, stretch: 2), Column("authorId", 10, stretch: 1),
    ],
    order: ListOrder("noteDate", descending: true),
    operations: [
      .list("id", "subject", "note", "accountId", "organizationId"),
      .create(
        "subject", "note", "noteDate", "accountId", "organizationId",
        returns: "id", "subject", "note", "accountId", "organizationId", "createdAt", "updatedAt"),
      Operation(
        kind: .write(.update),
        parameters: [.control("id"), "subject", "note", "noteDate", "tags", "traits"],
        returns: ["id"]),
      .archive,
    ],
    writes: [.create, .update, .archive],
    ownership: Ownership(["authorId"]),
    sweep: Sweep(turn: 5, [["archived": "false"], ["archived": "true"]]),
    recovery: .newestOfParent,
    reading: .byID,
    findableBy: [.id],
    resendsTags: true,
    isProse: true,
    event: Event(dates: ["noteDate", "createdAt"], people: ["authorId"]))
}
