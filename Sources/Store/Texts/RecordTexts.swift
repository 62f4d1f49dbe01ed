// What can be searched in a record: its name and its long texts, those within lists of objects too.

import VitallyModel

import struct VitallyModel.Record

/// Reads the texts of records.
struct RecordTexts: Sendable {
  /// The lines of a text in HTML.
  let htmlLines: @Sendable (String) -> [String]

  /// The lines of all long texts of a record, in the order of its fields.
  func lines(of record: Record) -> [String] {
    lines(of: record.schema.fields, in: record.body)
  }

  /// All words of a record.
  func words(of record: Record) -> String {
    ([record.name ?? ""] + lines(of: record)).flatMap(\.textWords).joined(separator: " ")
  }

  private func lines(of fields: [Field], in body: JSONObject) -> [String] {
    fields.flatMap { field -> [String] in
      switch field.kind {
      case .longText(let isHTML):
        guard let text = field.source.value(in: body).text else { return [] }
        return isHTML ? htmlLines(text) : text.split(whereSeparator: \.isNewline).map(String.init)
      case .objects(_, let parts):
        let objects = field.source.value(in: body).array ?? []
        return objects.compactMap(\.object).flatMap { lines(of: parts, in: $0) }
      default: return []
      }
    }
  }
}

extension Resource {
  /// Whether its records are found by their texts.
  var hasTexts: Bool { self == .instance || Resource.browsable.contains(self) }
}

extension Record {
  /// The date by which its list is sorted, newest first; otherwise when it was created, which does
  /// not change with every figure.
  var searchDate: Moment? {
    let order = schema.order
    let isByDate = order.isDescending && schema.field(order.path)?.kind == .moment
    return (isByDate ? Moment(json: self[order.path]) : nil) ?? createdAt
  }
}
