// The NPS responses of the sample: promoters, passives, detractors, and surveys that were waved away.
// Knows nothing of embedded users.

extension WorldGenerator {
  /// The score of a response; nil when the survey was dismissed.
  func npsScore(_ index: Int) -> Int? {
    var dice = Dice(seed: seed, .npsResponses, index, salt: 5)
    return switch dice.below(100) {
    case 0..<8: nil
    case 8..<28: dice.within(0...6)
    case 28..<52: dice.within(7...8)
    default: dice.within(9...10)
    }
  }

  func npsResponse(_ index: Int) -> JSONObject {
    let stamps = stamps(.npsResponses, index)
    var record = head(.npsResponses, index, stamps)
    let (owner, place) = owner(.npsResponses, index)
    guard case .account(let account) = owner,
      let users = children(.users, ofAccount: account)
    else { return record }
    let score = npsScore(index)
    record.merge([
      "externalId": index % 4 == 0 ? .string("nps-\(index)") : .null,
      "userId": .string(id(.users, users.lowerBound + place)),
      "score": .count(score),
      "feedback": .text(score.flatMap { feedback(index, score: $0) }),
      "respondedAt": score == nil ? .null : .string(stamps.created.iso),
      "dismissedAt": score == nil ? .string(stamps.created.iso) : .null,
    ])
    record.merge(FieldTable.blank(.npsResponses).without(record.keys))
    return record
  }

  private func feedback(_ index: Int, score: Int) -> String? {
    var dice = Dice(seed: seed, .npsResponses, index, salt: 6)
    guard dice.chance(70) else { return nil }
    return switch score {
    case ..<7:
      dice.pick([
        "Exports time out every Monday. We went back to spreadsheets.",
        "Nobody answered my ticket for nine days.",
        "Zu teuer für das, was wir nutzen.", "Trop lent, vraiment.", "遅いです。改善を希望します。",
        "Too many clicks to do one simple thing 😕",
      ])
    case 7...8:
      dice.pick([
        "Good, but the mobile view needs love.", "Fungerer greit.", "괜찮아요.", "It is fine.",
      ])
    default:
      dice.pick([
        "Does what it should, every day.", "Our night shift would not work without it 🎉",
        "Εξαιρετική υποστήριξη!", "Супер, дякуємо!", "ממש מעולה", "ممتاز",
        "Best onboarding I have had.",
      ])
    }
  }
}
