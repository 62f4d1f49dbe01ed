extension Schema {
  /// Conversations that take place elsewhere. Lists omit the messages.
  static let conversation = Schema(
    .conversation, singular: "conversation", plural: "Conversations", path: "conversations",
    titlePaths: ["subject", "externalId"],
    fields: [
      Field("subject", "Subject", requirement: .always, writing: .always),
      Field("status", "Status"),
      Field("rating", "Rating"),
      Field("source", "Source", isComputed: true),
      Field("externalUrl", "Link", .url),
      Field("accounts", "Accounts", .lookUps(.account)),
      Field("users", "People", .lookUps(.user)),
      Field("admins", "Team", .lookUps(.admin)),
      Field(
        "messages", "Messages", .objects("message", messageFields), requirement: .always,
        writing: .always, onlyGrows: true),
      .traits, .id, .ownExternalID, .createdAt, .updatedAt,
    ],
    columns: [
      Column("subject", 20, stretch: 3), Column("status", 8), Column("source", 10),
      Column("updatedAt", 11),
    ],
    operations: [
      .list("id", "externalId", "subject", "externalUrl"),
      .create(
        "externalId", "subject", "messages",
        Operation.Item("messages.externalId"), Operation.Item("messages.body", "messages.message"),
        Operation.Item("messages.userExternalId", "messages.from"),
        Operation.Item("messages.sentAt", "messages.timestamp"),
        returns: "id", "externalId", "subject", "createdAt", "updatedAt"),
      Operation(
        kind: .write(.update), parameters: [.control("id"), "subject", "messages", "traits"],
        returns: ["id"]),
      .destroy,
    ],
    writes: [.create, .update, .destroy],
    ownership: Ownership(["admins"], through: ["accounts"]),
    sweep: Sweep(turn: 9),
    recovery: .newestOfParent,
    reading: .byID,
    findableBy: [.id],
    tabTitle: "Convos",
    isProse: true,
    // Lists leave out the messages, so that the last one is only known as the last change.
    event: Event(dates: ["updatedAt", "createdAt"], people: ["users", "admins"]))

  /// The fields of a message. In the operation, `message` is the body, `from` the user and
  /// `timestamp` the sending time. Of all messages the server knows the recipients, of new ones it
  /// has to be told.
  private static let messageFields = [
    Field(
      "from", "From", .participants(isMany: false), requirement: .always, writing: .create,
      filling: .me),
    Field(
      "to", "To", .participants(isMany: true), requirement: .always, writing: .create,
      filling: .counterpart(of: "from")),
    Field("cc", "Cc", .participants(isMany: true)),
    Field("timestamp", "Sent at", .moment, writing: .create, filling: .time),
    Field("message", "Body", .longText(isHTML: true), requirement: .always, writing: .create),
    Field("externalId", "External ID", writing: .create, filling: .uniqueID),
  ]
}
