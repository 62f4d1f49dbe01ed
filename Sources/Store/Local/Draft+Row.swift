// Reads an unfinished form from its row in `local.db`.

import GRDB
import VitallyModel

extension Draft {
  /// The draft in a row, nil when the row can't be read.
  init?(row: Row) {
    guard let ref = Ref(row["ref"] as String), let texts = JSONObject(jsonText: row["texts"]),
      let base = JSONObject(jsonText: row["base"])
    else { return nil }
    self.init(
      row["id"], ref: ref,
      parent: (row["parent"] as String?).flatMap(Ref.init),
      replaces: row["replaces"],
      texts: texts,
      base: base,
      focus: row["focus"],
      createdAt: Moment(milliseconds: row["created_at"]),
      updatedAt: Moment(milliseconds: row["updated_at"]))
  }
}
