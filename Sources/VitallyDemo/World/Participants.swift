// The people of a conversation, read from its messages.
// Knows nothing of accounts or of HTTP.

/// Who takes part in a conversation, in the order in which they first appear.
struct Participants {
  private(set) var users: [String] = []
  private(set) var admins: [String] = []

  init(of conversation: JSONObject) {
    for message in (conversation["messages"]?.array ?? []).compactMap(\.object) {
      let all =
        [message["from"] ?? .null] + ["to", "cc", "bcc"].flatMap { message[$0]?.array ?? [] }
      for person in all.compactMap(\.object) {
        add(person)
      }
    }
  }

  private mutating func add(_ person: JSONObject) {
    guard let id = person.text("id") else { return }
    if person.text("type") == "admin" {
      if !admins.contains(id) { admins.append(id) }
    } else if !users.contains(id) {
      users.append(id)
    }
  }
}
