// Long texts in a detail: laid out as far as they are seen, and no further. What is measured is counted.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct LongDetailTests {
  /// How many bytes were measured.
  private final class Count: @unchecked Sendable {
    var bytes = 0
  }

  private let count = Count()

  private func detail(_ record: Record) -> DetailViewModel {
    let count = count
    let measure = TextMeasure { text in
      count.bytes += text.utf8.count
      return text.utf8.count
    }
    var detail = DetailViewModel(record.ref, width: 60, height: 20, measure: measure)
    let request = detail.request()
    detail.receive(RecordDetail(row: ListingRow(record)), generation: request, now: Given.now)
    return detail
  }

  /// A text of so many lines in each way in which a record can hold one.
  private static func records(lines: Int) -> [Record] {
    let words = (1...lines).map { "Line \($0) of a text that nobody reads to its end" }
    let plain = words.joined(separator: "\n")
    return [
      Given.record(.note, "n", ["subject": "x", "note": .string(plain)]),
      Given.record(
        .note, "n", ["subject": "x", "note": .string("<p>" + words.joined(separator: "<p>"))]),
      Given.record(.account, "a", ["name": "x", "traits": ["memo": .string(plain)]]),
      Given.record(.account, "a", ["name": "x", "traits": ["memo": .string(words.joined())]]),
    ]
  }

  @Test(arguments: 0..<4)
  func `opening a text costs the same however long it is`(kind: Int) {
    let costs = [10_000, 80_000].map { lines in
      count.bytes = 0
      let detail = detail(Self.records(lines: lines)[kind])
      #expect(detail.content.isPartial && detail.content.lines.count >= 40)
      return count.bytes
    }
    #expect(costs[1] <= costs[0] + 1000)
  }

  @Test(arguments: 0..<4)
  func `going through a text lays out all of it, at a cost that grows as it does`(kind: Int) {
    let costs = [5_000, 20_000].map { lines in
      let record = Self.records(lines: lines)[kind]
      count.bytes = 0
      var detail = detail(record)
      while detail.content.isPartial { detail.move(by: 20) }
      let text = detail.content.lines.map(\.line.text).joined()
      #expect(text.contains("Line \(lines) of a"))
      return count.bytes
    }
    #expect(costs[1] <= costs[0] * 8)
  }

  @Test func `the end of a text, words in it and its links are reached at once`() {
    let paragraphs = (1...20_000).map { "<p><a href='https://x.example/\($0)'>no \($0)</a></p>" }
    let note = Given.record(.note, "n", ["subject": "x", "note": .string(paragraphs.joined())])
    var detail = detail(note)
    let isFound = detail.search("no 19999")
    #expect(
      isFound && detail.content.lines[detail.cursor].target == .address("https://x.example/19999"))

    detail = self.detail(note)
    detail.move(by: 1_000_000)
    #expect(!detail.content.isPartial && detail.top + 20 == detail.content.lines.count)

    detail = self.detail(note)
    detail.readAll()
    #expect(detail.content.links.last?.number == 20_000)
  }

  @Test func `what is behind a long text is there when the text is read to its end`() {
    var detail = detail(Self.records(lines: 10_000)[2])
    let isLast = { (line: DetailLine) in line.line.text.hasSuffix("shows IDs and dates") }
    #expect(!detail.content.lines.contains(where: isLast))
    detail.readAll()
    #expect(detail.content.lines.last.map(isLast) == true)
  }

  @Test func `an address or an id is not broken where a line of its own holds it`() {
    let id = "0e5fd2b2-9a7c-4b6e-8c55-0d1b6c1f7a42"
    let user = Given.record(
      .user, id, ["name": "Kim", "email": "kim.long.name@department.nw.example"])
    var narrow = DetailViewModel(
      user.ref, width: 39, height: 20, measure: TextMeasure { $0.count })
    let request = narrow.request()
    narrow.receive(RecordDetail(row: ListingRow(user)), generation: request, now: Given.now)
    narrow.toggleIdentity(now: Given.now)
    let lines = narrow.content.lines.map(\.line.text)
    #expect(lines.contains("  " + id))
    #expect(lines.contains { $0.hasSuffix("kim.long.name@department.nw.example") })
    #expect(lines.allSatisfy { $0.count <= 39 })
  }
}
