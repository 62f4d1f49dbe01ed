// Reads the names that tell the records and values of changes in words.

import GRDB
import VitallyModel

import struct VitallyModel.Record

/// Reads the names beside changes: customers, records that values refer to, and traits.
struct OutboxNames {
  private let db: Database
  private let reader: RowReader

  init(_ db: Database) {
    self.db = db
    reader = RowReader(db)
  }

  /// Fills in all of them.
  func complete(_ list: inout OutboxList) throws {
    var customers: [Ref: String] = [:]
    for (index, entry) in list.entries.enumerated() {
      let change = entry.change
      try addNames(of: change, to: &list)
      if list.traits[change.ref.resource] == nil, change.new.changesTraits {
        list.traits[change.ref.resource] = try traits(of: change.ref.resource)
      }
      let known = customers[change.ref]
      let customer = try known ?? customer(of: change) ?? ""
      customers[change.ref] = customer
      if customer != entry.title { list.entries[index].customer = customer }
    }
  }

  /// The name of the customer of a changed record. One that is not cached may still be named by the
  /// change.
  private func customer(of change: Change) throws -> String? {
    let resource = change.ref.resource
    if let key: Int64 = try RecordRow.find("key", of: change.ref, in: db),
      let customer = try reader.customer(of: key, resource)
    {
      return customer
    }
    let named = Record(ref: change.ref, body: change.apply(to: change.new.base)).namedCustomer
    return try named.flatMap { try $0.name ?? RecordRow.find("title", of: $0.ref, in: db) }
  }

  private func addNames(of change: Change, to list: inout OutboxList) throws {
    for edit in change.new.edits {
      guard let kind = change.ref.resource.schema.field(edit.path)?.kind, kind.namesRecords
      else { continue }
      for named in [edit.base ?? .null, edit.value].flatMap(kind.refs)
      where named.name == nil && list.names[named.ref] == nil {
        list.names[named.ref] = try RecordRow.find("title", of: named.ref, in: db)
      }
    }
  }

  private func traits(of resource: Resource) throws -> [FieldPath: Field] {
    Dictionary(
      try FieldRegistry.fields(resource, db).map { ($0.path, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension NewChange {
  /// Whether it changes values that a workspace has defined itself.
  fileprivate var changesTraits: Bool { edits.contains { $0.path.traitKey != nil } }
}
