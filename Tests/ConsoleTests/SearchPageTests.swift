// The search in texts as it is drawn from what was found.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct SearchPageTests {
  private static let sizes = [(80, 21), (120, 37)]

  private static func hit(
    _ ref: Ref, _ title: String, _ line: String, _ customer: String, _ date: String,
    isHidden: Bool = false
  ) -> TextHit {
    TextHit(
      ref, title: marked(title), line: marked(line), date: Moment(date), customer: customer,
      isHidden: isHidden)
  }

  /// A text in which what stands between stars was found.
  private static func marked(_ text: String) -> MarkedText {
    MarkedText(
      text.split(separator: "*", omittingEmptySubsequences: false).enumerated().map {
        MarkedText.Part(String($1), isFound: $0 % 2 == 1)
      })
  }

  private static let hits = [
    hit(
      .server(.note, "n1"), "Weekly call",
      "They ask for the *invoice* in Norwegian before the year "
        + "ends, and for one address for all of their subsidiaries in Bergen and Oslo.",
      "Bjørkelund Logistikk", "2026-11-20T10:00:00Z"),
    hit(
      .server(.conversation, "c1"), "*Invoice* 4711 is wrong",
      "…and as I have said on the phone, and before that in my letter, the *invoice* has the old VAT "
        + "number on it", "株式会社ミナト海運", "2026-10-05T10:00:00Z"),
    hit(
      .server(.npsResponse, "s1"), "6 · kim@northwind.example", "*Invoices* come late",
      "Northwind", "2025-03-01T10:00:00Z"),
    hit(
      .server(.task, "t1"), "Send the *invoice* again, this time to the office in Łódź, and ask",
      "", "Harbour", "2024-12-24T10:00:00Z", isHidden: true),
    hit(.server(.note, "n2"), "", "no subject, but an *invoice*", "", "2024-01-02T10:00:00Z"),
  ]

  private func stage(_ found: TextHits?, _ size: (Int, Int)) throws -> PageStage {
    var stage = try PageStage(width: size.0, height: size.1)
    stage.open(.search(SearchViewModel(found?.words ?? "")))
    if let found { stage.answer(.matches, .texts(found)) }
    return stage
  }

  @Test(arguments: sizes) func `hits with the line in which they are`(
    width: Int, height: Int
  ) throws {
    var stage = try stage(
      TextHits(words: "invoice", hits: Self.hits, hasMore: true), (width, height))
    stage.run(.dialog(.next))
    try stage.check("search")
  }

  @Test(arguments: sizes) func `what to type, and what to do where nothing is found`(
    width: Int, height: Int
  ) throws {
    try stage(TextHits(words: ""), (width, height)).check("search-empty")
    try stage(TextHits(words: "invioce"), (width, height)).check("search-nothing")
  }

  @Test func `a search that is not complete says why`() throws {
    let reading = TextHits(words: "invoice", hits: Self.hits, readSoFar: 0.434)
    try stage(reading, Self.sizes[0]).check("search-reading")
    let fetching = TextHits(words: "invoice", unfetched: [.note, .conversation])
    try stage(fetching, Self.sizes[0]).check("search-fetching")
  }

  @Test func `the selected hit is in sight with both of its lines`() throws {
    let many = (1...30).map { number in
      Self.hit(
        .server(.note, "n\(number)"), "Note \(number)", "the *invoice* \(number)", "Northwind",
        "2026-11-20T10:00:00Z")
    }
    var stage = try stage(TextHits(words: "invoice", hits: many), Self.sizes[0])
    for _ in 0..<14 { stage.run(.dialog(.next)) }
    try stage.check("search-scrolled")
  }
}
