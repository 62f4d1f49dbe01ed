// Bodies as mail programs and editors write them: what is said stays, the rest is left out or
// folded.

import Markup
import Testing

@Suite struct MailTests {
  /// The text with each quoted mail as a line that counts its lines.
  static func folded(_ html: String, isMessage: Bool = false) -> String {
    HTMLReader.read(html, isMessage: isMessage).parts(width: 60, columns: testColumns)
      .flatMap { part in
        part.quote == nil
          ? part.lines.map(\.text) : ["{\(part.lines.count { !$0.spans.isEmpty })}"]
      }.joined(separator: "\n")
  }

  @Test func `a reply from Gmail`() {
    let html = """
      <div dir="ltr"><div>Hi Robin,</div><div><br></div><div>yes, <b>Thursday</b> works. See \
      <a href="https://meet.example/abc">the invitation</a>.</div><div><br></div>\
      <div>Dana</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" \
      class="gmail_attr">On Tue, 24 Nov 2026 at 09:02, Robin Ashgrove &lt;<a \
      href="mailto:robin@vitty.example">robin@vitty.example</a>&gt; wrote:<br></div>\
      <blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid \
      rgb(204,204,204);padding-left:1ex"><div dir="ltr">Hi Dana,<div><br></div><div>can we talk about \
      the renewal on Thursday?</div></div></blockquote></div>
      """
    #expect(
      Self.folded(html) == """
        Hi Robin,

        yes, Thursday works. See the invitation [1].

        Dana

        {5}
        """)
    // And all of it is there
    let text = HTMLReader.read(html).shown()
    #expect(text.contains("> can we talk about the renewal on Thursday?"))
    #expect(HTMLReader.read(html).links.map(\.target).last == "mailto:robin@vitty.example")
  }

  @Test func `a reply from Outlook`() {
    let html = """
      <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml>\
      <o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
      <style>p.MsoNormal{margin:0cm}</style></head><body lang="EN-GB"><div class="WordSection1">
      <p class="MsoNormal">Dear Robin,<o:p></o:p></p>
      <p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
      <p class="MsoNormal">we sign today.<o:p></o:p></p>
      <p class="MsoNormal"><o:p>&nbsp;</o:p></p>
      <div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
      <p class="MsoNormal"><b>From:</b> Robin Ashgrove &lt;robin@vitty.example&gt; <br>
      <b>Sent:</b> 24 November 2026 09:02<br><b>To:</b> Dana Lee &lt;dana@acme.example&gt;<br>
      <b>Subject:</b> Renewal<o:p></o:p></p></div>
      <p class="MsoNormal">Dear Dana,<o:p></o:p></p>
      <p class="MsoNormal">please find the offer.<o:p></o:p></p></div></body></html>
      """
    #expect(Self.folded(html) == "Dear Robin,\n\nwe sign today.\n\n{6}")
    #expect(HTMLReader.read(html).shown().hasSuffix("please find the offer."))
  }

  @Test func `text pasted from Word`() {
    let html = """
      <html xmlns:w="urn:schemas-microsoft-com:office:word"><head><xml><w:WordDocument>\
      <w:View>Normal</w:View></w:WordDocument></xml></head><body><!--StartFragment-->
      <p class=MsoTitle>Plan<o:p></o:p></p>
      <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
      <![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span \
      style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>\
      Twelve seats<o:p></o:p></p>
      <p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span \
      style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span>From January on<o:p></o:p></p>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      <!--EndFragment--></body></html>
      """
    #expect(Self.folded(html) == "Plan\n\n• Twelve seats\n\n2. From January on")
  }

  @Test func `text pasted from Google Docs`() {
    let html = """
      <meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" \
      style="line-height:1.38"><span style="font-size:16pt">Agenda</span></h2><ul \
      style="margin-top:0;margin-bottom:0"><li dir="ltr" style="list-style-type:disc" \
      aria-level="1"><p dir="ltr" role="presentation"><span>Renewal</span></p></li><li dir="ltr" \
      aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700">Price</span></p>\
      </li></ul><br /><p dir="ltr"><span><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA" \
      width="300" height="200" alt="chart" /></span></p></b><br class="Apple-interchange-newline">
      """
    #expect(Self.folded(html) == "Agenda\n\n• Renewal\n• Price\n\n[image: chart, 34 bytes]")
  }

  @Test func `a mail from a template of HubSpot`() {
    let html = """
      <!doctype html><html><head><title>Hello</title><!--[if mso]><style>.a{}</style><![endif]-->
      </head><body><div id="preview_text" style="display:none!important;font-size:1px">Five minutes \
      for your renewal</div><div class="hse-body-wrapper-table"><table role="presentation" \
      width="100%"><tbody><tr><td><table role="presentation"><tr><td><img src="https://x.example/l.png" \
      alt="Acme" width="120"></td><td><p>&nbsp;</p></td></tr></table></td></tr><tr><td><div>\
      <h1>Your renewal</h1><p>Hi Dana,</p><p>here are your seats:</p></div><table><tr><th>Plan</th>\
      <th>Seats</th></tr><tr><td>Scale</td><td>120</td></tr></table></td></tr><tr><td><a \
      href="https://x.example/renew">Renew now</a></td></tr></tbody></table></div>\
      <img src="https://track.x.example/o.gif" alt="" width="1" height="1" style="display:none">
      </body></html>
      """
    #expect(
      Self.folded(html) == """
        [image: Acme]

        Your renewal

        Hi Dana,

        here are your seats:

        Plan | Seats
        Scale | 120

        Renew now [1]
        """)
  }

  // MARK: Quotes

  private static let rest = "<p>one</p><p>two</p>"

  @Test(arguments: [
    "On Tue, 24 Nov 2026 at 09:02, Dana Lee wrote:", "Am 24.11.2026 um 09:02 schrieb Dana Lee:",
    "Le mar. 24 nov. 2026 à 09:02, Dana a écrit :", "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----", "On 24 Nov 2026, at 09:02,<br>Dana Lee<br>wrote:",
    "From: Dana<br>Sent: today<br>Subject: Renewal",
    "________________________________<br>Von: Dana<br>Gesendet: heute<br>An: Robin<br>Betreff: Re",
  ]) func `what stands below the head of an earlier mail is quoted`(head: String) {
    let text = Self.folded("<p>Yes.</p><p>\(head)</p>" + Self.rest)
    #expect(text.hasPrefix("Yes.\n\n{") && text.hasSuffix("}"), "\(text)")
  }

  @Test(arguments: [
    "On Tuesday Dana wrote:", "On our call they said 3 things:", "From: Berlin", "Date: today",
    "From: Berlin<br>To: Paris<br>Date: Friday", "-- Dana", "Original message: none",
    "On 24 Nov Dana wrote: we sign",
  ]) func `what only looks like the head of a mail quotes nothing`(head: String) {
    #expect(!Self.folded("<p>Yes.</p><p>\(head)</p>" + Self.rest).contains("{"))
  }

  @Test(arguments: [
    "<p>On 24 Nov 2026 Dana wrote:</p>" + rest,
    "<div class=gmail_quote>On 24 Nov 2026 Dana wrote:<blockquote>one</blockquote></div>",
    "&gt; one<br>&gt; two", "<blockquote type=cite>one</blockquote>",
  ]) func `a text that is all quoted is shown`(html: String) {
    #expect(!Self.folded(html).contains("{"))
  }

  @Test func `what was forwarded is shown`() {
    let html = """
      <div>For you</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded \
      message ---------<br>From: Dana<br>Date: today<br>Subject: Renewal</div>one</div>
      """
    #expect(!Self.folded(html).contains("{"))
  }

  @Test func `answers between quotes are shown`() {
    let html = """
      <p>On 24 Nov 2026 Dana wrote:<br>&gt; When?<br>&gt; Thursday?</p><p>Yes.</p>
      <p>&gt; Where?</p><p>Here.</p>
      """
    #expect(Self.folded(html) == "{3}\n\nYes.\n\n{1}\n\nHere.")
  }

  @Test func `a quote is one of a mail in messages, or where it says who wrote it`() {
    let quote = "<blockquote><p>one</p></blockquote>"
    #expect(Self.folded("<p>They say:</p>\(quote)done") == "They say:\n\n> one\n\ndone")
    #expect(
      Self.folded("<p>They say:</p>\(quote)done", isMessage: true) == "They say:\n\n{1}\n\ndone")
    let said = "<p>Yes.</p><p>On 24 Nov 2026 Dana wrote:</p>\(quote)<p>Dana</p>"
    #expect(Self.folded(said) == "Yes.\n\n{2}\n\nDana")
  }

  @Test func `two marked quotes in a row are one`() {
    let html = """
      <div>Yes</div><div class="moz-cite-prefix">On 24/11/2026 09:02, Dana wrote:</div><blockquote \
      type="cite"><p>one</p></blockquote><div>Robin</div>
      """
    #expect(Self.folded(html) == "Yes\n{2}\n\nRobin")
  }

  @Test func `what is hidden for previews is left out, unless it is much`() {
    let much = String(repeating: "word ", count: 1000)
    #expect(Self.folded("<div style='DISPLAY : none'>first</div>a") == "a")
    #expect(Self.folded("<div style='display:none'>\(much)</div>a").contains("word"))
  }

  @Test(arguments: [
    "use <xml> here</xml> too", "<xml>a</xml>", "<xml>",
  ]) func `a tag that somebody wrote about hides nothing`(html: String) {
    let words = html.contains("here") ? "here" : html.contains("a") ? "a" : "<xml>"
    #expect(HTMLReader.read(html).shown().contains(words) || html == "<xml>")
  }

  @Test(arguments: [
    "<table><tr><td>", "<div class=gmail_quote>", "<div style=display:none>a", "<blockquote>a",
    "<p>On 1 wrote", "<p>From: a", "<table role=none><tr><td>a</table>", "&gt; a<br>",
    "<span style='mso-list:Ignore'>", "<xml><o:a>", "<img src='data:a'>", "a@b.example ",
  ]) func `a long text of anything is read at once`(piece: String) {
    let html = String(repeating: piece, count: 300_000 / piece.utf8.count)
    let text = HTMLReader.read("<p>first</p>" + html + "<p>last", isMessage: true)
    #expect(!text.parts(width: 60, columns: { $0.count }).isEmpty)
  }
}
