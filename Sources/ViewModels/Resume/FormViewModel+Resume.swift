// Noting a form by its draft, and opening it again.

import VitallyModel

extension FormViewModel {
  /// What to note of the form; nil while it has no draft.
  var resumed: ResumePoint.Form? {
    guard isKept else { return nil }
    let field: FieldPath? =
      switch scope {
      case .whole: nil
      case .field(let path), .column(let path), .marked(let path, _): path
      }
    return ResumePoint.Form(
      drafts: [draftID] + [source?.id].compactMap(\.self), ref: ref, parent: parent, field: field,
      returnsTo: returnsTo)
  }
}

extension ResumePoint.Form {
  /// The form that is about to open.
  var opening: FormOpening {
    FormOpening(
      of: ref, ref.serverID == nil ? .new(parent: parent) : .edit,
      as: .form(field.map { .field($0) } ?? .whole), draft: drafts.first, returnsTo: returnsTo)
  }
}
