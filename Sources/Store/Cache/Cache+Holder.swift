// Finds the record that holds another one on the server, such as the custom object of an instance.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension Cache {
  /// The record that holds another one; nil if it is not known, or there is none.
  func holder(of ref: Ref) throws(StoreError) -> Ref? { try read { try Self.holder(of: ref, $0) } }

  /// The record that holds the one that a change is about: the change may name it itself.
  func holder(of new: NewChange) throws(StoreError) -> Ref? {
    let schema = new.ref.resource.schema
    guard schema.holderPath != nil else { return nil }
    if let named = schema.holder(in: new.fields) ?? schema.holder(in: new.base) { return named }
    return try holder(of: new.ref)
  }

  /// Why the records that another one holds can't be written; nil if they can, as far as is known.
  func lockSentence(of holder: Ref, for child: Resource) throws(StoreError) -> String? {
    try read { try Self.shown(holder, $0)?.lockSentence(for: child) }
  }

  /// The record that the body names, otherwise the one whose list has brought it.
  static func holder(of ref: Ref, _ db: Database) throws -> Ref? {
    guard let resource = ref.resource.schema.holderResource,
      let row = try RecordRow.find(ref, in: db)
    else { return nil }
    if let named = ref.resource.schema.holder(in: try row.shownBody()) { return named }
    let parents = try String.fetchAll(
      db, sql: "SELECT parent FROM link WHERE child = ? AND resource = ? ORDER BY parent",
      arguments: [row.key, ref.resource.rawValue])
    return parents.lazy.compactMap(Ref.init).first { $0.resource == resource }
  }

  /// A record as it is shown, for what it says about those that it holds; nil if it is not cached.
  static func shown(_ ref: Ref, _ db: Database) throws -> Record? {
    try RecordRow.find(ref, in: db).map { Record(ref: $0.ref, body: try $0.shownBody()) }
  }
}
