// Handles the one field that Vitally's documentation calls by two names.

import VitallyModel

extension Write {
  /// The same create of a project with its account under the older name `customerId`; nil unless
  /// the server has asked for that name.
  func withCustomerID(after error: VitallyError) -> Write? {
    let isAskedFor =
      error.serverWords.contains("customerId")
      || error.fields.contains { $0.path == "customerId" }
    guard action == .create, resource == .project, error.kind == .refused, isAskedFor,
      let account = body["accountId"], !account.isBlank
    else { return nil }
    var other = self
    other.body["accountId"] = nil
    other.body["customerId"] = account
    return other
  }
}
