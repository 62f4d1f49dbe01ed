// Which cells text becomes, cluster by cluster, and that hostile text comes out harmless.

import Terminal
import Testing

/// A cluster, and what a screen shows of it.
struct Cluster: CustomTestStringConvertible, Sendable {
  let text: String
  let shown: String
  let columns: Int

  init(_ text: String, _ shown: String, _ columns: Int) {
    self.text = text
    self.shown = shown
    self.columns = columns
  }

  var testDescription: String {
    text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }

  static let harmless: [Cluster] = [
    Cluster("a", "a", 1),
    Cluster("e\u{301}", "e\u{301}", 1),
    Cluster("\u{E01}\u{E48}", "\u{E01}\u{E48}", 1),
    Cluster("\u{5D0}\u{5B0}", "\u{5D0}\u{5B0}", 1),
    Cluster("\u{628}\u{64B}", "\u{628}\u{64B}", 1),
    Cluster("漢", "漢", 2),
    Cluster("\u{FF71}", "\u{FF71}", 1),
    Cluster("\u{FF21}", "\u{FF21}", 2),
    Cluster("한", "한", 2),
    Cluster("😀", "😀", 2),
    Cluster("✅", "✅", 2),
    Cluster("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2),
    Cluster("👍🏽", "👍", 2),
    Cluster("🇩🇪", "DE", 2),
    Cluster("👨‍👩‍👧‍👦", "👨", 2),
    Cluster("👩🏽‍🚀", "👩", 2),
    Cluster("❤️", "❤", 1),
    Cluster("⚠️", "⚠", 1),
    Cluster("™️", "™", 1),
    Cluster("1️⃣", "1", 1),
    Cluster("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴", 2),
    Cluster("⌚\u{FE0E}", "⌚", 2),
    Cluster("\u{915}\u{93F}", "\u{915}\u{93F}", 2),
    Cluster("±…①Ω│█", "±…①Ω│█", 6),
    Cluster("\u{E0A0}", "\u{E0A0}", 1),
    Cluster("a\u{301}\u{302}\u{303}\u{304}\u{305}", "a\u{301}\u{302}\u{303}\u{304}", 1),
  ]

  static let hostile: [Cluster] = [
    Cluster("\u{1B}[2J", "␛[2J", 4),
    Cluster("\u{7}\u{0}\u{7F}", "␇␀␡", 3),
    Cluster("a\tb\nc\rd", "a b␊c␍d", 7),
    Cluster("\u{85}\u{2028}\u{2029}", "   ", 3),
    Cluster("\u{9B}31m", "\u{FFFD}31m", 4),
    Cluster("a\u{202E}b\u{2066}c\u{200F}", "abc", 3),
    Cluster("a\u{AD}b", "ab", 2),
    Cluster("\u{200B}\u{200C}\u{200D}\u{FEFF}\u{2060}\u{FE0F}", "", 0),
    Cluster("\u{301}", "", 0),
    Cluster("\u{301}a", "a", 1),
    Cluster("\u{3164}\u{FFA0}\u{115F}\u{1160}", "", 0),
    Cluster("\u{378}", "\u{FFFD}", 1),
    Cluster("a\u{200D}b", "ab", 2),
    Cluster("👨\u{200D}\u{200D}👩x", "👨x", 3),
  ]
}

@Suite struct GlyphTests {
  @Test(arguments: Cluster.harmless)
  func `a cluster is cut to what every terminal shows alike`(_ cluster: Cluster) {
    expectShown(cluster)
  }

  @Test(arguments: Cluster.hostile)
  func `hostile text becomes visible or vanishes`(_ cluster: Cluster) {
    expectShown(cluster)
  }

  @Test func `no scalar gets through that moves a terminal's cursor`() {
    // Given every scalar of the first plane between two letters
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var surface = Surface(size: Size(width: 4, height: 1))
      // When it is drawn
      surface.draw("a\(scalar)b", at: Point(x: 0, y: 0))
      // Then what is in the cells is neither a control nor a format character
      for shown in surface.text()[0].unicodeScalars {
        let category = shown.properties.generalCategory
        #expect(category != .control && category != .format, "U+\(String(value, radix: 16))")
      }
    }
  }

  private func expectShown(_ cluster: Cluster) {
    var surface = Surface(size: Size(width: 20, height: 1))
    let used = surface.draw(cluster.text, at: Point(x: 0, y: 0))
    let blanks = String(repeating: " ", count: 20 - cluster.columns)
    #expect(surface.text() == [cluster.shown + blanks])
    #expect(used == cluster.columns)
    #expect(TextWidth.columns(cluster.text) == cluster.columns)
  }
}
