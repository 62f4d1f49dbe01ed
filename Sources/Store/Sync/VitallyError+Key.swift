// Whether a refusal is about the API key or about the one thing that was asked for.

import VitallyModel

extension VitallyError {
  /// Whether the server does not accept the key: nothing else will succeed either.
  var isAboutTheKey: Bool { kind == .unauthorized || kind == .strangeKey }

  /// The error, given whether the same was allowed before. A key may lack the right to one thing
  /// only, so that "forbidden" is about the key where it could do the very same earlier.
  func judged(wasAllowed: Bool) -> VitallyError {
    guard kind == .forbidden, wasAllowed else { return self }
    var error = self
    error.kind = .unauthorized
    return error
  }
}
