// What a list needs to know about a record before building it. Knows nothing about the other
// fields.

/// The dates that order a record in lists, and whether lists leave it out.
struct Stamps: Sendable {
  var created: Moment
  var updated: Moment
  /// Archived, or churned.
  var hidden: Bool

  func moment(_ order: SortOrder) -> Moment {
    order == .created ? created : updated
  }
}

extension Stamps {
  init(of record: JSONObject, in collection: Collection) {
    let moment = { (key: String) in
      record.text(key).flatMap { Moment($0) } ?? Moment(milliseconds: 0)
    }
    created = moment("createdAt")
    updated = moment("updatedAt")
    hidden = collection.hidingField.flatMap { record[$0] }.map { !$0.isNull } ?? false
  }
}
