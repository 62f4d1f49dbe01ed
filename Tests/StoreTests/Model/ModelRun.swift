// Does the same random things to a real cache, in two views as two processes have them, and to a
// plain one, and asks all of them the same questions.

import TestSupport
import Testing
import VitallyModel

@testable import Store

struct ModelRun {
  private let fixture: CacheFixture
  private let caches: [Cache]
  private let stores: [PagingStore]
  private let seed: UInt64
  /// How many ids there are of each resource.
  private let width: Int
  private var plain = PlainCache()
  private var random: SeededRandom
  private var stamp = 1
  private var sweep = 0
  private var made = 0
  /// What was done lately, for a failure to tell.
  private var trail: [String] = []

  init(seed: UInt64, width: Int) throws {
    fixture = try CacheFixture()
    caches = [fixture.cache, try fixture.reopened()]
    stores = caches.map { cache in PagingStore(cache: cache) { _ in [] } }
    random = SeededRandom(seed: seed)
    self.seed = seed
    self.width = width
  }

  /// Fills the caches with a share of all records.
  mutating func fill(_ resource: Resource) throws {
    for start in stride(from: 0, to: width, by: 400) {
      let records = (start..<min(width, start + 400)).map {
        newVersion(resource, "\(resource)-\($0)")
      }
      try page(records)
    }
  }

  /// Does things, and asks a question after each. Returns whether all answers were right.
  mutating func run(steps: Int) throws -> Bool {
    for step in 0..<steps {
      try act()
      let question = question()
      let expected = plain.answer(question)
      for (index, store) in stores.enumerated() where random.chance(0.7) {
        let answer = try Self.answer(question, store)
        if answer == expected { continue }
        Issue.record(
          """
          seed \(seed), step \(step), view \(index): \(question)
          expected \(expected)
          but was \(answer)
          after \(trail.suffix(6).joined(separator: "; "))
          """)
        return false
      }
    }
    return true
  }

  private static func answer(
    _ question: PlainCache.Question, _ store: PagingStore
  ) throws -> PlainCache.Answer {
    let window = try store.window(question.query, rows: question.rows, anchor: question.anchor)
    return PlainCache.Answer(
      first: window.first, rows: window.rows.map(\.record.ref), total: window.total,
      anchor: window.anchor)
  }

  // MARK: Acts

