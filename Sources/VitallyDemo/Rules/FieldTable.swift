// The fields of every collection that clients can write, with their rules.
// Knows nothing of how rules are checked.

/// The table of field rules.
enum FieldTable {
  /// The rules of a collection; empty when it can't be written.
  static func rules(_ collection: Collection) -> [FieldRule] {
    table[collection, default: []]
  }

  /// A record with every field at its blank value.
  static func blank(_ collection: Collection) -> JSONObject {
    blanks[collection, default: [:]]
  }

  private static let blanks = table.mapValues { rules in
    JSONObject(rules.map { ($0.name, $0.blank) })
  }

  private static let table: [Collection: [FieldRule]] = [
    .accounts: accounts, .organizations: organizations, .users: users, .notes: notes,
    .tasks: tasks, .conversations: conversations, .messages: messages,
    .npsResponses: npsResponses, .projects: projects, .customObjects: customObjects,
    .instances: instances,
  ]

  private static let accounts: [FieldRule] = [
    FieldRule("externalId", .text, create: .must, update: .no),
    FieldRule("name", .text, create: .must),
    FieldRule("traits", .traits),
    FieldRule("organizationId", .reference(.organizations)),
    FieldRule("accountOwnerId", .reference(.admins), create: .no),
    .readOnly("csmId"), .readOnly("accountExecutiveId"), .readOnly("keyRoles", .list),
    .readOnly("mrr"), .readOnly("nextRenewalDate"), .readOnly("churnedAt"),
    .readOnly("trialEndDate"), .readOnly("firstSeenTimestamp"), .readOnly("lastSeenTimestamp"),
    .readOnly("lastInboundMessageTimestamp"), .readOnly("lastOutboundMessageTimestamp"),
    .readOnly("usersCount"), .readOnly("npsScore"), .readOnly("npsPromoterCount"),
    .readOnly("npsPassiveCount"), .readOnly("npsDetractorCount"), .readOnly("healthScore"),
    .readOnly("segments", .list),
  ]

  private static let organizations: [FieldRule] = [
    FieldRule("externalId", .text, create: .must, update: .no),
    FieldRule("name", .text, create: .must),
    FieldRule("traits", .traits),
    .readOnly("organizationOwnerId"), .readOnly("csmId"), .readOnly("accountExecutiveId"),
    .readOnly("keyRoles", .list), .readOnly("segments", .list), .readOnly("mrr"),
    .readOnly("healthScore"), .readOnly("nextRenewalDate"), .readOnly("churnedAt"),
    .readOnly("trialEndDate"), .readOnly("accountsCount"), .readOnly("usersCount"),
    .readOnly("npsScore"), .readOnly("npsPromoterCount"), .readOnly("npsPassiveCount"),
    .readOnly("npsDetractorCount"), .readOnly("firstSeenTimestamp"),
    .readOnly("lastSeenTimestamp"), .readOnly("lastInboundMessageTimestamp"),
    .readOnly("lastOutboundMessageTimestamp"),
  ]

  private static let users: [FieldRule] = [
    FieldRule("externalId", .text, create: .must, update: .no),
    FieldRule("name", .text), FieldRule("email", .text), FieldRule("avatar", .text),
    FieldRule("accountIds", .references(.accounts)),
    FieldRule("organizationIds", .references(.organizations)),
    FieldRule("traits", .traits), FieldRule("joinDate", .moment),
    FieldRule("unsubscribedFromConversations", .flag),
    .readOnly("segments", .list), .readOnly("firstKnown"), .readOnly("lastSeenTimestamp"),
    .readOnly("lastInboundMessageTimestamp"), .readOnly("lastOutboundMessageTimestamp"),
    .readOnly("npsLastScore"), .readOnly("npsLastFeedback"), .readOnly("npsLastRespondedAt"),
    .readOnly("unsubscribedFromConversationsAt"), .readOnly("deactivatedAt"),
  ]

