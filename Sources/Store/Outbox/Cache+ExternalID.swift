// Finds the record that already has an external id.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension Cache {
  /// The server record with an external id, as far as the cache knows.
  func record(_ resource: Resource, externalID: String) throws(StoreError) -> Record? {
    let id = try read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT server_id FROM record
          WHERE resource = ?1 AND external_id = ?2 COLLATE NOCASE AND external_id = ?2
            AND server_id IS NOT NULL
          """, arguments: [resource.rawValue, externalID])
    }
    guard let id else { return nil }
    return Record(ref: .server(resource, id), body: try body(.server(resource, id)) ?? [:])
  }
}