  private mutating func act() throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<40: try page(versions(Int.random(in: 1...6, using: &random)))
    case 40..<50: try tasksOfAccount()
    case 50..<55: try old()
    case 55..<70: try showChange()
    case 70..<78: try showStored()
    case 78..<84: try make()
    case 84..<90: try adopt()
    case 90..<96: try remove()
    case 96..<98: try finishSweep()
    default: try finishWalk()
    }
  }

  /// One of the two views.
  private mutating func cache() -> Cache { caches[Int.random(in: 0..<2, using: &random)] }

  private mutating func resource() -> Resource {
    let dice = Int.random(in: 0..<10, using: &random)
    return dice < 5 ? .account : dice < 9 ? .task : .admin
  }

  private mutating func id(_ resource: Resource) -> String {
    "\(resource)-\(Int.random(in: 0..<(resource == .admin ? 6 : width), using: &random))"
  }

  private mutating func newVersion(_ resource: Resource, _ id: String) -> PlainRecord {
    stamp += 1
    return .random(resource, id: id, stamp: stamp, &random)
  }

  /// New and changed records of one resource, and some that stay as they are.
  private mutating func versions(_ count: Int, of resource: Resource? = nil) -> [PlainRecord] {
    let resource = resource ?? self.resource()
    return (0..<count).map { _ in
      let known = plain.known(resource).compactMap(\.stored)
      if random.chance(0.2), let same = known.randomElement(using: &random) { return same }
      return newVersion(resource, id(resource))
    }
  }

  private mutating func page(
    _ records: [PlainRecord], sweep: Int? = nil, under parent: String? = nil
  ) throws {
    guard let resource = records.first?.resource else { return }
    note("page of \(records.count) \(resource) under \(parent ?? "-")")
    let query = ListQuery(resource, parent: parent.map { .server(.account, $0) })
    _ = try cache().absorb(
      Page(records: records.map(\.sent)), from: query, sweep: sweep, walk: nil)
    for record in records { plain.absorb(record, sweep: sweep, under: parent) }
  }

  private mutating func tasksOfAccount() throws {
    sweep += 1
    try page(versions(3, of: .task), sweep: sweep, under: account())
  }

  private mutating func account() -> String {
    "account-\(Int.random(in: 0..<4, using: &random))"
  }

  /// A version that is older than what is known arrives late.
  private mutating func old() throws {
    guard var record = plain.known(resource()).compactMap(\.stored).randomElement(using: &random)
    else { return }
    record = .random(record.resource, id: record.id, stamp: record.stamp - 1, &random)
    note("old version of \(record.id)")
    _ = try cache().absorb(record.sent)
    plain.absorb(record)
  }

  /// A change of the user is shown before the server has it.
  private mutating func showChange() throws {
    let resource = random.chance(0.5) ? Resource.account : .task
    let id = id(resource)
    let shown = newVersion(resource, id)
    note("change of \(id)")
    try cache().setShown(.server(resource, id), body: shown.body, state: .waiting)
    plain.show(.server(resource, id), shown)
  }

  private mutating func showStored() throws {
    if random.chance(0.1) {
      note("all as stored")
      let cache = cache()
      for ref in try cache.shown() { try cache.setShown(ref, body: nil, state: nil) }
      return plain.showStored()
    }
    guard let row = plain.rows.filter({ $0.shown != nil }).randomElement(using: &random)
    else { return }
    note("\(row.ref) as stored")
    try cache().setShown(row.ref, body: nil, state: nil)
    plain.show(row.ref, nil)
  }

  /// A record is made here.
  private mutating func make() throws {
    made += 1
    let resource = random.chance(0.5) ? Resource.account : .task
    let ref = Ref.made(resource, "made-\(made)")
    var record = newVersion(resource, "made-\(made)")
    record.isHidden = false
    var body = record.body
    body["id"] = nil
    note("made \(ref)")
    try cache().setShown(ref, body: body, state: .waiting)
    plain.show(ref, record)
  }

  /// The server has taken a record that was made here; now and then a list has brought it before.
  private mutating func adopt() throws {
    guard let row = plain.rows.filter({ $0.serverID == nil }).randomElement(using: &random),
      let madeID = row.madeID
    else { return }
    let record = newVersion(row.resource, "\(row.resource)-of-\(madeID)")
    if random.chance(0.3) { try page([record]) }
    note("adopted \(row.ref)")
    try cache().adopt(row.ref, as: record.sent)
    plain.adopt(row.ref, as: record)
  }

  private mutating func remove() throws {
    let rows = plain.rows.filter { $0.resource != .admin }
    // The last row often: its number is given to the next one.
    let row = random.chance(0.4) ? rows.last : rows.randomElement(using: &random)
    guard let row else { return }
    note("removed \(row.ref)")
    try cache().remove(row.ref)
    plain.remove(row.ref)
  }

  /// A sweep that has seen most records of a resource ends.
  private mutating func finishSweep() throws {
    let resource = random.chance(0.5) ? Resource.account : .task
    sweep += 1
    let seen = plain.known(resource).compactMap(\.stored).filter { _ in random.chance(0.85) }
    try page(seen, sweep: sweep)
    note("sweep \(sweep) of \(resource) ended")
    _ = try cache().finishSweep(ListKey(resource), sweep: sweep, at: CacheFixture.noon)
    plain.finishSweep(resource, sweep)
  }

  /// A walk over the tasks of an account ends.
  private mutating func finishWalk() throws {
    let parent = account()
    try tasksOfAccount()
    sweep += 1
    try page(versions(2, of: .task), sweep: sweep, under: parent)
    note("walk \(sweep) under \(parent) ended")
    let key = ListKey(.task, parent: .server(.account, parent))
    _ = try cache().finishSweep(key, sweep: sweep, at: CacheFixture.noon)
    plain.finishWalk(under: parent, sweep)
  }

  private mutating func note(_ act: String) { trail.append(act) }

  // MARK: Questions

  private mutating func question() -> PlainCache.Question {
    let isAccounts = random.chance(0.5)
    let paths: [FieldPath] =
      isAccounts
      ? ["name", "mrr", "traits.seats", "traits.plan", "nextRenewalDate", "accountOwnerId"]
      : ["name", "dueDate", "traits.plan", "assignedToId"]
    let resource: Resource = isAccounts ? .account : .task
    let order = ListOrder(
      paths.randomElement(using: &random) ?? "name", descending: random.chance(0.4))
    let search =
      random.chance(0.5) ? PlainText.searches.randomElement(using: &random) : nil
    let parent = !isAccounts && random.chance(0.4) ? Ref.server(.account, account()) : nil
    let condition: Condition? =
      random.chance(0.3) ? .random(resource, depth: 2, &random) : nil
    let query = ListingQuery(
      resource, parent: parent, words: search?.typed ?? "", condition: condition, order: order,
      showsHidden: random.chance(0.3),
      openSince: random.chance(0.3) ? .day(Int.random(in: 19_999...20_005, using: &random)) : nil)
    let first = Int.random(in: 0..<max(1, plain.rows.count), using: &random)
    let anchors = plain.rows.filter { $0.resource == resource }
    return PlainCache.Question(
      query: query, words: search?.words ?? [],
      rows: first..<first + Int.random(in: 1...30, using: &random),
      anchor: random.chance(0.4) ? anchors.randomElement(using: &random)?.ref : nil)
  }
}
