extension Schema {
  /// Responses to NPS surveys.
  static let npsResponse = Schema(
    .npsResponse, singular: "NPS response", plural: "NPS responses", path: "npsResponses",
    titlePaths: ["user.name"], titleParts: ["score", "userId"], summaryPath: "feedback",
    fields: [
      Field(
        "score", "Score", .number(NumberFormat(0...10, decimals: 0)), sense: .npsScore,
        requirement: .always, writing: .create),
      Field.lookUp(
        "userId", "User", .user, embedded: "user", requirement: .always, writing: .create),
      Field(
        "respondedAt", "Answered", .moment, requirement: .always, writing: .create,
        filling: .time),
      Field("feedback", "Feedback", .longText(isHTML: false), writing: .create),
      .computedMoment("dismissedAt", "Dismissed"),
      Field("createdByService", "Created by", isComputed: true),
      .id, .externalID, .createdAt, .updatedAt,
    ],
    columns: [
      Column("userId", 14, stretch: 2), Column("score", 12), Column("feedback", 16, stretch: 3),
      Column("respondedAt", 11),
    ],
    order: ListOrder("respondedAt", descending: true),
    highlights: [.fields(["score", "respondedAt"])],
    operations: [
      .create(
        "externalId", "userId", "score", "feedback", "respondedAt",
        returns: "id", "externalId", "userId", "score", "feedback", "respondedAt", "createdAt",
        "updatedAt"),
      .list("id", "score"),
    ],
    writes: [.create, .update],
    ownership: Ownership(through: ["userId"]),
    sweep: Sweep(turn: 8),
    recovery: .sendAgain,
    reading: .byID,
    findableBy: [.id],
    tabTitle: "NPS",
    event: Event(
      dates: ["respondedAt", "createdAt"], people: ["userId"], words: ["score", "feedback"]))
}
