// Asks the history what values were: those of all records at once, or the last weeks of one.

import GRDB
import VitallyModel

extension HistoryTable {
  /// What a field of a record was.
  struct Former {
    /// The id of the record on the server.
    var id: String
    /// The value, as JSON.
    var value: String
  }

  /// What a field of all records of a kind was at some time. Records of which that is not known are
  /// left out.
  func values(
    _ resource: Resource, _ path: FieldPath, since: Condition.Since
  ) throws(StoreError) -> [Former] {
    let lead = resource.rawValue + "/"
    let end = lead + "\u{10FFFF}"
    let sql: String
    let arguments: StatementArguments
    switch since {
    case .moment(let moment):
      sql = Self.atMoment
      arguments = [
        "path": path.text, "from": lead, "to": end, "moment": moment.milliseconds,
      ]
    case .lastLook(let before):
      sql = Self.atLastLook
      arguments = [
        "path": path.text, "from": lead, "to": end, "before": before.milliseconds,
        "moment": before.adding(seconds: -Condition.unseen).milliseconds,
      ]
    }
    let former = file.read { db -> [Former] in
      var former: [Former] = []
      let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
      while let row = try rows.next() {
        let (name, value): (String, String?) = (row[0], row[1])
        guard let value else { continue }
        former.append(Former(id: String(name.dropFirst(lead.count)), value: value))
      }
      return former
    }
    guard let former else { throw StoreError(file.unknownPast) }
    return former
  }

  /// `series` is read from one end to the other: in the order of its numbers the values of neighbours
  /// are side by side in `point`, which is twice as quick as the order of the records in an index.
  private static let atMoment = """
    SELECT account, (
      SELECT value FROM point
      WHERE series = no AND day <= :moment / 86400000 AND at < :moment ORDER BY day DESC LIMIT 1)
    FROM series NOT INDEXED WHERE account > :from AND account < :to AND path = :path
    """

  private static let atLastLook = """
    SELECT account, (
      SELECT value FROM point
      WHERE series = no AND day <= moment / 86400000 AND at < moment ORDER BY day DESC LIMIT 1)
    FROM (
      SELECT account, no, coalesce((
        SELECT CASE WHEN last < :before THEN last ELSE earlier END FROM look WHERE ref = account),
        :moment) AS moment
      FROM series NOT INDEXED WHERE account > :from AND account < :to AND path = :path)
    """

  /// The numbers that a field of a record has had since a moment, after the one that it had then,
  /// oldest first.
  func numbers(of record: Ref, _ path: FieldPath, since moment: Moment) -> [PastNumber] {
    file.read { db -> [PastNumber] in
      let series = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT no FROM series WHERE account = ? AND path = ?"),
        arguments: [record.description, path.text])
      guard let series else { return [] }
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT at, value FROM point WHERE series = ?1 AND day >= coalesce(
              (SELECT day FROM point WHERE series = ?1 AND day < ?2 ORDER BY day DESC LIMIT 1), 0)
            ORDER BY day
            """), arguments: [series, moment.day])
      return rows.compactMap { row in
        let (at, value): (Int64, String) = (row[0], row[1])
        return Double(value).map { PastNumber(at: Moment(milliseconds: at), value: $0) }
      }
    } ?? []
  }
}
