// What filter lines ask for, on Wednesday, 6 May 2026.

import TestSupport
import Testing

@testable import VitallyModel

@Suite struct FilterTests {
  private static let traits: [Resource: [Field]] = [
    .account: [
      .trait("plan", label: "Plan", type: "select", options: [Choice("ent", "Enterprise")]),
      .trait("renewal_risk", label: "Renewal risk", type: "string"),
      .trait("seats", label: "Seats", type: "number"),
    ]
  ]

  private func scope(_ resource: Resource = .account, me: Ref? = nil) throws -> FilterScope {
    FilterScope(
      resource, traits: Self.traits,
      now: Now(moment: try #require(Moment("2026-05-06T10:15:00Z")), me: me))
  }

  private func read(
    _ line: String, _ resource: Resource = .account, me: Ref? = nil
  ) throws -> Condition? {
    try Filter.read(line, in: scope(resource, me: me)).condition
  }

  private func error(_ line: String, _ resource: Resource = .account) throws -> FilterError? {
    let scope = try scope(resource)
    do {
      _ = try Filter.read(line, in: scope)
      return nil
    } catch {
      return error
    }
  }

  private func day(_ text: String) throws -> Double {
    Double(try #require(Day(text)).midnight.milliseconds)
  }

  // MARK: Combinations

  @Test func `Words are all looked for, quoted ones as they are`() throws {
    #expect(try read("") == nil)
    #expect(try read("acme") == .mentions("acme"))
    #expect(try read("  acme   gmbh ") == .all([.mentions("acme"), .mentions("gmbh")]))
    #expect(try read("\"acme or\"") == .mentions("acme or"))
    #expect(try read("“acme, (x)”") == .mentions("acme, (x)"))
    #expect(try read("\"5\"\" pipe\"") == .mentions("5\" pipe"))
    #expect(
      try read("R&D O'Neil AT&T -") == .all(["R&D", "O'Neil", "AT&T", "-"].map { .mentions($0) }))
  }

  @Test func `Lines combine with or, not and parentheses`() throws {
    let (a, b, c) = (Condition.mentions("a"), Condition.mentions("b"), Condition.mentions("c"))
    #expect(try read("a or b c") == .any([a, .all([b, c])]))
    #expect(try read("(a OR b) and c") == .all([.any([a, b]), c]))
    #expect(try read("-a not b") == .all([.not(a), .not(b)]))
    #expect(try read("-(a or b)") == .not(.any([a, b])))
    #expect(try read("or") == .mentions("or"))
    #expect(try read("not") == .mentions("not"))
    #expect(try read("order android") == .all([.mentions("order"), .mentions("android")]))
  }

  // MARK: Fields

  @Test func `A field is named by its path, its label, a word of it or its first letters`() throws {
    let isLow = Condition.compares("healthScore", .less, 4)
    for name in ["health", "healthScore", "HEALTH", "hea", "\"health\""] {
      #expect(try read("\(name)<4") == isLow)
    }
    #expect(try read("\"account executive\":any") == .isSet("accountExecutiveId"))
    #expect(try read("exec:any") == .isSet("accountExecutiveId"))
    #expect(try read("csm:any") == .isSet("csmId"))
    #expect(try read("seats>100") == .compares("traits.seats", .more, 100))
    #expect(try read("traits.seats>100") == .compares("traits.seats", .more, 100))
    #expect(
      try read("\"renewal risk\":high") == .contains("traits.renewal_risk", "high"))
  }

  @Test func `Numbers take k and m, lists and ranges`() throws {
    #expect(try read("mrr>=1.5k") == .compares("mrr", .atLeast, 1500))
    #expect(try read("mrr > $2m") == .compares("mrr", .more, 2_000_000))
    #expect(
      try read("mrr:5k..20k")
        == .all([.compares("mrr", .atLeast, 5000), .compares("mrr", .atMost, 20000)]))
    #expect(try read("mrr:..-5") == .all([.compares("mrr", .atMost, -5)]))
    #expect(
      try read("health:1,2")
        == .any([
          .compares("healthScore", .equal, 1), .compares("healthScore", .equal, 2),
        ]))
    #expect(
      try read("mrr!=0") == .all([.isSet("mrr"), .not(.compares("mrr", .equal, 0))]))
    #expect(try read("mrr:none") == .not(.isSet("mrr")))
  }

  @Test func `Distances go in the direction of the field`() throws {
    let inThirty = try day("2026-06-05")
    #expect(try read("renewal<30d") == .compares("nextRenewalDate", .less, inThirty))
    let thirtyAgo = Double(try #require(Moment("2026-04-06T00:00:00Z")).milliseconds)
    #expect(try read("seen>30d") == .compares("lastSeenTimestamp", .less, thirtyAgo))
    #expect(
      try read("renewal:0..60d")
        == .all([
          .compares("nextRenewalDate", .atLeast, try day("2026-05-06")),
          .compares("nextRenewalDate", .less, try day("2026-07-06")),
        ]))
    #expect(
      try read("seen:7d")
        == .all([
          .compares("lastSeenTimestamp", .atLeast, try day("2026-04-29")),
          .compares("lastSeenTimestamp", .less, try day("2026-05-07")),
        ]))
  }

  @Test func `Days are taken as forms take them, months and years as a whole`() throws {
    let saturday = try day("2026-05-09")
    #expect(try read("due<=fri", .task) == .compares("dueDate", .less, saturday))
    #expect(
      try read("due<=\"next fri\"", .task) == .compares("dueDate", .less, try day("2026-05-16")))
    #expect(
      try read("renewal:2026-06")
        == .all([
          .compares("nextRenewalDate", .atLeast, try day("2026-06-01")),
          .compares("nextRenewalDate", .less, try day("2026-07-01")),
        ]))
    #expect(try read("created>2025") == .compares("createdAt", .atLeast, try day("2026-01-01")))
  }

  @Test func `People are named by name or address, and one's own by me`() throws {
    let me = Ref.server(.admin, "a1")
    #expect(try read("csm:me", me: me) == .names("csmId", [me]))
    #expect(try read("csm:dana") == .linked("csmId", .mentions("dana")))
    #expect(try read("csm:\"me\"", me: me) == .linked("csmId", .mentions("me")))
    #expect(
      try read("account.csm:me", .task, me: me) == .linked("accountId", .names("csmId", [me])))
    #expect(
      try read("account.health<4", .task)
        == .linked("accountId", .compares("healthScore", .less, 4)))
    #expect(
      try read("account.seats>3 accounts.plan:x", .user)
        == .all([
          .linked("accountIds", .compares("traits.seats", .more, 3)),
          .linked("accountIds", .contains("traits.plan", "x")),
        ]))
  }

  @Test func `A choice is meant by its label or its value`() throws {
    #expect(try read("plan:enterprise") == .isOne("traits.plan", of: ["ent"]))
    #expect(try read("plan:ENT") == .isOne("traits.plan", of: ["ent"]))
    #expect(try read("plan:enter") == .isOne("traits.plan", of: ["ent"]))
    #expect(try read("plan:gold") == .contains("traits.plan", "gold"))
  }

  // MARK: States

  @Test func `What lists hide is shown once it is asked for, and nothing else that is hidden`()
    throws
  {
    let filter = try Filter.read("is:done", in: scope(.task))
    let query = filter.applied(to: ListingQuery(.task))
    #expect(query.showsHidden)
    #expect(query.condition == .all([.isSet("completedAt"), .not(.isSet("archivedAt"))]))
    let churned = try Filter.read("churned>=2026-01-01", in: scope())
    #expect(churned.applied(to: ListingQuery(.account)).showsHidden)
    let open = try Filter.read("health<4", in: scope()).applied(to: ListingQuery(.account))
    #expect(!open.showsHidden && open.condition == .compares("healthScore", .less, 4))
  }

  @Test func `Mine is what I look after, or what belongs to a customer of mine`() throws {
    let me = Ref.server(.admin, "a1")
    #expect(try read("is:mine", .task, me: me) == .any([.names("assignedToId", [me])]))
    guard case .any(let parts)? = try read("is:mine", .npsResponse, me: me),
      case .linked("userId", .any(let throughUser))? = parts.first,
      case .linked("accountIds", .any(let ofAccount))? = throughUser.first
    else {
      Issue.record("not linked")
      return
    }
    #expect(ofAccount.contains(.names("csmId", [me])))
    #expect(ofAccount.contains(.contains("keyRoles", "a1")))
  }

  @Test func `A key that is another trait's label means the trait that is written like it`() throws
  {
    let traits: [Field] = [
      .trait("custom.risk", label: "Renewal risk", type: "string"),
      .trait("renewalRisk", type: "string"), .trait("Renewal-Risk", type: "string"),
    ]
    for traits in [traits, traits.reversed()] {
      let scope = FilterScope(.account, traits: [.account: traits], now: try scope().now)
      let path = { (line: String) throws -> FieldPath? in
        guard case .contains(let path, _)? = try Filter.read(line, in: scope).condition else {
          return nil
        }
        return path
      }
      #expect(try path("renewalrisk:high") == .trait("renewalRisk"))
      #expect(try path("\"renewal risk\":high") == .trait("custom.risk"))
      #expect(try path("renewal-risk:high") == .trait("Renewal-Risk"))
    }
  }

  @Test func `The order and the columns stand beside the condition`() throws {
    let filter = try Filter.read("acme sort:-mrr cols:name,health,plan", in: scope())
    #expect(filter.condition == .mentions("acme"))
    #expect(filter.order == ListOrder("mrr", descending: true))
    #expect(filter.columns?.map(\.text) == ["name", "healthScore", "traits.plan"])
    #expect(filter.orderPlace == 5..<14)
  }

  @Test func `has: is about what belongs to a record, or a value of its own`() throws {
    #expect(try read("has:note") == .hasChild(.note))
    #expect(try read("-has:tasks") == .not(.hasChild(.task)))
    #expect(try read("has:seats") == .isSet("traits.seats"))
  }

  @Test func `text: looks for words in long texts, quoted ones side by side`() throws {
    #expect(try read("text:crane", .note) == .text("crane"))
    #expect(try read("-text:\"two cranes\"", .note) == .not(.text("\"two cranes\"")))
  }

  // MARK: What has moved

  @Test func `What has moved is told since the last look before today, or since a day`() throws {
    let today = try #require(Moment("2026-05-06"))
    let friday = try #require(Moment("2026-05-01"))
    let look = Condition.Since.lastLook(before: today)
    #expect(try read("moved:health") == .moved("healthScore", .changed, since: look))
    #expect(try read("fell:mrr") == .moved("mrr", .down, since: look))
    #expect(try read("ROSE:\"renewal\"") == .moved("nextRenewalDate", .up, since: look))
    #expect(
      try read("moved:health, csm")
        == .any([
          .moved("healthScore", .changed, since: look), .moved("csmId", .changed, since: look),
        ]))
    for line in [
      "fell:health>=fri", "fell:health > fri", "fell:health:fri", "fell:health>=\"last fri\"",
      "fell:health>=2026-05-01", "fell:health>5d", "fell:health>=\"1 may\"", "fell:health>=2026-05",
    ] {
      #expect(try read(line) == .moved("healthScore", .down, since: .moment(friday)), "\(line)")
    }
    #expect(
      try read("-moved:health,mrr>=fri acme or x")
        == .any([
          .all([
            .not(
              .any([
                .moved("healthScore", .changed, since: .moment(friday)),
                .moved("mrr", .changed, since: .moment(friday)),
              ])), .mentions("acme"),
          ]), .mentions("x"),
        ]))
    #expect(
      try read("fell:account.health>=wed", .task)
        == .linked("accountId", .moved("healthScore", .down, since: .moment(today))))
    #expect(
      try read("moved:mrr>=\"5 dec\"")
        == .moved(
          "mrr", .changed, since: .moment(try #require(Moment("2025-12-05")))))
  }

  @Test func `What is about the churn lists what is churned, and says why`() throws {
    let churned = try Filter.read("moved:churned>=30d", in: scope())
    #expect(churned.revealed == ["churnedAt"])
    let reasons = try Filter.read("(fell:health or moved:mrr,csm>=fri)", in: scope()).reasons
    #expect(reasons.map(\.words) == ["health fell", "mrr, csm moved since fri"])
  }

  @Test func `Behind a move stand the fields with a past`() throws {
    #expect(
      try scope().words(behind: "moved")
        == ["health", "nps", "mrr", "renewal", "csm", "churned"])
    #expect(try scope().words(behind: "Fell")?.contains("csm") == false)
    #expect(try scope(.task).words(behind: "moved") == [])
  }

  // MARK: Errors

  @Test(arguments: [
    ("heath<4", 0..<5, "accounts have no field “heath”; did you mean health?"),
    ("a mrr>abc", 6..<9, "“abc” is not a number; write 1200 or 1.2k"),
    ("mrr>1,200", 0..<9, "give one value after >: 1200"),
    ("name>5", 5..<6, "name has no order; write name:word"),
    ("name:a..b", 5..<9, "name has no order; write name:word"),
    ("is:oben", 3..<7, "accounts can't be “oben”; did you mean open?"),
    ("a)", 1..<2, "there is no ( for this )"),
    ("()", 0..<2, "there is nothing between the parentheses"),
    (":x", 0..<1, "there is no field in front of “:”"),
    (
      "(sort:name or b)", 1..<10, "sort: is about the whole list; write it outside of ( ), - and or"
    ),
    ("last>3d", 0..<4, "“last” can be \"last seen\", \"last inbound\" or \"last outbound\""),
    (
      "moved:name", 6..<10,
      "what name was is not kept; that of health, nps, mrr, renewal, csm or churned is"
    ),
    ("fell:health,csm", 12..<15, "csm has no order; write moved:csm"),
    ("moved:heath", 6..<11, "accounts have no field “heath”; did you mean health?"),
    (
      "a moved:mrr>=tomorrow", 13..<21,
      "“tomorrow” is still to come; write a day in the past"
    ),
    ("moved:mrr<fri", 9..<13, "write since when: >=fri"),
    ("moved:mrr>=fri,nps", 14..<15, "give one day after >=, behind all fields"),
    (
      "moved:mrr>=x", 11..<12,
      "not a date; try 2026-03-01, \"today\", \"+3d\", \"next fri\""
    ),
    ("moved>mrr", 0..<9, "write moved:… here"),
    (
      "is:mine", 3..<7,
      "it is not known who you are; the command :me asks"
    ),
  ])
  func `An error names its place and what to write instead`(
    line: String, place: Range<Int>, sentence: String
  ) throws {
    let error = try #require(try error(line))
    #expect(error.place == place)
    #expect(error.sentence == sentence)
    #expect(!error.isUnfinished)
  }

  @Test(arguments: [
    "mrr>", "a or", "(a", "\"a", "plan:", "a and ", "mrr:..", "moved:", "moved:mrr>=",
  ])
  func `A line that goes on is not wrong yet`(line: String) throws {
    #expect(try error(line)?.isUnfinished == true)
  }

  // MARK: Anything

  @Test func `Anything can be typed: it is read or refused at a place within the line`() throws {
    var random = SeededRandom(seed: 12)
    let pieces = [
      "(", ")", "-", " ", "or ", "and ", "not ", "\"", "“", ",", "..", ":", "=", "!=", "<", ">=",
      "mrr", "seen", "plan", "csm", "account.", "is", "has", "sort", "30d", "5k", "fri", "me",
      "none", "é", "👩‍👩‍👧", "\u{301}", "0", "99999999999999999999", "2026-13", "x", ":", "\t",
      "moved:", "fell:", "rose:health>=", "health",
    ]
    for _ in 0..<5000 {
      let line = (0..<Int.random(in: 0...12, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      for resource in [Resource.account, .task, .npsResponse] {
        guard let error = try error(line, resource) else { continue }
        #expect(error.place.lowerBound >= 0 && error.place.upperBound <= line.count, "\(line)")
        #expect(!error.sentence.isEmpty)
      }
    }
  }

  @Test func `What has moved has no past where none is kept`() throws {
    #expect(
      try error("moved:due", .task)?.sentence
        == "what due was is not kept; write account.health")
  }

  @Test func `Deep nesting is refused`() throws {
    let line = String(repeating: "-(", count: 5000) + "a" + String(repeating: ")", count: 5000)
    #expect(try error(line)?.sentence == "this is nested too deeply")
  }
}
