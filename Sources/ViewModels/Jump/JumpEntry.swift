// One line of the box in which one jumps, and the order of all: records, lists and commands in one.

import VitallyModel

/// Where one can jump to.
enum JumpEntry: Equatable, Sendable {
  case record(JumpHit)
  case command(JumpCommand)
  /// Asking the server for the record with this id, external id or email address.
  case ask(String)

  /// Whether it is the same, whatever has changed about it.
  func isSame(as other: JumpEntry) -> Bool {
    switch (self, other) {
    case (.record(let left), .record(let right)): left.ref == right.ref
    case (.command(let left), .command(let right)): left.command == right.command
    case (.ask, .ask): true
    default: false
    }
  }
}

extension JumpEntry {
  /// All that answers to what is typed, best first. What answers equally well comes in this order:
  /// records that were visited lately, places to go to, other records, other commands.
  static func all(_ typed: String, _ hits: [JumpHit], _ commands: [JumpCommand]) -> [JumpEntry] {
    let match = NameMatch(typed)
    if match.isEmpty { return hits.map(JumpEntry.record) + commands.map(JumpEntry.command) }
    // Nobody means by an address or an id what only has its letters.
    let isExact = PastedID(typed.trimmed).isExact
    var ranked: [(entry: JumpEntry, rank: NameRank, place: Int)] = []
    for hit in hits {
      let place = hit.rank.place(isSetBack: hit.isHidden)
      ranked.append((.record(hit), hit.rank, place * 4 + (hit.isVisited ? 0 : 2)))
    }
    for command in commands {
      guard let rank = command.rank(match) else { continue }
      let place = rank.place(isSetBack: command.reason != nil)
      ranked.append((.command(command), rank, place * 4 + (command.kind == .command ? 3 : 1)))
    }
    if isExact { ranked.removeAll { $0.rank == .letters } }
    let isNamed = ranked.contains { $0.rank < .letters }
    // The order of equals stays as it is.
    let order = ranked.indices.sorted { (ranked[$0].place, $0) < (ranked[$1].place, $1) }
    let asked = isNamed ? nil : question(typed.trimmed)
    return order.map { ranked[$0].entry } + [asked].compactMap(\.self)
  }

  /// The question to the server that what is typed may be; nil if it is no id.
  private static func question(_ typed: String) -> JumpEntry? {
    typed.count > 2 && !typed.contains(where: \.isWhitespace) ? .ask(typed) : nil
  }
}
