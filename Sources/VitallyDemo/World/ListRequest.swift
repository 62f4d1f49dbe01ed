// What a list is asked for, and what it answers, below the form of the wire.
// Knows nothing of HTTP.

/// One account or organization, whose records are wanted.
struct Parent: Sendable {
  var collection: Collection
  var id: String
}

/// Which of the hideable records (archived, churned) are wanted.
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

/// A question for a page of records.
struct ListRequest {
  var collection: Collection
  var parent: Parent?
  var order = SortOrder.updated
  var after: SortKey?
  var limit = 100
  var visibility = Visibility.all
  var matches: (JSONObject) -> Bool = { _ in true }
}

/// Some records as they are stored, and where the next page begins.
struct RecordPage {
  var records: [JSONObject] = []
  var next: SortKey?
}