  private static let notes: [FieldRule] = [
    FieldRule("externalId", .text, update: .no),
    FieldRule("organizationId", .reference(.organizations), update: .no),
    FieldRule("accountId", .reference(.accounts), update: .no),
    FieldRule("categoryId", .reference(.noteCategories)),
    FieldRule("subject", .text),
    FieldRule("note", .html, create: .must),
    FieldRule("noteDate", .moment, create: .must),
    FieldRule("tags", .strings),
    FieldRule("authorId", .reference(.admins)),
    FieldRule("traits", .traits),
    .readOnly("meetingDescription"), .readOnly("userIds", .references(.users)),
    .readOnly("archivedAt"), .readOnly("source"),
  ]

  private static let tasks: [FieldRule] = [
    FieldRule("externalId", .text, update: .no),
    FieldRule("organizationId", .reference(.organizations)),
    FieldRule("accountId", .reference(.accounts)),
    FieldRule("name", .text, create: .must),
    FieldRule("description", .html), FieldRule("dueDate", .day),
    FieldRule("completedAt", .moment), FieldRule("completedById", .reference(.admins)),
    FieldRule("assignedToId", .reference(.admins)),
    FieldRule("categoryId", .reference(.taskCategories)),
    FieldRule("tags", .strings), FieldRule("traits", .traits),
    .readOnly("projectIds", .references(.projects)), .readOnly("meetingId"),
    .readOnly("archivedAt"), .readOnly("source"),
  ]

  private static let conversations: [FieldRule] = [
    FieldRule("externalId", .text, create: .must, update: .no),
    FieldRule("subject", .text, create: .must),
    FieldRule("messages", .messages, create: .must),
    FieldRule("traits", .traits),
    .readOnly("status"), .readOnly("rating"), .readOnly("source"),
  ]

  private static let messages: [FieldRule] = [
    FieldRule("externalId", .text, create: .must),
    FieldRule("message", .text, create: .must),
    FieldRule("from", .person, create: .must),
    FieldRule("to", .people, create: .must),
    FieldRule("cc", .people), FieldRule("bcc", .people), FieldRule("timestamp", .moment),
  ]

  private static let npsResponses: [FieldRule] = [
    FieldRule("externalId", .text, update: .no),
    FieldRule("userId", .reference(.users), create: .must, update: .must),
    FieldRule("score", .score, create: .must, update: .must),
    FieldRule("feedback", .text),
    FieldRule("respondedAt", .moment, create: .must, update: .must),
    .readOnly("dismissedAt"), .readOnly("createdByService"), .readOnly("outboundMessageId"),
    .readOnly("surveyResponseId"),
  ]

  private static let projects: [FieldRule] = [
    FieldRule("templateId", .reference(.projectTemplates), create: .must, update: .no),
    FieldRule("accountId", .reference(.accounts), update: .no),
    FieldRule("organizationId", .reference(.organizations), update: .no),
    FieldRule("name", .text), FieldRule("targetStartDate", .day),
    FieldRule("targetCompletionDate", .day),
    FieldRule("projectCategoryId", .reference(.projectCategories)),
    FieldRule("projectStatusId", .text),
    FieldRule("ownedByVitallyUserId", .reference(.admins)), FieldRule("traits", .traits),
    .readOnly("durationInDays"), .readOnly("actualStartDate"),
    .readOnly("actualCompletionDate"), .readOnly("archivedAt"),
  ]

  private static let customObjects: [FieldRule] = [
    FieldRule("name", .text, create: .must), FieldRule("label", .text, create: .must),
    FieldRule("writeMode", .text, create: .must), FieldRule("customFields", .list),
    .readOnly("syncActive"),
  ]

  private static let instances: [FieldRule] = [
    FieldRule("name", .text, create: .must),
    FieldRule("externalId", .text, update: .no),
    FieldRule("customerId", .reference(.accounts)),
    FieldRule("organizationId", .reference(.organizations)),
    FieldRule("ownedByVitallyUserId", .reference(.admins)), FieldRule("traits", .traits),
    .readOnly("customObjectId"), .readOnly("customerIds", .references(.accounts)),
    .readOnly("createdByVitallyUserId"), .readOnly("descriptionBody"), .readOnly("archivedAt"),
  ]
}
