// Which lines of a text note a task, and what they say of it.

import Testing
import VitallyModel

@Suite struct FollowUpLineTests {
  /// A Tuesday.
  private let now = Now(moment: Moment("2026-11-24T09:02:00.000Z") ?? Moment(milliseconds: 0))

  private func read(_ text: String) -> [FollowUpLine] { FollowUpLine.all(in: text, now: now) }

  @Test(arguments: [
    ("- [ ] send SSO guide @dana fri", "send SSO guide", "dana", "2026-11-27"),
    ("- [ ] send SSO guide fri @dana", "send SSO guide", "dana", "2026-11-27"),
    ("  * [ ] call @lee 12 may", "call", "lee", "2027-05-12"),
    ("1. [ ] call by next fri", "call", nil, "2026-12-04"),
    ("- [ ] call +3d", "call", nil, "2026-11-27"),
    ("- [ ] call 2026-12-24", "call", nil, "2026-12-24"),
    ("- [ ] ask @dana for the guide", "ask @dana for the guide", "dana", nil),
    ("- [ ] fri", "fri", nil, nil),
    ("- [ ] order 5 seats", "order 5 seats", nil, nil),
    ("- [ ] mail jo@a.example", "mail jo@a.example", nil, nil),
    ("- - [ ] call", "call", nil, nil),
    ("- [ ] - [ ] call", "call", nil, nil),
    ("- [ ] @dana call back", "call back", "dana", nil),
    ("- [ ] @dana fri", "", "dana", "2026-11-27"),
    ("- [ ] **SSO** guide @dana.", "**SSO** guide", "dana", nil),
  ])
  func `a line says what, who and until when`(
    line: String, name: String, assignee: String?, due: String?
  ) throws {
    let task = try #require(read("Call\n\(line)\n- end").first)
    #expect(task.name == name)
    #expect(task.assignee == assignee)
    #expect(task.due?.iso == due)
  }

  @Test(arguments: [
    "- [x] done", "- call", "[ ] call", "- [ ]", "- [] call", "```\n- [ ] call\n```",
  ])
  func `other lines note none`(text: String) {
    #expect(read(text).isEmpty)
  }
}
