// Requests for lists and their results, independent of the wire format. Knows nothing about HTTP.

/// An account or organization whose records are requested.
struct Parent: Sendable {
  var collection: Collection
  var id: String
}

/// Which of the records that can be hidden (archived, churned) are requested.
enum Visibility: Sendable {
  case live
  case hidden
  case all

  func shows(_ hidden: Bool) -> Bool {
    switch self {
    case .live: !hidden
    case .hidden: hidden
    case .all: true
    }
  }
}

/// A request for a page of records.
struct ListRequest {
  var collection: Collection
  var parent: Parent?
  var order = SortOrder.updated
  var after: SortKey?
  var limit = 100
  var visibility = Visibility.all
  var matches: (JSONObject) -> Bool = { _ in true }
}

/// Records in stored form, and where the next page begins.
struct RecordPage {
  var records: [JSONObject] = []
  var next: SortKey?
}
