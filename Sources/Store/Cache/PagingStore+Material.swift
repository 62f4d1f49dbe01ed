// What the cache knows for a form.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension PagingStore {
  /// Adds what the cache knows to material that has the changes and the draft already: the
  /// record, the one that the form was begun from, traits and names.
  func complete(_ material: inout FormMaterial, parent: Ref?) throws(StoreError) {
    let (ref, changes, draft) = (material.ref, material.changes, material.draft)
    try cache.read { db in
      let reader = RowReader(db)
      let row = try RecordRow.find(ref, in: db)
      material.row = try row.map(reader.row)
      material.body = try row?.body.map { try JSONObject(stored: $0) }
      material.fetchedAt = row?.fetchedAt
      material.parent = try parent.flatMap(reader.row(of:))
      material.traits = try FieldRegistry.fields(ref.resource, db)

      let bodies = [material.row?.record.body, material.body, draft?.base].compactMap(\.self)
      let changed = changes.flatMap { [$0.new.fields, $0.new.base] }
      let versions = (bodies + changed).map { Record(ref: ref, body: $0) }
      material.names = try reader.names(
        in: versions + [material.parent?.record].compactMap(\.self))
      for named in draft?.named ?? [] where material.names[named] == nil {
        material.names[named] = try RecordRow.find("title", of: named, in: db)
      }
    }
  }

  /// What the server calls a record that was made here; the same name while it has no other.
  func currentName(of ref: Ref) throws(StoreError) -> Ref {
    try cache.read { try RecordRow.find(ref, in: $0)?.ref ?? ref }
  }
}

extension Draft {
  /// The records that its look-ups name: their values are refs as text.
  fileprivate var named: [Ref] {
    texts.members.flatMap { $0.value.array ?? [$0.value] }.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return Ref(text)
    }
  }
}
