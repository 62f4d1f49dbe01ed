// Notes whose bodies test a reader: email tables, page fragments, broken and hostile HTML, an empty
// body, and 100 kB. Each lists only what differs from an ordinary note. Data only.

/// The notes of the sample's second account.
enum OddNotes {
  static var count: Int { all.count }

  static let all: [JSONObject] = [
    [
      "subject": "Fwd: order numbers (table from a mail)",
      "note": """
      <div style="font-family:Calibri"><p>Hi all,&nbsp;see below.</p><table border="1"><thead><tr>\
      <th>Item</th><th>Qty</th></tr></thead><tbody><tr><td>Licences &amp; seats</td><td>120</td></tr>\
      <tr><td colspan="2">Prüfung läuft ✅</td></tr></tbody></table><p>--&nbsp;<br>Nell</p></div>
      """,
    ],
    [
      "subject": "Copied from their web page",
      "note": """
      <h1>About us</h1><h2 class="lead">Since 1904</h2><p><span style="color:#c00">We bake</span> \
      <span lang="fr">à l’ancienne</span>.</p><blockquote>Bread first.</blockquote><pre>a  b\n c</pre>\
      <hr><img src="https://img.example/loaf.png" alt="A loaf" width="40">
      """,
    ],
    [
      "subject": "Unclosed tags and a script",
      "note": """
      <p>First<p>Second <b>bold <i>both</b> italic<ul><li>one<li>two</ul><script>alert("x")</script>\
      <style>p{color:red}</style><a href="javascript:alert(1)">do not follow</a> &bogus; &#0; &lt;b&gt;
      """,
    ],
    [
      "subject": .string(
        "Control \u{1B}]0;title\u{7} and bidi \u{202E}txet desrever\u{202C} \u{9B}31m"),
      "note": .string(
        "<p>bell \u{7} escape \u{1B}[2J clear, \u{202E}override\u{202C}, C1 \u{9B}5n, nul \u{0}.</p>"
      ),
    ],
    [
      "subject": .null, "authorId": .null, "source": "gmail",
      "note": "<p>No subject, no author.</p>",
    ],
    ["subject": "Empty body", "note": ""],
    ["subject": "Plain text", "note": "line one\nline two\n\n  indented & <not a tag"],
    ["subject": "Transcript of the whole day (100 kB)", "note": .string(transcript)],
    [
      "subject": "👩‍👩‍👧‍👦 family meeting 🇫🇴 ✍🏽",
      "note":
        "<p>🎉 e\u{301} combining, 한글 자모 \u{1112}\u{1161}\u{11AB}, zero\u{200B}width, שלום עולם, مرحبا</p>",
    ],
    ["subject": "Date from another century", "noteDate": "2022-02-O2T22:22:22.222Z"],
    [
      "subject": "Deep nesting",
      "note": .string(
        String(repeating: "<div>", count: 400) + "the bottom"
          + String(repeating: "</div>", count: 400)),
    ],
    [
      "subject": "Unknown members", "note": "<p>.</p>", "aiSummary": ["v": 1, "text": nil],
      "pinned": true,
    ],
  ]

  private static let transcript: String = {
    let line =
      "<p><strong>10:%d</strong> They explain how the night shift counts pallets, again.</p>"
    return (0..<1250).map { line.replacing("%d", with: String($0)) }.joined()
  }()
}
