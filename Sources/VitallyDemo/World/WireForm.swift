// Turns stored records into their wire form, with parents embedded as the service does it. Knows
// nothing about routes.

/// Builds the wire form of records.
struct WireForm {
  let world: DemoWorld

  /// A record as in lists and lookups; `isDetail` adds what only a GET by id shows.
  func record(_ collection: Collection, _ stored: JSONObject, isDetail: Bool = false) -> JSON {
    var record = stored
    switch collection {
    case .users: embedAccountsOfUser(in: &record)
    case .notes: embedForNote(in: &record)
    case .tasks: embedForTask(in: &record)
    case .conversations: embedForConversation(in: &record, isDetail: isDetail)
    case .npsResponses:
      record["user"] = embedded(.users, record["userId"])
    case .instances: embedForInstance(in: &record)
    default: break
    }
    return .object(record)
  }

  /// The whole record behind an id, or null.
  private func embedded(_ collection: Collection, _ id: JSON?) -> JSON {
    guard let id = id?.string, let stored = world.record(collection, id) else { return .null }
    return record(collection, stored)
  }

  /// Some members of the record behind an id, or null.
  private func summary(_ collection: Collection, _ id: JSON?, _ keys: [String]) -> JSON {
    guard let id = id?.string, let stored = world.record(collection, id) else { return .null }
    return .object(JSONObject(keys.map { ($0, stored[$0] ?? .null) }))
  }

  private func summaries(_ collection: Collection, _ ids: JSON?, _ keys: [String]) -> JSON {
    .array((ids?.array ?? []).map { summary(collection, $0, keys) }.filter { !$0.isNull })
  }

  /// An account inside another record: without key roles, and in activities without segments.
  private func account(_ id: JSON?, withSegments: Bool = false) -> JSON {
    guard var account = embedded(.accounts, id).object else { return .null }
    account["keyRoles"] = nil
    if !withSegments { account["segments"] = nil }
    return .object(account)
  }

  private func embedParents(in record: inout JSONObject) {
    record["account"] = account(record["accountId"])
    record["organization"] = embedded(.organizations, record["organizationId"])
  }

  private func embedAccountsOfUser(in record: inout JSONObject) {
    let accounts = (record["accountIds"]?.array ?? []).map { account($0, withSegments: true) }
    let organizations = (record["organizationIds"]?.array ?? []).map {
      embedded(.organizations, $0)
    }
    record["accounts"] = .array(accounts.filter { !$0.isNull })
    record["organizations"] = .array(organizations.filter { !$0.isNull })
    record["accountIds"] = nil
    record["organizationIds"] = nil
  }

  private static let admin = ["id", "name", "email", "licenseStatus"]
  private static let category = ["id", "createdAt", "updatedAt", "name"]

  private func embedForNote(in record: inout JSONObject) {
    embedParents(in: &record)
    record["author"] = summary(.admins, record["authorId"], Self.admin)
    record["category"] = summary(.noteCategories, record["categoryId"], Self.category)
    record["users"] = summaries(.users, record["userIds"], ["id", "externalId", "name", "email"])
    record["userIds"] = nil
  }

  private func embedForTask(in record: inout JSONObject) {
    embedParents(in: &record)
    record["assignedTo"] = summary(.admins, record["assignedToId"], Self.admin)
    record["completedBy"] = summary(.admins, record["completedById"], Self.admin)
    record["category"] = summary(.taskCategories, record["categoryId"], Self.category)
    let isFull = record["tags"]?.array?.isEmpty == false
    record["projects"] =
      isFull
      ? .array((record["projectIds"]?.array ?? []).map { embedded(.projects, $0) })
      : summaries(.projects, record["projectIds"], ["id", "name"])
    record["projectIds"] = nil
  }

  private func embedForConversation(in record: inout JSONObject, isDetail: Bool) {
    guard isDetail else {
      record["messages"] = nil
      return
    }
    let people = Participants(of: record)
    let owners = world.owners(of: record, in: .conversations)
    var seen: Set<String> = []
    let accounts = owners.accounts.filter { seen.insert($0).inserted }.map(JSON.string)
    let users = people.users.map(JSON.string)
    record["accounts"] = summaries(.accounts, .array(accounts), ["id", "externalId", "name"])
    record["users"] = summaries(.users, .array(users), ["id", "externalId", "name", "email"])
    record["admins"] = summaries(.admins, .array(people.admins.map(JSON.string)), Self.admin)
  }

  private func embedForInstance(in record: inout JSONObject) {
    record["customer"] = account(record["customerId"])
    let customers = (record["customerIds"]?.array ?? []).map { account($0) }
    record["customers"] = .array(customers.filter { !$0.isNull })
    record["organization"] = embedded(.organizations, record["organizationId"])
    record["customerIds"] = nil
  }
}
