// A made-up customer from which golden pages are drawn: a few records of each resource, with names
// and traits as the store would know them.

import Testing
import VitallyModel

enum GivenRecords {
  /// All records, by resource.
  static let all: [Resource: [Record]] = [
    .account: accounts, .organization: organizations, .user: users, .note: notes, .task: tasks,
    .conversation: conversations, .project: projects, .npsResponse: answers,
    .customObject: customObjects, .instance: instances,
  ]

  /// The first record of a resource.
  static func first(_ resource: Resource) throws -> Record {
    try #require(all[resource]?.first)
  }

  /// The records of a resource as rows: the second was refused, the third is on its way.
  static func rows(_ resource: Resource) -> [ListingRow] {
    let states: [Change.State?] = [nil, .refused, .waiting]
    return (all[resource] ?? []).enumerated().map { index, record in
      ListingRow(record, pending: index < states.count ? states[index] : nil)
    }
  }

  /// What the store knows for the form of a record.
  static func material(_ record: Record) -> FormMaterial {
    FormMaterial(
      record.ref, row: ListingRow(record), body: record.body,
      fetchedAt: Moment("2026-11-24T08:57:00Z"), traits: traits[record.resource] ?? [],
      names: names, holder: record.resource == .instance ? customObjects.first : nil)
  }

  /// What the store knows for the form of a new record of the first account.
  static func material(new resource: Resource) throws -> FormMaterial {
    FormMaterial(
      .made(resource, "0d1f6c52-7c1e-4f0a-9b55-3a8e2f41c7d6"), traits: traits[resource] ?? [],
      names: names, parent: ListingRow(try first(.account)))
  }

