// Where a company of the sample comes from: the names of firms and people there, and what is written
// about them. All firms and people are invented. Knows nothing of records.

/// The stock of names and sentences of one language.
struct Culture: Sendable {
  /// A name in its own script, and in the plain letters of mail addresses.
  struct Name: Sendable {
    var own: String
    var plain: String

    init(_ own: String, _ plain: String) {
      self.own = own
      self.plain = plain
    }
  }

  var firms: [Name]
  var trades: [String]
  var given: [Name]
  var family: [Name]
  var familyFirst = false
  /// Between the parts of names.
  var joint = " "
  /// Paragraphs of notes and messages.
  var sentences: [String]

  /// The name of the n-th firm: each firm word with each trade, then numbered.
  func firm(_ number: Int) -> (name: String, plain: String) {
    let place = number % firms.count
    let turn = number / firms.count
    let firm = firms[place]
    let trade = trades[(turn + place) % trades.count]
    let round = turn / trades.count
    let name = firm.own + joint + trade
    return (round == 0 ? name : "\(name) \(round + 1)", firm.plain)
  }

  /// A person, by the numbers of the given and the family name.
  func person(_ first: Int, _ second: Int) -> (name: String, plain: String) {
    let given = given[first % given.count]
    let family = family[second % family.count]
    let parts = familyFirst ? [family.own, given.own] : [given.own, family.own]
    return (parts.joined(separator: joint), given.plain + "." + family.plain)
  }
}

extension Culture {
  /// A place on the wheel of cultures. `rank` counts the earlier places of the same culture, and
  /// `weight` all its places, so that each culture's firms can be numbered without a gap.
  struct Seat: Sendable {
    var culture: Culture
    var rank: Int
    var weight: Int
  }

  /// Account n comes from the seat n modulo the number of seats.
  static let wheel: [Seat] = {
    let common = [english, nordic, german, french, spanish, polish]
    let rare = [
      japanese, greek, korean, cyrillic, arabic, turkish, hebrew, vietnamese, japanese, cyrillic,
    ]
    let order =
      zip(common + common + [english, nordic], rare + [english, greek, english, korean])
      .flatMap { [$0, $1] }
    return order.enumerated().map { place, culture in
      let isSame = { (other: Culture) in other.firms[0].plain == culture.firms[0].plain }
      return Seat(
        culture: culture, rank: order[..<place].filter(isSame).count,
        weight: order.filter(isSame).count)
    }
  }()

  /// The culture of the n-th account.
  static func ofAccount(_ index: Int) -> Culture {
    wheel[index % wheel.count].culture
  }

  /// The name of the n-th account.
  static func firm(ofAccount index: Int) -> (name: String, plain: String) {
    let seat = wheel[index % wheel.count]
    return seat.culture.firm(index / wheel.count * seat.weight + seat.rank)
  }
}
