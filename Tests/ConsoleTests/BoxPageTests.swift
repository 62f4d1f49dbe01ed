// Boxes as they are drawn over what lies below: pickers, help and the calendar.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct BoxPageTests {
  // MARK: Pickers

  private func picker(_ picker: PickerViewModel) throws -> PageStage {
    var stage = try PageStage(height: 14)
    stage.open(.picker(picker))
    return stage
  }

  @Test func `a picker of choices is narrowed by typing`() throws {
    // Given the fields by which a list can be sorted
    let items = Schema.of(.account).fields.prefix(20).map {
      PickerViewModel.Item($0.label, detail: $0.path.text, choice: .sort($0.path))
    }
    var stage = try picker(PickerViewModel("Sort by", Array(items), selected: 13))
    try stage.check("picker-long")

    // When one types
    stage.type("nps")
    try stage.check("picker-narrowed")

    // Then what is not there is told
    stage.type("x")
    try stage.check("picker-no-match")
  }

  @Test func `a picker looks records up while one types`() throws {
    // Given all members of the team
    var stage = try picker(PickerViewModel("Assignee", search: MatchQuery(.admin)))
    let robin = Match(
      .server(.admin, "robin"), title: "Robin Ashgrove", detail: "robin@acme.example")
    let yuki = Match(.server(.admin, "yuki"), title: "Yuki Harada", detail: "yuki@acme.example")
    stage.answer(.matches, .matches([robin, yuki]))
    try stage.check("picker-records")

    // When one types
    stage.type("y")
    stage.answer(.matches, .matches([yuki]), generation: 2)

    // Then those that fit are there
    try stage.check("picker-looked-up")
  }

  // MARK: Help

  private func help(_ stage: PageStage) -> HelpViewModel {
    let bindings = [Context.tasks, .list, .record].flatMap { stage.shared.bindings[$0] ?? [] }
    return HelpViewModel(bindings, marks: MarkLegend.all(stage.shared.keys)) { command in
      switch command {
      case .record(.edit), .decision(.done):
        .no("This workspace is read-only.")
      case .record(.setField), .record(.editText): .hidden
      default: .yes
      }
    }
  }

  @Test(arguments: PageStage.widths) func `help says why a key does nothing now`(
    _ width: Int
  ) throws {
    var stage = try PageStage(width: width, height: 20)
    stage.open(.help(help(stage)))
    try stage.check("help")
  }

  @Test func `help is narrowed by typing`() throws {
    var stage = try PageStage(height: 14)
    stage.open(.help(help(stage)))
    stage.type("copy")
    try stage.check("help-narrowed")
    stage.type(" xyz")
    try stage.check("help-no-match")
  }

  // MARK: The calendar

  @Test(arguments: [1, 7]) func `a month with the day that is selected and the present one`(
    _ firstWeekday: Int
  ) throws {
    var stage = try PageStage(width: 40, height: 12)
    let today = PageStage.now.today
    stage.open(
      .calendar(CalendarViewModel(today, today: today, firstWeekday: firstWeekday)))
    stage.run(.move(.down), .editor(.left))
    try stage.check(firstWeekday == 1 ? "calendar" : "calendar-from-sunday")
  }
}
