// What a record looks like with a change laid over it, an archive included.

import VitallyModel

extension Change {
  /// The body as the user sees it with this change laid over it.
  func apply(to body: JSONObject) -> JSONObject {
    var shown = new.apply(to: body)
    if new.action == .archive, shown["archivedAt"]?.isBlank ?? true {
      shown["archivedAt"] = .string(createdAt.iso)
    }
    return shown
  }
}
