// Parses and checks the query of a list call. Knows nothing about what is in the list.

/// Reads `limit`, `from`, `sortBy` and the filters.
struct ListQuery {
  private let query: [String: String]

  init(_ query: [String: String]) {
    self.query = query
  }

  /// The request that the query makes of a collection.
  func request(_ collection: Collection, _ options: DemoOptions) throws(Refusal) -> ListRequest {
    var request = ListRequest(collection: collection)
    request.limit = try limit(options.limitRule)
    request.order = try order()
    request.after = try cursor()
    request.visibility = try visibility(collection, options)
    if let source = query["source"], [.notes, .tasks].contains(collection) {
      request.matches = { $0.text("source")?.lowercased() == source.lowercased() }
    }
    if let category = query["categoryId"], collection == .projectTemplates {
      request.matches = { $0.text("projectCategoryId") == category }
    }
    return request
  }

  private func limit(_ rule: DemoOptions.LimitRule) throws(Refusal) -> Int {
    guard let text = query["limit"] else { return 100 }
    guard let limit = Int(text) else { throw Refusal(400, "limit must be a number") }
    guard rule == .clamp || (1...100).contains(limit) else {
      throw Refusal(400, "limit must be between 1 and 100")
    }
    return min(100, max(1, limit))
  }

  private func order() throws(Refusal) -> SortOrder {
    guard let text = query["sortBy"] else { return .updated }
    guard let order = SortOrder(rawValue: text) else {
      throw Refusal(400, "sortBy must be createdAt or updatedAt")
    }
    return order
  }

  private func cursor() throws(Refusal) -> SortKey? {
    guard let text = query["from"], !text.isEmpty else { return nil }
    guard let cursor = PageCursor(text: text) else {
      throw Refusal(400, "from is not a valid cursor")
    }
    return cursor.key
  }

  private func visibility(
    _ collection: Collection, _ options: DemoOptions
  ) throws(Refusal) -> Visibility {
    if collection == .accounts {
      switch query["status"] {
      case nil, "active": return .live
      case "churned": return .hidden
      case "activeOrChurned": return .all
      default: throw Refusal(400, "status must be active, churned or activeOrChurned")
      }
    }
    switch query["archived"] {
    case "true": return .hidden
    case "false": return .live
    default: return options.archivedLeftOut == .live ? .live : .all
    }
  }
}
