// Whether a row meets a condition, told from its plain values; and conditions at random.

import TestSupport
import VitallyModel

extension PlainCache {
  func meets(_ row: Row, _ condition: Condition) -> Bool {
    guard let record = row.visible else { return false }
    switch condition {
    case .named(let typed): return Self.holds(row.title, all: PlainText.words(typed))
    case .mentions(let typed):
      let titles = [row.title] + [named(by: record, "accountId")?.title].compactMap(\.self)
      return titles.contains { $0.folded.contains(typed.folded) }
    case .isNamed(let typed): return row.title.folded == typed.folded
    // The past is in a file of its own: see `MovedTests`.
    case .isPending, .hasDraft, .isWaiting, .hasChild, .moved: return false
    case .contains(let path, let typed):
      if let named = named(by: record, path) {
        return Self.holds(named.title, all: PlainText.words(typed))
      }
      return record.text(path).map { Self.holds($0, all: PlainText.words(typed)) } ?? false
    // Texts are in a file of their own: see `TextSearchTests`.
    case .text: return false
    case .compares(let path, let comparison, let number):
      guard let mine = record.number(path) else { return false }
      return switch comparison {
      case .less: mine < number
      case .atMost: !(mine > number)
      case .equal: !(mine < number) && !(mine > number)
      case .atLeast: !(mine < number)
      case .more: mine > number
      }
    case .isSet(let path):
      return record.number(path) != nil || record.text(path) != nil || record.id(path) != nil
    case .isOne(let path, let options):
      let folded = options.map { option in
        PlainText.all.first { $0.text == option }?.folded ?? option
      }
      if let number = record.number(path) { return options.contains("\(number)") }
      return record.text(path).map { folded.contains($0) } ?? false
    case .names(let path, let refs):
      return record.id(path).map { id in refs.contains { $0.serverID == id } } ?? false
    case .linked(let path, .mentions(let typed)):
      return named(by: record, path)?.title.folded.contains(typed.folded) ?? false
    case .linked(let path, let condition):
      return named(by: record, path).map { meets($0, condition) } ?? false
    case .all(let conditions): return conditions.allSatisfy { meets(row, $0) }
    case .any(let conditions): return conditions.contains { meets(row, $0) }
    case .not(let condition): return !meets(row, condition)
    }
  }

  /// The record that a field names, if it is cached.
  private func named(by record: PlainRecord, _ path: FieldPath) -> Row? {
    guard let id = record.id(path) else { return nil }
    return known(path == "accountId" ? .account : .admin).first { $0.serverID == id }
  }
}

extension PlainText {
  /// The folded words of what may be typed.
  static func words(_ typed: String) -> [String] {
    searches.first { $0.typed == typed }?.words ?? []
  }
}

extension PlainRecord {
  func number(_ path: FieldPath) -> Double? {
    switch path {
    case "mrr": figure
    case "traits.seats": seats
    case "dueDate", "nextRenewalDate": day.map { Double($0) * 86_400_000 }
    case "completedAt": doneAt.map { Double($0.milliseconds) }
    default: nil
    }
  }

  func text(_ path: FieldPath) -> String? {
    switch path {
    case "name": name?.folded
    case "traits.plan": plan?.folded
    default: nil
    }
  }

  func id(_ path: FieldPath) -> String? {
    switch path {
    case "accountOwnerId", "assignedToId": owner
    case "accountId": account
    default: nil
    }
  }
}

extension Condition {
  /// A condition on accounts or tasks, of conditions within conditions up to a depth.
  static func random(
    _ resource: Resource, depth: Int, _ random: inout SeededRandom
  ) -> Condition {
    let parts = { (random: inout SeededRandom) in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Condition.random(resource, depth: depth - 1, &random)
      }
    }
    switch Int.random(in: 0..<(depth > 0 ? 12 : 6), using: &random) {
    case 6..<8: return .all(parts(&random))
    case 8..<10: return .any(parts(&random))
    case 10..<12: return .not(.random(resource, depth: depth - 1, &random))
    default: return simple(resource, depth, &random)
    }
  }

  private static func simple(
    _ resource: Resource, _ depth: Int, _ random: inout SeededRandom
  ) -> Condition {
    let isAccount = resource == .account
    let owner: FieldPath = isAccount ? "accountOwnerId" : "assignedToId"
    let numbers: [FieldPath] =
      isAccount ? ["mrr", "traits.seats", "nextRenewalDate"] : ["dueDate", "completedAt"]
    let typed = PlainText.searches.randomElement(using: &random)?.typed ?? ""
    let text: FieldPath = random.chance(0.5) ? "name" : "traits.plan"
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .named(typed)
    case 1: return .contains(random.chance(0.3) ? owner : text, typed)
    case 2:
      let all = numbers + [text, owner] + (isAccount ? [] : ["accountId"])
      return .isSet(all.randomElement(using: &random) ?? text)
    case 3:
      let options = PlainText.all.shuffled(using: &random).prefix(3).map(\.text)
      return random.chance(0.3)
        ? .isOne("traits.seats", of: ["2.0", "4.0"]) : .isOne(text, of: options)
    case 4: return .names(owner, [.server(.admin, "admin-1"), .server(.admin, "admin-4")])
    case 5 where !isAccount:
      return .linked("accountId", .random(.account, depth: depth - 1, &random))
    default:
      let path = numbers.randomElement(using: &random) ?? "mrr"
      let isTime = path != "mrr" && path != "traits.seats"
      let number =
        isTime
        ? Double(Int.random(in: 19_999...20_005, using: &random)) * 86_400_000
        : Double(Int.random(in: -2...6, using: &random)) / 2
      return .compares(path, Comparison.allCases.randomElement(using: &random) ?? .less, number)
    }
  }
}
