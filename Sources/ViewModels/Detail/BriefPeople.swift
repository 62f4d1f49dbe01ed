// Who looks after a record: each person once, with all roles.

import VitallyModel

/// The people of a record, the most important first.
struct BriefPeople {
  /// Somebody with roles, or roles that nobody has.
  struct Person {
    /// What the person is here: `CSM`.
    var roles: [String]
    /// Who it is; nil for nobody.
    let named: NamedRef?
  }

  /// All of them.
  private(set) var all: [Person] = []

  /// The people that these fields of a record name: look-ups, and lists of roles.
  init(of record: Record, in fields: [Field]) {
    for field in fields {
      switch field.kind {
      case .lookUp, .lookUps:
        for named in field.kind.refs(in: record[field]) { add(field.label, named) }
      default:
        for role in (record[field].array ?? []).compactMap(\.object) { add(role) }
      }
    }
  }

  private mutating func add(_ role: JSONObject) {
    let label = role["keyRole"]?.object?["label"]?.text.flatMap { $0.isVisible ? $0 : nil }
    let holder = role["vitallyUser"].flatMap { FieldKind.lookUp(.admin).refs(in: $0).first }
    add(label ?? "Role", holder)
  }

  private mutating func add(_ role: String, _ named: NamedRef?) {
    let isKnown = all.contains { person in
      person.roles.contains { $0.folded == role.folded }
        && (named == nil || person.named?.ref == named?.ref)
    }
    if isKnown { return }
    if let named, let index = all.firstIndex(where: { $0.named?.ref == named.ref }) {
      all[index].roles.append(role)
    } else {
      all.append(Person(roles: [role], named: named))
    }
  }
}
