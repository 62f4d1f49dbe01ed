// The order of records that answer to what is typed, and the best of very many.

import VitallyModel

/// Where a record comes among all that were found, and its key: one number, so that very many are
/// compared quickly.
struct JumpOrder: Comparable {
  private let number: UInt64

  /// A record that answers in a way. Those that were visited come first, newest first; then the
  /// resources in their order; then `excess`, how much of the name is something else.
  init(
    _ rank: NameRank, isHidden: Bool, visit: Int?, resource: Int, excess: Int, key: UInt32
  ) {
    // 4 bits for the place, 8 for the visit, 4 for the resource, 16 for the excess.
    var order = UInt64(rank.place(isSetBack: isHidden))
    order = order << 8 | UInt64(visit.map { min($0, 0xFE) } ?? 0xFF)
    order = order << 4 | UInt64(min(resource, 0xF))
    order = order << 16 | UInt64(min(excess, 0xFFFF))
    number = order << 32 | UInt64(key)
  }

  /// The key of the record.
  var key: UInt32 { UInt32(truncatingIfNeeded: number) }

  /// How the record answers.
  var rank: NameRank {
    NameRank.allCases.first { rank in
      [false, true].contains { rank.place(isSetBack: $0) == place }
    } ?? .letters
  }

  /// See `NameRank.place`.
  fileprivate var place: Int { Int(number >> 60) }

  static func < (left: JumpOrder, right: JumpOrder) -> Bool { left.number < right.number }
}

/// The first of what is added in any order.
struct FirstJumps {
  private let limit: Int
  private var orders: [JumpOrder] = []
  /// What does not come before this one is not among the first.
  private var last: JumpOrder?
  /// What answers less well than this is not among the first either.
  private(set) var weakest = NameRank.letters

  /// The first `limit` of what is added.
  init(limit: Int) {
    self.limit = limit
    orders.reserveCapacity(limit * 8)
  }

  mutating func add(_ order: JumpOrder) {
    if let last, order >= last { return }
    orders.append(order)
    guard orders.count == limit * 8 else { return }
    orders.sort()
    orders.removeSubrange(limit...)
    guard let last = orders.last else { return }
    self.last = last
    weakest =
      NameRank.allCases.last { $0.place(isSetBack: false) <= last.place } ?? .whole
  }

  /// They in order.
  var sorted: ArraySlice<JumpOrder> { orders.sorted().prefix(limit) }
}
