// Finds the rows that meet a condition, in tables and columns of one state of the cache.

import GRDB
import VitallyModel

/// One search. It keeps the tables that it uses, so that all of them show the same state.
struct ColumnSearch {
  private let columns: ColumnStore
  private let db: Database
  /// The record to whose list the rows belong; nil for none.
  private let parent: Ref?
  private var tables: [Resource: ColumnTable] = [:]

  init(_ columns: ColumnStore, _ db: Database, _ table: ColumnTable, of parent: Ref? = nil) {
    self.parent = parent
    self.columns = columns
    self.db = db
    tables[table.resource] = table
  }

  /// The rows of a resource's table that meet a condition.
  mutating func rows(_ resource: Resource, _ condition: Condition) throws -> RowSet {
    try Task.checkCancellation()
    let table = try table(resource)
    try prepare(condition, of: table)
    switch condition {
    case .named(let words):
      return try table.rows(named: words.searchWords, among: table.open(from: nil))
    case .mentions(let text):
      let word = text.folded
      var rows = try rows(table, mentioning: word)
      rows.formUnion(try self.rows(table, ofCustomersNamed: word))
      return rows
    case .isNamed(let name):
      let name = name.folded
      return RowSet(count: table.count) { table.names[$0] == name }
    case .contains(let path, let words):
      let column = try column(path, of: table)
      if column.field.lookedUp != nil { return try rows(resource, .linked(path, .named(words))) }
      return try rows(column, holding: words.searchWords)
    case .text(let typed):
      var rows = RowSet(count: table.count)
      for key in try columns.keys(withTexts: TextQuery(typed)) {
        if let row = table.row(of: try RowKey.packed(key)) { rows.insert(row) }
      }
      return rows
    case .compares(let path, let comparison, let number):
      return try column(path, of: table).rows(comparison, number)
    case .isSet(let path):
      let column = try column(path, of: table)
      return RowSet(count: table.count, where: column.isSet)
    case .isOne(let path, let options):
      return try rows(table, path, of: Set(options.map(\.folded)))
    case .names(let path, let refs):
      return try rows(table, path, of: Set(refs.map(\.description)))
    case .linked(let path, let condition): return try rows(table, path, naming: condition)
    case .moved(let path, let movement, let since):
      let column = try column(path, of: table)
      let past = try columns.past(of: column.field, since: since, in: table, db)
      return column.rows(movement, since: past, keys: table.keys)
    case .hasChild(let child): return try columns.parents(of: child, in: table, db)
    case .hasDraft, .isWaiting:
      let all = try condition == .hasDraft ? columns.draftRefs() : Array(Cache.waits(db).keys)
      let refs = all.filter { $0.resource == resource }
      var rows = RowSet(count: table.count)
      for ref in refs {
        guard let key = try RecordRow.find("key", of: ref, in: db) as Int64?,
          let row = table.row(of: try RowKey.packed(key))
        else { continue }
        // What is done meanwhile is not waiting.
        if condition == .isWaiting, table.openUntil[row] != Moment.distantPast.milliseconds {
          continue
        }
        rows.insert(row)
      }
      return rows
    case .isPending: return try ColumnReader(resource, db).pendingRows(of: table)
    case .all(let conditions):
      var all = table.open(from: nil)
      for condition in conditions { all.formIntersection(try rows(resource, condition)) }
      return all
    case .any(let conditions):
      var any = RowSet(count: table.count)
      for condition in conditions { any.formUnion(try rows(resource, condition)) }
      return any
    case .not(let condition): return try rows(resource, condition).inverted
    }
  }

  /// The rows whose name or mail address contains a folded text, or an id where the text may be part
  /// of one: ids are full of short words by chance.
  private func rows(_ table: ColumnTable, mentioning word: String) throws -> RowSet {
    guard !word.isEmpty else { return table.open(from: nil) }
    var rows = try table.rows(named: [word], among: table.open(from: nil))
    let mayBeID = word.utf8.count > 3 && word.contains(where: \.isNumber)
    let paths: [FieldPath] = mayBeID ? ["email", "externalId"] : ["email"]
    for path in paths where table.resource.schema.field(path) != nil {
      rows.formUnion(try self.rows(column(path, of: table), holding: [word]))
    }
    if mayBeID {
      rows.formUnion(try ColumnReader(table.resource, db).rows(of: table, idFrom: word))
    }
    return rows
  }

