// What the names in a template stand for, of any kind of record.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TemplateValueTests {
  private static let account = Given.record(
    .account, "a1",
    [
      "name": "Northwind", "healthScore": .number("6.5"), "mrr": 12000,
      "nextRenewalDate": "2027-02-15",
      "csmId": "dana", "lastSeenTimestamp": "2026-11-20T23:30:00.000Z", "npsScore": .null,
      "organizationId": "o1",
      "traits": ["plan": "scale", "Kick off": "2026-03-04", "vitally.custom.tier": "gold"],
    ])

  private static let facts: TemplateFacts = {
    var facts = TemplateFacts()
    let note = Given.record(
      .note, "n1", ["subject": "Call", "noteDate": "2026-11-02T10:00:00.000Z"])
    let task = Given.record(.task, "t1", ["name": "Send plan", "dueDate": "2026-12-01"])
    facts.take(
      RecordDetail(
        row: ListingRow(account), highlights: [[task], [note], []],
        names: [.server(.admin, "dana"): "Dana Levi"]))
    let organization = Given.record(
      .organization, "o1", ["name": "Northwind Group", "traits": ["region": "EMEA"]])
    facts.take(RecordDetail(row: ListingRow(organization)))
    facts.take(RecordDetail(row: ListingRow(Given.record(.account, "a2", ["name": "Other"]))))
    facts.me = Given.record(.admin, "me", ["name": "Robin Vale", "email": "robin@acme.example"])
    facts.traits = [
      .account: [.trait("Kick off", type: "date"), .trait("seats", label: "Seats", type: "number")]
    ]
    return facts
  }()

  private let values = TemplateValues(facts: facts, now: Given.now)

  @Test(arguments: [
    ("account.name", "Northwind"), ("account", "Northwind"), ("Account.Name", "Northwind"),
    ("account.health", "6.5"), ("account.mrr", "12,000"), ("account.renewal", "15 Feb 2027"),
    ("account.nextRenewalDate", "15 Feb 2027"), ("account.csm", "Dana Levi"),
    ("account.last_seen", "20 Nov 2026"), ("account.organization", "…"),
    ("account.traits.plan", "scale"), ("account.plan", "scale"),
    ("account.traits.Kick off", "4 Mar 2026"), ("account.traits.vitally.custom.tier", "gold"),
    ("organization.name", "Northwind Group"), ("organization.traits.region", "EMEA"),
    ("account.organization.name", "Northwind Group"),
    ("last_note.date", "2 Nov 2026"), ("last_note.subject", "Call"), ("last note", "Call"),
    ("next_task.name", "Send plan"), ("next_task.due", "1 Dec 2026"),
    ("today", "24 Nov 2026"), ("me", "Robin Vale"), ("me.email", "robin@acme.example"),
  ])
  func `a name is a kind of record and a field of it`(name: String, value: String) {
    #expect(values[name] == value)
  }

  @Test(arguments: [
    "account.nps", "account.seats", "user.name", "project", "last_nps_response.score",
  ])
  func `what is empty or not at hand is a dash`(name: String) {
    #expect(values[name] == "–")
  }

  @Test(
    arguments: [
      "", "acount.name", "account.nam3", "account.traits.unknown", "today.x", "last_", "last.note",
      ".name", "me.name.x",
    ])
  func `anything else is not known`(name: String) {
    #expect(values[name] == nil)
  }

  @Test func `the shipped templates name only what is known, and begin with a subject`() {
    for shipped in ShippedTemplate.allCases {
      let filled = shipped.template.filled { values[$0] }
      #expect(filled.problems == [])
      #expect(filled.subject.contains("Northwind"))
      #expect(filled.body.contains("## ") && !filled.body.contains("{{"))
    }
  }
}
