// Which records belong to which: the table `link`. A link lasts as long as the child's body names
// the parent or the parent's list holds the child.

import GRDB
import VitallyModel

struct LinkTable {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// Links a record to the parents that its body names, and removes links to parents that it no
  /// longer names.
  func setParents(of child: Int64, _ resource: Resource, body: JSONObject) throws {
    let named = Set(Self.parents(of: resource, body: body).map(\.description))
    let before = try Set(
      String.fetchCursor(
        db.cachedStatement(sql: "SELECT parent FROM link WHERE child = ? AND named"),
        arguments: [child]))
    for parent in before.subtracting(named) {
      try db.run("UPDATE link SET named = 0 WHERE child = ? AND parent = ?", [child, parent])
    }
    for parent in named.subtracting(before) {
      try db.run(
        """
        INSERT INTO link (parent, resource, child, named) VALUES (?, ?, ?, 1)
        ON CONFLICT DO UPDATE SET named = 1
        """, [parent, resource.rawValue, child])
    }
    if !before.isSubset(of: named) {
      try db.run("DELETE FROM link WHERE child = ? AND NOT named AND listed IS NULL", [child])
    }
  }

  /// Links a record to the parent whose list has just returned it. Returns whether the link is new.
  func list(_ child: Int64, _ resource: Resource, under parent: Ref, sweep: Int) throws -> Bool {
    let known = try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT 1 FROM link WHERE parent = ? AND resource = ? AND child = ?"),
      arguments: [parent.description, resource.rawValue, child])
    try db.run(
      """
      INSERT INTO link (parent, resource, child, listed) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET listed = excluded.listed
      """, [parent.description, resource.rawValue, child, sweep])
    return known == nil
  }

  /// Removes the links that rest only on an earlier walk of a parent's list.
  func forget(_ resource: Resource, under parent: Ref, notIn sweep: Int) throws {
    let key: StatementArguments = [parent.description, resource.rawValue, sweep]
    try db.run(
      "UPDATE link SET listed = NULL WHERE parent = ? AND resource = ? AND listed <> ?", key)
    try db.run(
      "DELETE FROM link WHERE parent = ? AND resource = ? AND NOT named AND listed IS NULL",
      [parent.description, resource.rawValue])
  }

  /// Moves the children of one ref to another: the same record under its new ref.
  func rename(_ parent: Ref, to other: Ref) throws {
    try db.run(
      "UPDATE OR REPLACE link SET parent = ? WHERE parent = ?",
      [other.description, parent.description])
  }

  /// The parents that a body names.
  static func parents(of resource: Resource, body: JSONObject) -> [Ref] {
    resource.schema.fields.flatMap { field -> [Ref] in
      guard field.lookedUp?.schema.links.contains(where: { $0.child == resource }) == true
      else { return [] }
      return field.references(in: body).map(\.ref)
    }
  }
}
