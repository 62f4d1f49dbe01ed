// Lists whose `next` never reaches an end: it loops or goes on forever. Knows nothing about the
// world.

/// Changes the pages of a list under such a fault.
struct MisleadingList {
  private let isRing: Bool
  private let areEmpty: Bool

  /// Creates the list for a fault; nil for any other fault.
  init?(_ fault: Scenario.Fault?) {
    switch fault {
    case .cursorRing:
      isRing = true
      areEmpty = false
    case .endlessPages(let empty):
      isRing = false
      areEmpty = empty
    default: return nil
    }
  }

  /// The request for the first page, in place of one with a made-up cursor.
  func firstPage(_ request: DemoRequest) -> DemoRequest {
    var request = request
    request.query["from"] = nil
    return request
  }

  /// The page with a misleading `next`.
  func twist(_ response: DemoResponse, _ request: DemoRequest) -> DemoResponse {
    guard response.status == 200,
      var page = try? JSONReader.value(of: response.body).object, page["results"] != nil
    else { return response }
    let here = request.query["from"].flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
    let next = isRing && here == 2 ? 1 : here + 1
    page["next"] = .string("page-\(next)")
    page["atEnd"] = false
    if areEmpty, here > 0 { page["results"] = .array([]) }
    var twisted = response
    twisted.body = JSONWriter.bytes(of: .object(page))
    return twisted
  }
}
