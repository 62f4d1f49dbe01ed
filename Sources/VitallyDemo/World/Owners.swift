// The accounts and organizations that a record belongs to, from its stored form. Knows nothing
// about lists or HTTP.

/// The ids of the accounts and organizations of one record.
struct Owners {
  var accounts: [String] = []
  var organizations: [String] = []

  /// Whether this is the only owner.
  func isOnly(_ id: String) -> Bool {
    (accounts + organizations).allSatisfy { $0 == id }
  }
}

extension DemoWorld {
  /// The owners of a stored record. Those of conversations and NPS responses are their users'.
  func owners(of record: JSONObject, in collection: Collection) -> Owners {
    switch collection {
    case .users:
      Owners(
        accounts: record["accountIds"]?.strings ?? [],
        organizations: record["organizationIds"]?.strings ?? [])
    case .accounts:
      Owners(organizations: [record.text("organizationId")].compactMap(\.self))
    case .instances:
      Owners(
        accounts: record["customerIds"]?.strings ?? [],
        organizations: [record.text("organizationId")].compactMap(\.self))
    case .conversations:
      owners(ofUsers: Participants(of: record).users)
    case .npsResponses:
      owners(ofUsers: [record.text("userId")].compactMap(\.self))
    default:
      Owners(
        accounts: [record.text("accountId")].compactMap(\.self),
        organizations: [record.text("organizationId")].compactMap(\.self))
    }
  }

  private func owners(ofUsers ids: [String]) -> Owners {
    var all = Owners()
    for user in ids.compactMap({ record(.users, $0) }) {
      let owners = owners(of: user, in: .users)
      all.accounts += owners.accounts
      all.organizations += owners.organizations
    }
    return all
  }
}
