// How well names answer to what is typed to get there.

import Testing
import VitallyModel

@Suite struct NameMatchTests {
  @Test(arguments: [
    ("northwind traders", NameRank.whole), ("Nörthwind", .beginning), ("north", .beginning),
    ("traders north", .words), ("trad", .words), ("wind", .inside), ("north rader", .inside),
    ("nwtr", .letters), ("ntr", .letters), ("nt ts", .letters),
  ])
  func `a name answers as a whole, by its beginning, by words, inside, by letters`(
    typed: String, rank: NameRank
  ) {
    #expect(NameMatch(typed).rank(of: "Northwind Traders".folded) == rank)
  }

  @Test(arguments: ["o", "wtn", "northwind tradersx", "orthx", "nwtr z", "n-t"])
  func `what is not there in this order answers nothing`(typed: String) {
    #expect(NameMatch(typed).rank(of: "northwind traders") == nil)
  }

  @Test(arguments: [
    ("n", "north-wind", NameRank.beginning), ("w", "north-wind", .words), ("o", "north-wind", nil),
    ("海運", "ミナト海運", .inside), ("運", "ミナト海運", .inside), ("ミ運", "ミナト海運", .letters),
    ("ミ", "海運", nil), ("öl", "bolt", .inside), ("", "x", .beginning),
  ])
  func `one letter has to begin a word, but where each is a word by itself`(
    typed: String, name: String, rank: NameRank?
  ) {
    #expect(NameMatch(typed).rank(of: name.folded) == rank)
  }

  @Test(arguments: [
    ("tra nor", "[Nor]thwind [Tra]ders"), ("nwtr", "[N]orth[w]ind [Tr]aders"),
    ("oberg so", "[Sø]ren [Öberg]"), ("strass", "[Straß]e"), ("x", "Northwind"), ("", "Acme"),
  ])
  func `what answers is marked in the name as it is written`(typed: String, marked: String) {
    let name = marked.filter { !"[]".contains($0) }
    let parts = NameMatch(typed).marked(name).parts
    #expect(parts.map { $0.isFound ? "[\($0.text)]" : $0.text }.joined() == marked)
  }

  @Test func `what is not at hand comes after what answers by words as well`() {
    let order: [(NameRank, Bool)] = [
      (.whole, false), (.whole, true), (.beginning, false), (.words, false), (.inside, false),
      (.beginning, true), (.words, true), (.inside, true), (.letters, false), (.letters, true),
    ]
    #expect(order.map { $0.0.place(isSetBack: $0.1) } == Array(0...9))
  }
}
