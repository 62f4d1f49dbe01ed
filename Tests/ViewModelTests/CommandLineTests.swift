// The command line: names of lists in every form, and what Tab completes.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct CommandLineTests {
  private func program() -> Answering {
    var program = Answering(Given.app(), Given.accounts(2))
    program.traits = [.trait("plan", label: "Plan", type: "string")]
    program.start()
    program.run(.app(.prompt))
    return program
  }

  private func line(_ program: Answering) -> String? {
    if case .prompt(let prompt)? = program.app.top { prompt.editor.text } else { nil }
  }

  private func completed(_ typed: String) -> String? {
    var program = program()
    program.type(typed)
    program.run(.dialog(.complete))
    return line(program)
  }

  @Test(arguments: [
    ("task", Resource.task), ("tasks", .task), ("Tasks", .task), ("nps-response", .npsResponse),
    ("nps-responses", .npsResponse), ("nps", .npsResponse), ("custom-object", .customObject),
    ("convos", .conversation), ("convo", .conversation), ("conversation", .conversation),
    ("view.open task", .task), ("view.open tasks", .task),
    ("view.open nps-responses", .npsResponse),
    ("view.open npsResponse", .npsResponse),
  ])
  func `a list opens by its name in singular and plural`(typed: String, resource: Resource) {
    var program = program()
    program.type(typed)
    program.run(.dialog(.accept))
    #expect(program.app.screen?.isList(of: resource) == true)
  }

  @Test func `a list is opened with a filter, and a saved view by its name`() {
    var program = program()
    program.type("tasks due<=fri")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.isList(of: .task) == true)
    #expect(program.app.screen?.list?.filter.line == "due<=fri")
    program.run(.app(.prompt))
    program.type("task colour:x")
    program.run(.dialog(.accept))
    #expect(
      program.app.notice?.sentence == "The filter can't be read: tasks have no field “colour”.")
    #expect(program.app.screen?.list?.filter.line == "due<=fri")
    program.run(.app(.prompt))
    program.type("view my bo")
    program.run(.dialog(.complete))
    program.run(.dialog(.accept))
    #expect(program.app.screen?.list?.view?.name == "my book")
  }

  @Test(arguments: ["record.add note", "record.add notes", "record.add nps-response"])
  func `a new record is named in singular and plural, too`(typed: String) {
    var program = program()
    program.type(typed)
    program.run(.dialog(.accept))
    #expect(program.app.form?.isNew == true)
  }

  @Test(arguments: [
    ("view.open x", "“view.open” needs a word after it, such as “view.open account”"),
    ("quit now", "“quit” takes nothing after it"),
    ("open", "“open” needs a name, an ID or an email address after it"),
    ("srot name", "there is no command “srot”; did you mean sort?"),
    ("acounts", "there is no command “acounts”; did you mean accounts?"),
    ("hum", "there is no command “hum”; Tab lists them all"),
    ("sort nope", "accounts have no field “nope”"),
    ("sort nmae", "accounts have no field “nmae”; did you mean name?"),
    ("sort mrr plan", "several fields need commas between them, names with blanks need quotes"),
  ])
  func `a line that can't be run stays, with the reason`(typed: String, problem: String) throws {
    var program = program()
    program.type(typed)
    program.effects = []
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.top else {
      Issue.record("the line is gone")
      return
    }
    #expect(prompt.problem == problem)
    #expect(prompt.editor.text == typed)
    #expect(program.effects.isEmpty)

    // And what is typed next takes it away
    program.type("x")
    guard case .prompt(let mended)? = program.app.top else { return }
    #expect(mended.problem == nil)
  }

  @Test(arguments: [
    ("tasks", "tasks "), ("org", "organizations "), ("ORG", "organizations "),
    ("convo", "convos "), ("convos", "convos "), ("jum", "jump"),
    ("view.open t", "view.open tasks "), ("record.add no", "record.add note "),
    ("sort heal", "sort Health "), ("sort pl", "sort Plan "),
    ("list.sort mr", "list.sort MRR "), ("record.set-field nam", "record.set-field name "),
    ("record.set-field traits.p", "record.set-field traits.plan "),
    ("list.edit-column nam", "list.edit-column name "), ("tasks x", "tasks x"), ("zzz", "zzz"),
    ("quit x", "quit x"),
  ])
  func `Tab completes names and arguments`(typed: String, line: String) {
    #expect(completed(typed)?.hasPrefix(line) == true, "\(completed(typed) ?? "a list")")
  }

  @Test func `Tab lists the arguments that are left, and one that is chosen can be run`() throws {
    var program = program()
    program.type("sort ")
    program.run(.dialog(.complete))
    guard case .picker(let picker)? = program.app.top else {
      Issue.record("no list of columns")
      return
    }
    #expect(picker.title == ":sort …")
    program.type("plan")
    program.run(.dialog(.accept))
    #expect(line(program) == "sort Plan ")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.list?.query.order.path == .trait("plan"))
  }

  @Test func `where there is no list, its arguments are not offered`() {
    var program = program()
    program.run(.dialog(.cancel))
    program.run(.app(.show(.outbox)))
    program.run(.app(.prompt))
    program.type("sort ")
    program.run(.dialog(.complete))
    #expect(line(program) == "sort ")
  }

  @Test func `the command that adds completes the kind of record and then the template`() {
    #expect(completed("add ta") == "add task ")
    #expect(completed("add note kick") == "add note kick-off ")
    #expect(completed("record.add task q") == "record.add task qbr ")
    #expect(completed("add account q") == "add account q")
    // The files are read once, when a name may follow
    var program = program()
    program.templates = TemplateLibrary([Template("kiosk", text: "x", file: "kiosk.md")])
    program.type("add note kio")
    program.run(.dialog(.complete))
    #expect(line(program) == "add note kiosk ")
    #expect(Command("record.add note my call") == .record(.add(.note, template: "my call")))
    #expect(Command.record(.add(.note, template: "my call")).text == "record.add note my call")
  }
}
