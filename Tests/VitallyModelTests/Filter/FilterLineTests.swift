// Filter lines as text, and terms for values: what keys put into a line can always be read.

import Testing

@testable import VitallyModel

@Suite struct FilterLineTests {
  private static let me = Ref.server(.admin, "dana")

  private func now() throws -> Now {
    Now(moment: try #require(Moment("2026-05-06T10:15:00Z")), me: Self.me)
  }

  @Test(arguments: [
    ("", "is:mine"), ("acme", "acme is:mine"), ("a or b", "(a or b) is:mine"),
    ("is:mine", ""), ("IS:Mine acme", "acme"), ("acme is:mine sort:-mrr", "acme sort:-mrr"),
    ("(a is:mine)", "(a is:mine) is:mine"), ("\"is:mine\"", "\"is:mine\" is:mine"),
  ]) func `a term is put in, or taken out where it stands by itself`(
    line: String, toggled: String
  ) {
    #expect(FilterLine(line).toggling("is:mine")?.text == toggled)
  }

  @Test func `a line that can't be read stays as it is`() {
    #expect(FilterLine("(a").toggling("is:mine") == nil)
  }

  @Test func `the terms of values find them, whatever these are`() throws {
    let account = Resource.account.schema
    let now = try now()
    let body: JSONObject = [
      "name": "Acme", "healthScore": .number("7.25"), "mrr": 1200, "csmId": "dana",
      "accountExecutiveId": "kim", "nextRenewalDate": "2026-05-20",
      "lastSeenTimestamp": "2026-05-04T23:30:00Z", "trialEndDate": .null,
      "traits": [
        "plan": "none", "note": "\"a\" (b)", "vip": true, "seats": "1,200", "odd": "- or",
      ],
    ]
    let record = Record(ref: .server(.account, "1"), body: body)
    let traits: [Field] = [
      .trait("plan", type: "string"), .trait("note", type: "string"),
      .trait("vip", type: "boolean"),
      .trait("seats", type: "string"), .trait("odd", type: "string"),
    ]
    let scope = FilterScope(.account, traits: [.account: traits], now: now)
    var terms: [String] = []
    for field in account.fields + traits {
      for term in field.filterTerms(for: record[field], now: now, name: { _ in "Kim “K” Lee" }) {
        #expect(throws: Never.self, "\(term)") { try Filter.read(term, in: scope) }
        terms.append(term)
      }
    }
    for term in [
      "health=7.25", "mrr=1200", "csm:me", "renewal:2026-05-20", "\"last seen\":2026-05-04",
      "plan=\"none\"", "note=\"\"\"a\"\" (b)\"", "vip:yes", "seats=\"1,200\"", "odd=\"- or\"",
      "\"trial ends\":none",
    ] {
      #expect(terms.contains(term), "\(term) is not among \(terms)")
    }
  }

  @Test func `the views that come with vitty can be read`() throws {
    for shipped in SavedView.Shipped.allCases {
      let view = shipped.view
      let filter = try Filter.read(view.line, in: FilterScope(view.resource, now: now()))
      #expect(filter.condition != nil)
    }
  }

  @Test func `alternatives are put into words`() throws {
    let scope = FilterScope(.account, now: try now())
    let line = """
      is:mine (health<4 or renewal<0d or renewal:0..45d or seen>30d or mrr>=5k or csm:none or \
      -has:note or acme or is:pending) cols:name,why
      """
    let filter = try Filter.read(line, in: scope)
    #expect(
      filter.reasons.map(\.words) == [
        "low health", "renewal lapsed", "renewal soon", "seen long ago", "high mrr", "no csm",
        "not has note", "“acme”", "pending",
      ])
    #expect(filter.columns?.map(\.path) == ["name", Field.why.path])
    #expect(filter.applied(to: ListingQuery(.account)).reasons == filter.reasons)
    // Nothing is looked for that no column shows.
    let plain = try Filter.read("health<4 or mrr>5k", in: scope)
    #expect(plain.applied(to: ListingQuery(.account)).reasons == [])
  }
}