  /// What the store knows for the detail of a record.
  static func detail(_ record: Record) -> RecordDetail {
    let fields = traits[record.resource] ?? []
    return RecordDetail(
      row: ListingRow(record), highlights: highlights(record),
      links: record.schema.links.map { link in
        RecordDetail.LinkCount(
          count: all[link.child]?.count ?? 0,
          status: SyncStatus(completedAt: Moment("2026-11-24T08:57:00Z")))
      },
      names: names,
      traits: Dictionary(fields.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }),
      fetchedAt: Moment("2026-11-24T08:57:00Z"))
  }

  private static func highlights(_ record: Record) -> [[Record]] {
    record.schema.highlights.compactMap { highlight in
      switch highlight {
      case .people, .fields, .balance: nil
      case .next(let resource, let count):
        Array((all[resource] ?? []).filter { $0["completedAt"].isBlank }.prefix(count))
      case .last(let resource, _): Array((all[resource] ?? []).prefix(1))
      }
    }
  }

  /// The names of records that are named only by their ids.
  static let names: [Ref: String] = [
    .server(.account, "harbour"): "Harbour Logistics", .server(.account, "alder"): "Alder & Finch",
    .server(.organization, "north"): "North Sea Group",
    .server(.user, "dana"): "Dana Whitlock", .server(.user, "jo"): "Jo Amsel",
    .server(.admin, "robin"): "Robin Ashgrove", .server(.admin, "yuki"): "Yuki Harada",
    .server(.task, "quote"): "Send the quote",
    .server(.noteCategory, "risk"): "Risk",
    .server(.projectTemplate, "onboarding"): "Onboarding", .server(.customObject, "risk"): "Risks",
  ]

  /// The traits that records have, by resource.
  static let traits: [Resource: [Field]] = [
    .account: [
      .trait(
        "vitally.custom.renewalRisk", label: "Renewal risk", type: "select",
        options: [Choice("low", "Low"), Choice("high", "High")]),
      .trait("vitally.custom.products", label: "Products", type: "multiselect"),
      .trait("vitally.custom.seats", label: "Seats sold", type: "number"),
      .trait("vitally.custom.reference", label: "Reference customer", type: "boolean"),
      .trait("vitally.custom.kickoff", label: "Kick-off", type: "datetime"),
      .trait("vitally.custom.summary", label: "Executive summary", type: "textarea"),
      .trait("sfdc.Industry__c", label: "Industry (CRM)", type: "string"),
    ],
    .user: [.trait("role", label: "Role", type: "string")],
    .task: [.trait("vitally.custom.effort", label: "Effort (hours)", type: "number")],
    .instance: customObjects.first?.traits(of: .instance) ?? [],
  ]

  private static func record(_ resource: Resource, _ id: String, _ body: JSONObject) -> Record {
    var body = body
    body["id"] = .string(id)
    body["createdAt"] = "2025-04-30T09:02:00.000Z"
    body["updatedAt"] = "2026-11-23T14:55:00.000Z"
    return Record(ref: .server(resource, id), body: body)
  }

  private static func named(_ id: String, _ name: String) -> JSONValue {
    ["id": .string(id), "name": .string(name)]
  }

  // MARK: Customers

  private static let roles: JSONValue = [
    ["keyRole": ["label": "CSM"], "vitallyUser": named("robin", "Robin Ashgrove")]
  ]

  private static let accounts = [
    record(
      .account, "harbour",
      [
        "name": "Harbour Logistics", "externalId": "harbour-1", "organizationId": "north",
        "healthScore": .number("7.5"), "mrr": 13300, "nextRenewalDate": "2027-02-16",
        "keyRoles": roles, "lastSeenTimestamp": "2026-11-21T01:24:00.000Z", "usersCount": 4,
        "npsScore": 50, "npsPromoterCount": 1, "npsPassiveCount": 1, "npsDetractorCount": 0,
        "segments": [named("mid", "Mid-market")],
        "traits": [
          "plan": "scale", "vitally.custom.renewalRisk": "low",
          "vitally.custom.products": ["core", "audit"], "vitally.custom.seats": 260,
          "vitally.custom.reference": true,
          "vitally.custom.kickoff": "2025-04-30T09:00:00.000Z",
          "vitally.custom.summary": "Grows in the warehouse team.\nFlat everywhere else.",
          "sfdc.Industry__c": "Transport",
        ],
      ]),
    record(
      .account, "alder",
      [
        "name": "Alder & Finch", "externalId": "alder-2", "healthScore": .number("1.7"),
        "mrr": 801, "nextRenewalDate": "2026-12-06", "keyRoles": roles,
        "lastSeenTimestamp": "2026-11-10T08:00:00.000Z",
      ]),
    record(.account, "aoba", ["name": "青葉原物流株式会社", "externalId": "aoba-3"]),
  ]

  private static let organizations = [
    record(
      .organization, "north",
      [
        "name": "North Sea Group", "externalId": "north-1", "healthScore": .number("6.8"),
        "mrr": 14101, "nextRenewalDate": "2027-11-02", "keyRoles": roles, "accountsCount": 2,
        "usersCount": 5, "traits": ["region": "EMEA"],
      ]),
    record(.organization, "south", ["name": "South Bay Holding", "externalId": "south-2"]),
  ]

  private static let users = [
    record(
      .user, "dana",
      [
        "name": "Dana Whitlock", "email": "dana.whitlock@harbour.example",
        "externalId": "u-1", "accounts": [named("harbour", "Harbour Logistics")],
        "lastSeenTimestamp": "2026-11-20T14:27:00.000Z",
        "firstKnown": "2024-07-28T13:22:00.000Z", "npsLastScore": 10,
        "npsLastFeedback": "Saves us a day every week.", "unsubscribedFromConversations": false,
        "traits": ["role": "owner"],
      ]),
    record(
      .user, "jo",
      [
        "name": "Jo Amsel", "email": "jo.amsel@harbour.example", "externalId": "u-2",
        "accounts": [named("harbour", "Harbour Logistics")], "npsLastScore": 3,
      ]),
    record(.user, "nameless", ["email": "it@harbour.example", "externalId": "u-3"]),
  ]

  // MARK: Activity

  private static let noteText = """
    <h2>What was said</h2><p>Adoption is up in the <strong>warehouse team</strong>, flat \
    everywhere else. See <a href="https://wiki.example/plan">the plan</a>.</p>\
    <ol><li>Call back</li><li>Send a summary</li></ol>
    """

  private static let notes = [
    record(
      .note, "review",
      [
        "subject": "Quarterly review", "noteDate": "2026-11-22T13:00:00.000Z",
        "accountId": "harbour", "authorId": "robin", "categoryId": "risk", "tags": ["qbr"],
        "users": [named("dana", "Dana Whitlock")], "note": .string(noteText),
        "externalId": "n-1", "traits": ["mood": "cloudy"],
      ]),
    record(
      .note, "plain",
      [
        "subject": "Pricing question", "noteDate": "2026-10-21T09:00:00.000Z",
        "accountId": "harbour", "note": "<p>Wants the price of ten more seats.</p>",
      ]),
  ]

  private static let tasks = [
    record(
      .task, "quote",
      [
        "name": "Send the quote", "dueDate": "2026-11-15", "assignedToId": "robin",
        "accountId": "harbour", "tags": ["renewal", "money"],
        "description": "<p>Ten more seats, from January on.</p><p>Ask Yuki for the discount.</p>",
        "externalId": "t-1", "traits": ["vitally.custom.effort": 2],
      ]),
    record(
      .task, "call",
      [
        "name": "Call Dana about the sandbox", "dueDate": "2026-11-24", "assignedToId": "yuki",
        "accountId": "harbour",
      ]),
    record(
      .task, "room",
      [
        "name": "Book a room in Lyon", "dueDate": "2027-01-12", "accountId": "alder",
        "completedAt": "2026-11-24T08:00:00.000Z", "completedById": "robin",
      ]),
  ]

  private static let conversations = [
    record(
      .conversation, "terms",
      [
        "subject": "Re: Renewal terms", "status": "Closed", "source": "outlook",
        "accounts": [named("harbour", "Harbour Logistics")],
        "users": [named("dana", "Dana Whitlock")], "admins": [named("robin", "Robin Ashgrove")],
        "externalId": "c-1",
        "messages": [
          [
            "timestamp": "2026-08-31T18:00:00.000Z", "type": "inbound",
            "from": ["type": "user", "id": "dana"], "to": [["type": "admin", "id": "robin"]],
            "message": "<p>Our new CFO looks at every contract over 10k.</p>",
          ],
          [
            "timestamp": "2026-08-31T23:00:00.000Z", "type": "outbound",
            "from": ["type": "admin", "id": "robin"], "to": [["type": "user", "id": "dana"]],
            "message":
              "<p>Then let us talk. <a href=\"https://meet.example/1\">Pick a time</a>.</p>",
          ],
        ],
      ]),
    record(
      .conversation, "login",
      ["subject": "Can’t log in", "status": "Open", "source": "intercom", "externalId": "c-2"]),
  ]

  private static let projects = [
    record(
      .project, "rollout",
      [
        "name": "Roll-out in Rotterdam", "templateId": "onboarding", "accountId": "harbour",
        "ownedByVitallyUserId": "robin", "targetStartDate": "2026-10-01",
        "targetCompletionDate": "2026-11-30", "durationInDays": 60,
        "description": "<p>Two warehouses, one after the other.</p>",
      ])
  ]

  private static let answers = [
    record(
      .npsResponse, "ten",
      [
        "score": 10, "user": named("dana", "Dana Whitlock"), "userId": "dana",
        "respondedAt": "2026-05-20T10:00:00.000Z", "feedback": "Saves us a day every week.",
        "externalId": "r-1",
      ]),
    record(
      .npsResponse, "three",
      [
        "score": 3, "user": named("jo", "Jo Amsel"), "userId": "jo",
        "respondedAt": "2026-02-02T10:00:00.000Z", "feedback": "The export fails too often.",
      ]),
  ]

  private static let customObjects = [
    record(
      .customObject, "risk",
      [
        "name": "risk", "label": "Risks", "writeMode": "writableByAll", "syncActive": true,
        "customFields": [
          [
            "label": "Severity", "path": "severity", "type": "select",
            "options": [["label": "Major", "value": "major"], "critical"],
          ],
          ["label": "Reported", "path": "reported", "type": "datetime"],
          ["label": "", "path": "vitally.custom.cost", "type": "number"],
          ["label": "Mood", "path": "mood", "type": "smiley"],
        ],
      ]),
    record(.customObject, "nameless", ["name": "", "writeMode": "readonly", "syncActive": false]),
  ]

  private static let instances = [
    record(
      .instance, "champion",
      [
        "name": "Champion leaves", "customObjectId": "risk", "customerId": "harbour",
        "customer": named("harbour", "Harbour Logistics"),
        "customers": [named("harbour", "Harbour Logistics"), named("alder", "Alder & Finch")],
        "ownedByVitallyUserId": "robin", "externalId": "risk-1",
        "descriptionBody": [["type": "paragraph", "children": [["text": "Moves to a rival."]]]],
        "traits": [
          "severity": "major", "reported": "2026-11-20T10:00:00.000Z", "legacy": "yes",
          "mood": ["face": "sad"],
        ],
      ]),
    record(
      .instance, "budget",
      [
        "name": "Budget freeze", "customObjectId": "risk", "customerId": .null,
        "organizationId": "north", "organization": named("north", "North Sea Group"),
        "descriptionBody": .null, "traits": ["vitally.custom.cost": 1200],
      ]),
    record(
      .instance, "nameless", ["name": .null, "customObjectId": "risk", "customerId": "alder"]),
  ]
}