  /// The rows that belong to a customer whose name contains a folded text. In the lists of a record
  /// only those of several customers say to which a row belongs, and the record itself tells nothing.
  private mutating func rows(
    _ table: ColumnTable, ofCustomersNamed word: String
  ) throws -> RowSet {
    var rows = RowSet(count: table.count)
    let holdsCustomers = parent?.resource.schema.links.contains { $0.child.schema.hasTimeline }
    guard !word.isEmpty, holdsCustomers != false else { return rows }
    for (column, target, links) in try customers(of: table) {
      var named = try columns.rows(named: word, in: target)
      if let parent, parent.resource == target.resource,
        let key = try RecordRow.find("key", of: parent, in: db) as Int64?,
        let row = target.row(of: try RowKey.packed(key))
      {
        named.remove(row)
      }
      rows.formUnion(column.rows(withTexts: links.texts(naming: named)))
    }
    return rows
  }

  /// The columns that name the customers of a table's records, with the tables of these.
  private mutating func customers(
    of table: ColumnTable
  ) throws -> [(FieldColumn, ColumnTable, LinkedRows)] {
    let fields = table.resource.schema.fields.filter { $0.lookedUp?.schema.hasTimeline == true }
    try columns.prepare(fields, of: table, db)
    var found: [(FieldColumn, ColumnTable, LinkedRows)] = []
    for field in fields {
      guard let resource = field.lookedUp else { continue }
      let column = try column(field.path, of: table)
      let target = try self.table(resource)
      found.append((column, target, try columns.links(of: column, table, to: target, db)))
    }
    return found
  }

  /// Reads what a search for words needs beside the table, so that its first letter is as fast as
  /// the others.
  mutating func prepareWords(_ resource: Resource) throws {
    _ = try customers(of: try table(resource))
  }

  private func rows(_ column: FieldColumn, holding words: [String]) throws -> RowSet {
    let texts = RowSet(count: column.texts.count, isFull: true)
    return column.rows(
      withTexts: try words.reduce(texts) { try column.texts.rows(holding: $1, among: $0) })
  }

  /// The rows with one of the given texts, or one of the numbers that these stand for.
  private func rows(
    _ table: ColumnTable, _ path: FieldPath, of options: Set<String>
  ) throws -> RowSet {
    let column = try column(path, of: table)
    let texts = RowSet(count: column.texts.count) { place in
      column.texts[place].split(separator: FieldColumn.separator, omittingEmptySubsequences: false)
        .contains { options.contains(String($0)) }
    }
    var rows = column.rows(withTexts: texts)
    for number in options.compactMap({ Double($0) }) { rows.formUnion(column.rows(.equal, number)) }
    return rows
  }

  /// The rows that name a record which meets a condition.
  private mutating func rows(
    _ table: ColumnTable, _ path: FieldPath, naming condition: Condition
  ) throws -> RowSet {
    let column = try column(path, of: table)
    guard let resource = column.field.lookedUp else { return RowSet(count: table.count) }
    let target = try self.table(resource)
    // A word is looked for in the name of the record itself, not in those of its customers.
    let named =
      if case .mentions(let text) = condition {
        try rows(target, mentioning: text.folded)
      } else {
        try rows(resource, condition)
      }
    let links = try columns.links(of: column, table, to: target, db)
    return column.rows(withTexts: links.texts(naming: named))
  }

  private mutating func table(_ resource: Resource) throws -> ColumnTable {
    if let table = tables[resource] { return table }
    let table = try columns.table(resource, db)
    tables[resource] = table
    return table
  }

  /// Has the columns of a combination read together.
  private func prepare(_ condition: Condition, of table: ColumnTable) throws {
    switch condition {
    case .all, .any: break
    default: return
    }
    let fields = try condition.paths.map { try SortOrders.field($0, of: table.resource, db) }
    try columns.prepare(fields, of: table, db)
  }

  private func column(_ path: FieldPath, of table: ColumnTable) throws -> FieldColumn {
    try columns.column(SortOrders.field(path, of: table.resource, db), of: table, db)
  }
}
