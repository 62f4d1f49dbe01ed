// One version of a record as plain values, and the body that a server would send for it. What a
// list should make of it is written down here by hand, not asked of the code under test.

import Foundation
import TestSupport
import VitallyModel

/// A text and its folded form.
struct PlainText: Equatable {
  var text: String
  var folded: String

  init(_ text: String, _ folded: String) {
    self.text = text
    self.folded = folded
  }

  static let all = [
    PlainText("Éclair", "eclair"), PlainText("eclair", "eclair"),
    PlainText("ECLAIR No 2", "eclair no 2"), PlainText("Ångström AB", "angstrom ab"),
    PlainText("Straße 9", "strasse 9"), PlainText("100%_sure", "100%_sure"),
    PlainText("1000 sure", "1000 sure"), PlainText("Łódź", "lodz"), PlainText("Æther", "aether"),
    PlainText("日本", "日本"), PlainText("日本 two", "日本 two"), PlainText("Zürich", "zurich"),
    PlainText("Zurich Two", "zurich two"), PlainText("o\u{308}l", "ol"),
    PlainText("Anna’s", "anna's"), PlainText("rocket 🚀", "rocket 🚀"),
    PlainText("Back\\slash", "back\\slash"), PlainText("x", "x"), PlainText("Xx", "xx"),
    PlainText("xxxy", "xxxy"),
  ]

  /// What may be typed to look for them, and the folded words that have to be found.
  static let searches: [(typed: String, words: [String])] = [
    ("ZÜR", ["zur"]), (" ich ", ["ich"]), ("%_", ["%_"]), ("o", ["o"]), ("two no", ["two", "no"]),
    ("日", ["日"]), ("🚀", ["🚀"]), ("xxy", ["xxy"]), ("\\", ["\\"]), ("éclair  2", ["eclair", "2"]),
    ("a", ["a"]), ("ae", ["ae"]), ("nobody", ["nobody"]),
  ]
}

/// One version of an account, a task or an admin.
struct PlainRecord: Equatable {
  var resource: Resource
  var id: String
  /// When it was changed, in minutes.
  var stamp: Int
  var name: PlainText?
  var figure: Double?
  var seats: Double?
  var plan: PlainText?
  /// A date, in days since 1970.
  var day: Int?
  /// The id of an admin.
  var owner: String?
  /// The id of the account that a task names.
  var account: String?
  var doneAt: Moment?
  var isHidden = false

  /// What a list shows as its title, folded.
  var title: String { name?.folded ?? id }

  /// Until when it was open, as lists filter by it.
  var openUntil: Int64 {
    isHidden ? .min : doneAt?.milliseconds ?? .max
  }

  static func random(
    _ resource: Resource, id: String, stamp: Int, _ random: inout SeededRandom
  ) -> PlainRecord {
    var record = PlainRecord(resource: resource, id: id, stamp: stamp)
    record.name = random.chance(0.95) ? PlainText.all.randomElement(using: &random) : nil
    guard resource != .admin else { return record }
    record.figure = random.chance(0.7) ? Double(Int.random(in: -2...6, using: &random)) / 2 : nil
    record.seats = random.chance(0.5) ? Double(Int.random(in: 1...4, using: &random)) : nil
    record.plan = random.chance(0.5) ? PlainText.all.randomElement(using: &random) : nil
    record.day = random.chance(0.6) ? Int.random(in: 20_000...20_004, using: &random) : nil
    record.owner = random.chance(0.7) ? "admin-\(Int.random(in: 0..<6, using: &random))" : nil
    record.isHidden = random.chance(0.15)
    if resource == .task {
      record.account = random.chance(0.6) ? "account-\(Int.random(in: 0..<4, using: &random))" : nil
      record.doneAt =
        random.chance(0.3) ? .day(Int.random(in: 20_000...20_004, using: &random)) : nil
    }
    return record
  }

  var body: JSONObject {
    var body: JSONObject = ["id": .string(id), "updatedAt": .string(Moment.minute(stamp).iso)]
    body["name"] = name.map { .string($0.text) } ?? .null
    let isTask = resource == .task
    if resource == .account { body["mrr"] = figure.map { .number("\($0)") } ?? .null }
    body["traits"] = [
      "seats": seats.map { .number("\($0)") } ?? .null,
      "plan": plan.map { .string($0.text) } ?? .null,
    ]
    let day = day.map { JSONValue.string(String(Moment.day($0).iso.prefix(10))) }
    body[isTask ? "dueDate" : "nextRenewalDate"] = day ?? .null
    body[isTask ? "assignedToId" : "accountOwnerId"] = owner.map(JSONValue.string) ?? .null
    if isTask {
      body["accountId"] = account.map(JSONValue.string) ?? .null
      body["completedAt"] = doneAt.map { .string($0.iso) } ?? .null
    }
    body[isTask ? "archivedAt" : "churnedAt"] = isHidden ? "2026-01-01T00:00:00.000Z" : .null
    return body
  }

  /// The record as a server sends it.
  var sent: Record { Record(ref: .server(resource, id), body: body) }
}

extension Moment {
  static func day(_ number: Int) -> Moment { Moment(milliseconds: Int64(number) * 86_400_000) }
  static func minute(_ number: Int) -> Moment {
    Moment(milliseconds: 1_780_000_000_000 + Int64(number) * 60_000)
  }
}

extension SeededRandom {
  /// Whether something with this probability happens.
  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}
