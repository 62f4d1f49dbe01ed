// Templates: how the text of a file is read, and how values take the place of names.

import Testing
import VitallyModel

@Suite struct TemplateTests {
  private func template(_ text: String) -> Template {
    Template("qbr", text: text, file: "templates/qbr.md")
  }

  @Test(arguments: [
    ("# Review\n\nBody\n", "Review", "Body"), ("Review\nBody", "Review", "Body"),
    ("\u{FEFF}## Review \r\n\r\n\r\n- a\r\n  - b\r\n\r\n", "Review", "- a\n  - b"),
    ("\n\nBody", "", "Body"), ("Review", "Review", ""), ("", "", ""), ("#", "", ""),
    ("#1 fan", "#1 fan", ""), ("Review\n\n    code\n", "Review", "    code"),
  ])
  func `the first line is the subject, what follows is the body`(
    text: String, subject: String, body: String
  ) {
    let template = template(text)
    #expect(template.subject == subject)
    #expect(template.body == body)
    #expect(template.isEmpty == (subject + body).isEmpty)
  }

  @Test(arguments: [
    ("{{a}} {{ b.c }}", ["a", "b.c"]), ("{{}} {{ }} { {a}} {a}", []), ("{{{a}}}", ["a"]),
    ("{{a\nb}}", []), ("{{a {{b}}", ["b"]), ("{{a} {{b}}", ["b"]), ("{{a}} }} {{", ["a"]),
    ("{{traits.Größe in m²}}", ["traits.Größe in m²"]),
    ("{{\(String(repeating: "x", count: 500))}}", []),
  ])
  func `names stand in double braces on one line`(text: String, names: [String]) {
    #expect(Placeholder.all(in: text).map(\.name) == names)
  }

  @Test func `a text without end costs no time`() {
    let text = String(repeating: "{{", count: 200_000) + String(repeating: "}", count: 200_000)
    #expect(Placeholder.all(in: text).count <= 1)
  }

  @Test func `values take the place of names, and unknown ones stay and are said with their line`()
  {
    let template = template("# {{who}}: {{what}}\n\n\n- {{who}}\n- {{ acount.name }} and {{who}}\n")
    let filled = template.filled { $0 == "who" ? "A {{b}}" : nil }
    #expect(filled.subject == "A {{b}}: {{what}}")
    #expect(filled.body == "- A {{b}}\n- {{ acount.name }} and A {{b}}")
    #expect(
      filled.problems == [
        "templates/qbr.md, line 1: {{what}} is not known.",
        "templates/qbr.md, line 5: {{acount.name}} is not known.",
      ])
  }

  @Test func `a value can be written so that it means itself in Markdown, but not in the subject`()
  {
    let filled = template("{{a}}\n\n{{a}}").filled(written: { "\\" + $0 }, { _ in "*x*" })
    #expect(filled.subject == "*x*")
    #expect(filled.body == "\\*x*")
  }

  @Test func `the first words say what a template is about`() {
    #expect(
      template("Q\n\n## Where **we** stand\n\n- \n- [ ] \n1. Health {{account.health}}").firstWords
        == "Where we stand 1. Health …")
  }

  @Test func `a file takes the place of the shipped template of its name`() {
    let library = TemplateLibrary([Template("QBR", text: "Mine", file: "templates/QBR.md")])
    #expect(library.templates.map(\.name) == ["QBR", "check-in", "escalation", "kick-off"])
    #expect(library.template("qbr")?.subject == "Mine")
    #expect(library.template(" Kick")?.name == "kick-off")
    #expect(library.template("") == nil)
    #expect(library.template("x") == nil)
  }
}
