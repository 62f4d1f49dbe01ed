// Whether a refusal concerns the API key or only the one request.

import VitallyModel

extension VitallyError {
  /// Whether the server rejects the key: nothing else will succeed either.
  var isAboutTheKey: Bool { kind == .unauthorized || kind == .strangeKey }

  /// The error, given whether the same request was allowed before. A key may lack a single right,
  /// so "forbidden" concerns the key itself only if it had that right earlier.
  func judged(wasAllowed: Bool) -> VitallyError {
    guard kind == .forbidden, wasAllowed else { return self }
    var error = self
    error.kind = .unauthorized
    return error
  }
}
