// Why a request was rejected, as a status and the value of `error` in the body. Knows nothing about
// what is rejected.

/// An error response.
struct Refusal: Error {
  var status: Int
  var error: JSON

  init(_ status: Int, _ text: String) {
    self.status = status
    error = .string(text)
  }

  /// The error for a body that breaks the schema.
  init(_ violations: [Violation]) {
    status = 400
    error = [
      "message": "validation failed",
      "errors": .array(violations.map(\.json)),
    ]
  }

  static func notFound(_ collection: Collection) -> Refusal {
    Refusal(404, "No \(collection.noun) found")
  }

  static let notUUID = Refusal(400, "Given ID expected to be a UUID")
}
