// The letter before a row: what is most worth knowing about it, readable without colour.

import Markup
public import VitallyModel

extension RecordFormatter {
  /// The mark of a row: refused, on its way, done, at risk, or not known.
  public func mark(_ row: ListingRow) -> Formatted {
    switch row.pending {
    case .refused?, .conflict?: return Formatted("X", .bad)
    case .waiting?, .sending?, .unknown?: return Formatted("~", .pending)
    case .answered?, .dropped?, nil: break
    }
    if isDone(row.record) { return Formatted("x", .good) }
    for column in row.record.schema.columns {
      guard let field = row.record.schema.field(column.path), field.sense != nil else { continue }
      let value = cell(field, of: row.record)
      if !value.mark.isEmpty { return Formatted(value.mark, value.mark == "?" ? .dim : value.role) }
    }
    return .none
  }
}
