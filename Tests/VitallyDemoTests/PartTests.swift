// The small parts by themselves: JSON, moments, the allow-list, cursors, spreads.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Parts")
struct PartTests {
  @Test(
    "JSON is written as it was read",
    arguments: [
      #"{"a":[1,-2.50,3e+10,true,false,null],"b":{"":"x"}}"#, "[]", "{}", "0", #""ü🎈""#,
      #""\"\\\n\u0000\u001b""#, "123456789012345678901234567890",
    ])
  func roundTrip(text: String) throws {
    #expect(JSONWriter.text(of: try JSONReader.value(of: text)) == text)
  }

  @Test("escapes of all kinds are read, half a surrogate pair as a replacement")
  func escapes() throws {
    let value = try JSONReader.value(of: #" "\u00e9\/\b\f\r\t\ud83c\udf88\ud83cx\udf88" "#)
    #expect(value == "é/\u{8}\u{C}\r\t🎈\u{FFFD}x\u{FFFD}")
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "01", "1.", "-", "nul", #"{"a" 1}"#, #"{a:1}"#, "\"\n\"", "[] []",
      #""\x""#, #""\u12""#, String(repeating: "[", count: 500),
    ])
  func malformed(text: String) {
    #expect(throws: JSONReader.Malformed.self) { try JSONReader.value(of: text) }
  }

  @Test(
    "a moment is read and written",
    arguments: [
      ("2026-09-01T08:15:30.123Z", "2026-09-01T08:15:30.123Z"),
      ("2024-02-29", "2024-02-29T00:00:00.000Z"),
      ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
      ("2000-03-01T00:00:00Z", "2000-03-01T00:00:00.000Z"),
    ])
  func moments(text: String, iso: String) throws {
    #expect(try #require(Moment(text)).iso == iso)
  }

  @Test(
    "an impossible moment is none",
    arguments: [
      "2022-02-O2T22:22:22.222Z", "2023-02-29", "2026-13-01", "2026-09-01T24:00:00Z",
      "2026-09-01T08:15Z", "2026-09-01T08:15:30", "soon", "",
    ])
  func impossibleMoments(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test("a moment agrees with Foundation")
  func foundation() {
    #expect(Moment(Date(timeIntervalSince1970: 1_788_250_530)).iso == "2026-09-01T08:15:30.000Z")
  }

  @Test(
    "HTML keeps what is on the list",
    arguments: [
      ("plain < text & more", "plain < text & more"),
      ("<p class=\"x\">a</p>", "<p>a</p>"),
      (
        "<a href='https://x.example' onclick=\"bad()\">l</a>", "<a href=\"https://x.example\">l</a>"
      ),
      ("<a href=\"javascript:bad()\">l</a>", "<a>l</a>"),
      ("<IMG SRC=x.png width=4 style=y>", "<img src=\"x.png\" width=\"4\">"),
      ("<h2>t</h2><SCRIPT>x<y</SCRIPT >z", "tz"), ("<style>p{}</style>a<!-- c -->b", "ab"),
      ("<script>never closed", ""), ("<ul><li>1<br/>2</ul>", "<ul><li>1<br />2</ul>"),
      ("<p title=\"a>b\">c</p>", "<p>c</p>"), ("a <b", "a <b"),
    ])
  func allowList(html: String, kept: String) {
    #expect(HTMLAllowList.strip(html) == kept)
  }

  @Test("stripping twice changes nothing more")
  func idempotence() throws {
    for note in OddNotes.all.compactMap({ $0.text("note") }) {
      let once = HTMLAllowList.strip(note)
      #expect(HTMLAllowList.strip(once) == once)
    }
  }

  @Test("a cursor leads back to its place")
  func cursor() throws {
    let key = SortKey(moment: Moment(milliseconds: 1_788_250_530_123), id: "abc")
    let text = PageCursor(key).text
    #expect(try #require(PageCursor(text: text)).key == key)
    #expect(PageCursor(text: "e30=") == nil)
    #expect(PageCursor(text: "?") == nil)
  }

  @Test("a spread knows whose a record is")
  func spread() {
    let spread = Spread(owners: 4) { [2, 0, 3, 1][$0] }
    #expect(spread.count == 6)
    #expect((0..<6).map(spread.owner) == [0, 0, 2, 2, 2, 3])
    #expect((0..<4).map(spread.range) == [0..<2, 2..<2, 2..<5, 5..<6])
  }

  @Test("a query is decoded: plus signs are spaces, escaped ones stay")
  func query() {
    let request = DemoRequest(method: "GET", target: "/resources/a%2Fb?x=1%2B2+3&y=&z=%3D")
    #expect(request.segments == ["resources", "a/b"])
    #expect(request.query == ["x": "1+2 3", "y": "", "z": "="])
  }
}
