// The tables of `texts.db`: which words each text has, numbered so that newer texts come last.
//
// The index has no copy of the texts, which would double its size. SQLite could only take a text out
// of it if it got exactly the same words again; so a text that has changed gets a new number, and
// the old one is left without a record.

import GRDB
import VitallyModel

struct TextIndex {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Grows with the tables and with the rules of what a word is: see `textWords`.
  private static let version = 1

  /// Whether the tables are those that this program makes.
  static func isCurrent(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "PRAGMA user_version") == version
  }

  /// Makes the tables in an empty file.
  static func create(_ db: Database) throws {
    // The words come folded and split, with a blank between them: `ascii` leaves them as they are.
    // Their places are kept (`detail`) for phrases: without, the index would be 40 percent smaller,
    // but every address and each Chinese word of two letters is a phrase.
    try db.execute(
      sql: """
        CREATE VIRTUAL TABLE occurrence USING fts5(
          words, content = '', columnsize = 0, detail = full, tokenize = 'ascii');
        CREATE TABLE passage (
          number INTEGER PRIMARY KEY,
          record INTEGER,
          print INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX passage_record ON passage(record) WHERE record IS NOT NULL;
        CREATE TABLE progress (
          filled INTEGER NOT NULL, is_full INTEGER NOT NULL, dead INTEGER NOT NULL);
        INSERT INTO progress VALUES (0, 0, 0);
        PRAGMA user_version = \(version);
        """)
  }

  // MARK: Filling

  /// How far the records of the cache have been read in the order of their keys, and whether that
  /// was all.
  struct Progress {
    var filled: Int64
    var isFull: Bool
  }

  var progress: Progress {
    get throws {
      let row = try Row.fetchOne(db, sql: "SELECT filled, is_full FROM progress")
      return Progress(filled: row?[0] ?? 0, isFull: row?[1] ?? false)
    }
  }

  /// Notes how far the records have been read.
  func note(_ progress: Progress) throws {
    try db.run(
      "UPDATE progress SET filled = ?, is_full = ?", [progress.filled, progress.isFull])
  }

  /// Begins anew if many numbers no longer have a record. Returns whether it does.
  func clearIfWorn() throws -> Bool {
    let dead = try Int.fetchOne(db, sql: "SELECT dead FROM progress") ?? 0
    guard dead > Self.toleratedDead else { return false }
    let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM passage") ?? 0
    guard dead > all / 2 else { return false }
    try db.execute(
      sql: """
        INSERT INTO occurrence(occurrence) VALUES ('delete-all');
        DELETE FROM passage;
        UPDATE progress SET filled = 0, is_full = 0, dead = 0;
        """)
    return true
  }

  /// So many numbers without a record are not worth beginning anew.
  private static let toleratedDead = 20_000

  /// Takes the words of a record in place of its earlier ones. Returns whether they are different.
  func put(_ words: String, of record: Int64, at date: Moment?) throws -> Bool {
    let seconds = max(0, (date?.milliseconds ?? 0) / 1000)
    let print = Self.print(words, seconds)
    let old = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT number, print FROM passage WHERE record = ?"),
      arguments: [record])
    if let old, old[1] == print { return false }
    if let old { try bury(old[0]) }
    let number = try freeNumber(from: seconds, print &+ record)
    try db.run("INSERT INTO passage VALUES (?, ?, ?)", [number, record, print])
    try db.run("INSERT INTO occurrence(rowid, words) VALUES (?, ?)", [number, words])
    return true
  }

  /// Forgets a record. Returns whether it was there.
  func remove(_ record: Int64) throws -> Bool {
    let number = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM passage WHERE record = ?"), arguments: [record])
    guard let number else { return false }
    try bury(number)
    return true
  }

  private func bury(_ number: Int64) throws {
    try db.run("UPDATE passage SET record = NULL WHERE number = ?", [number])
    try db.run("UPDATE progress SET dead = dead + 1")
  }

  /// The number of a text is its date in seconds, so that the newest are found first without
  /// sorting; or one near it, the further away the more texts have the same. `print` tells them
  /// apart, so that they don't all look for a place in the same order.
  private func freeNumber(from seconds: Int64, _ print: Int64) throws -> Int64 {
    var spread: UInt64 = 1
    var dice = UInt64(bitPattern: print)
    while true {
      let number = seconds + Int64(dice % spread)
      let isTaken =
        try Bool.fetchOne(
          db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM passage WHERE number = ?)"),
          arguments: [number]) ?? false
      if !isTaken { return number }
      spread = min(spread * 2, 1 << 32)
      dice = (dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407) >> 3
    }
  }

  /// A number that differs, as good as surely, if the words or the date do.
  private static func print(_ words: String, _ seconds: Int64) -> Int64 {
    var print: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bitPattern: seconds)
    for byte in words.utf8 { print = (print ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64((print ^ print >> 32) & 0xFFFF_FFFF)
  }

  // MARK: Searching

  /// The keys of the records with all of these words, newest first, until `take` has enough.
  func eachRecord(
    with terms: [TextQuery.Term], _ take: (Int64) throws -> Bool
  ) throws {
    let keys = try newest(terms)
    while let key = try keys.next() {
      if let key, try !take(key) { return }
    }
  }

  private func newest(_ terms: [TextQuery.Term]) throws -> FastDatabaseValueCursor<Int64?> {
    guard !terms.isEmpty else {
      return try Optional<Int64>.fetchCursor(
        db.cachedStatement(sql: "SELECT record FROM passage ORDER BY number DESC"))
    }
    return try Optional<Int64>.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT record FROM occurrence CROSS JOIN passage ON number = occurrence.rowid
          WHERE occurrence MATCH ? ORDER BY occurrence.rowid DESC
          """), arguments: [terms.map(\.match).joined(separator: " AND ")])
  }
}

extension TextQuery.Term {
  /// The term in the language of SQLite. Words have neither quotes nor anything else that means
  /// something there.
  fileprivate var match: String {
    "\"\(words.joined(separator: " "))\"" + (isOpen ? " *" : "")
  }
}
