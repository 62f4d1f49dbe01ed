// Attaching a record to another one: the change that does it, and the words about it.

import VitallyModel

/// The attachment of a record, such as that of an account to its organization.
struct Attachment: Hashable, Sendable {
  /// The record to which another is attached, with its title.
  struct Holder: Hashable, Sendable {
    /// The record.
    var ref: Ref
    /// Its title.
    let title: String
  }

  /// The change to the attached record.
  let change: NewChange
  /// The title of the attached record.
  let title: String
  /// The title of the record that it is attached to.
  let holderTitle: String

  /// The attachment of a record by the field that names its holder.
  init(of record: Record, titled title: String, by field: Field, to holder: Holder) {
    let value = field.kind.naming([holder.ref]) { $0.wireText }
    change = .updating(record, [(field.path, value)])
    self.title = title
    holderTitle = holder.title
  }

  /// What to show until it is sent, and once it is done.
  var sentences: (before: String, after: String) {
    ("Attaching \(title) to \(holderTitle)…", "Attached \(title) to \(holderTitle)")
  }
}
