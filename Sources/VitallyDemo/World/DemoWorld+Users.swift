// The search for users by external id, address or mail domain.
// Knows nothing of HTTP.

extension DemoWorld {
  /// The users with a value under `externalId`, `email` or `emailSubdomain`.
  func users(_ criterion: String, _ value: String) -> [JSONObject] {
    let shelf = self[shelf: .users]
    let folded = value.lowercased()
    let matches = { (user: JSONObject) -> Bool in
      let email = user.text("email")?.lowercased() ?? ""
      let domain = email.drop { $0 != "@" }.dropFirst()
      return switch criterion {
      case "externalId": user.text("externalId") == value
      case "email": !folded.isEmpty && email == folded
      default: !folded.isEmpty && (domain == folded || domain.prefix { $0 != "." } == folded)
      }
    }
    let candidates: [Int]
    switch criterion {
    case "externalId":
      candidates = [sample.index(.users, externalID: value)].compactMap(\.self)
    case "email":
      candidates = [sample.index(ofUserWithEmail: value)].compactMap(\.self)
    default:
      candidates =
        sample.index(ofAccountWithDomain: value)
        .flatMap { sample.children(.users, ofAccount: $0) }.map { Array($0) } ?? []
    }
    let sampled = candidates.filter { shelf.isUntouched(sample.id(.users, $0)) }
      .map { sample.record(.users, $0) }
    let changed = shelf.changed.sorted { $0.key < $1.key }.map(\.value)
    return (sampled + changed).filter(matches)
  }
}
