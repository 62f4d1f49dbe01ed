// Whose a record is: what `mine` means.

/// What makes a record that of a team member.
public struct Ownership: Hashable, Sendable {
  /// The fields that name team members whose it is.
  public var by: [FieldPath]
  /// The fields that name records through which it is theirs, such as the accounts of a user.
  public var through: [FieldPath]

  /// Ownership by fields that name team members, or through other records.
  init(_ by: [FieldPath] = [], through: [FieldPath] = []) {
    self.by = by
    self.through = through
  }

  /// Customers are theirs who have a part in looking after them.
  static let ofCustomers = Ownership(["csmId", "accountExecutiveId", "accountOwnerId", "keyRoles"])

  /// Whether records belong to team members at all.
  public var isEmpty: Bool { by.isEmpty && through.isEmpty }
}

extension Condition {
  /// The condition that a record is that of a team member.
  public static func mine(_ me: Ref, _ resource: Resource) -> Condition {
    let ownership = resource.schema.ownership
    let own = ownership.by.compactMap { path -> Condition? in
      guard let field = resource.schema.field(path) else { return nil }
      // Key roles are objects with people in them, found by the text of their ids.
      return field.kind.resources.contains(.admin)
        ? .names(path, [me]) : .contains(path, me.serverID ?? me.description)
    }
    let linked = ownership.through.compactMap { path in
      resource.schema.field(path)?.kind.resources.first.map {
        Condition.linked(path, .mine(me, $0))
      }
    }
    return .any(own + linked)
  }
}
