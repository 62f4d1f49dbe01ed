// Applies a change to the body of a record. What is archived or destroyed leaves the lists.

import VitallyModel

extension Change {
  /// The body with this change applied, as the user sees it.
  func apply(to body: JSONObject) -> JSONObject {
    var shown = new.apply(to: body)
    if new.action.removes, shown["archivedAt"]?.isBlank ?? true {
      shown["archivedAt"] = .string(createdAt.iso)
    }
    return shown
  }
}
