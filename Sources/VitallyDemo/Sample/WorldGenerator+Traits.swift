// The traits of the sample's accounts: custom, from a CRM, and plain ones; and on one account a value
// of each kind that JSON has, under keys of each kind that people invent.

extension WorldGenerator {
  func accountTraits(_ index: Int, _ dice: inout Dice) -> JSON {
    switch index {
    case 4: return [:]
    case 7: return .object(oddTraits)
    default: break
    }
    let products = ["core", "api", "insights", "mobile"].filter { _ in dice.chance(45) }
    var traits: JSONObject = [
      "plan": .string(dice.pick(["starter", "scale", "scale", "enterprise"])),
      "vitally.custom.renewalRisk": .string(dice.pick(["low", "low", "medium", "high"])),
      "vitally.custom.products": .array(products.map(JSON.string)),
      "vitally.custom.seats": .count(dice.within(1...60) * 5),
      "vitally.custom.reference": .bool(dice.chance(20)),
      "vitally.custom.kickoff": .string(now.adding(days: -dice.within(30...900)).iso),
      "usage_mrr": .count(dice.within(100...9000)),
    ]
    if dice.chance(60) {
      let industry = dice.pick(["Logistics", "Insurance", "Food", "Education", "Health"])
      traits["sfdc.Industry__c"] = .string(industry)
      traits["sfdc.Score__c"] = .number("\(dice.below(100)).25")
      traits["hspot.closedate"] = .number(
        String(now.adding(days: dice.within(-90...90)).milliseconds))
    }
    if dice.chance(40) {
      let steps = [
        "Book the review", "Send the quote", "Find a new champion", "Train the night shift",
      ]
      traits["vitally.custom.nextStep"] = .string(dice.pick(steps))
    }
    if index == 10 { traits["vitally.custom.kickoff"] = "2022-02-O2T22:22:22.222Z" }
    return .object(traits)
  }

  private var oddTraits: JSONObject {
    [
      "string": "text", "int": 42, "float": 0.1, "precise": .number("0.100000000000000005551"),
      "big": .number("9007199254740993123456789"), "yes": true, "nothing": nil,
      "list": ["a", "b"], "date": .number(String(now.midnight.milliseconds)),
      "long": .string(String(repeating: "and so on, ", count: 400)),
      "nested": ["inner": ["deep": [1, 2, ["three": nil]]]],
      "a.b.c.d": "dots", "with some spaces": "spaces", "größe": "Umlaut", "日本語のキー": "値",
      "ключ": "значення", "": "empty key", "emoji 🎈": "balloon",
    ]
  }
}
