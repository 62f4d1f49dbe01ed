// What can be done is asked in one place: keys, footer, help and the command line say the same.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct AvailabilityTests {
  static let edit = Command.record(.edit)
  static let reason = "This workspace is read-only."

  func program(isReadOnly: Bool = false) -> Answering {
    var program = Answering(Given.app(isReadOnly: isReadOnly), Given.accounts(2))
    program.start()
    return program
  }

  /// The line of a command in the help of where one is; nil where it is left out.
  func helpLine(_ program: Answering, of command: Command) -> String? {
    var program = program
    program.run(.app(.help))
    guard case .help(let help)? = program.app.top,
      case .page(let page) = help.drawing(in: program.app.shared)
    else { return nil }
    let index = help.entries.firstIndex { entry in
      if case .binding(let binding) = entry { binding.command == command } else { false }
    }
    return index.map { page.lines[$0].text }
  }

  @Test func `what a read-only workspace refuses is said by the key, the help and the footer`() {
    // Given a list in a workspace that may be changed, and in one that may not
    let writable = program()
    var readOnly = program(isReadOnly: true)

    // Then the footer offers the form only in the first
    #expect(writable.app.hints.contains { $0.command == Self.edit })
    #expect(!readOnly.app.hints.contains { $0.command == Self.edit })

    // And the help says why not in the second
    #expect(helpLine(writable, of: Self.edit)?.contains(Self.edit.words.sentence) == true)
    #expect(helpLine(readOnly, of: Self.edit)?.contains(Self.reason) == true)

    // And so does the key
    readOnly.run(Self.edit)
    #expect(readOnly.app.form == nil && readOnly.said == Self.reason)
  }

  @Test(arguments: [
    Command.record(.edit), .record(.editText), .record(.setField(nil)), .record(.add(.task)),
    .list(.editColumn(nil)), .record(.destroy),
  ])
  func `no way to change anything is left open in a read-only workspace`(_ command: Command) {
    var program = program(isReadOnly: true)
    program.effects = []
    program.run(command)
    #expect(program.said == Self.reason && program.effects.isEmpty)
    #expect(program.app.overlay == nil && program.app.form == nil)
  }

  @Test func `what has no meaning in a place is not offered there, and says so when it is typed`() {
    // Given the outbox, in which there is nothing to sort
    var program = program()
    program.run(.app(.show(.outbox)))

    // When a command of lists is looked for on the command line
    program.run(.app(.prompt))
    guard case .prompt(let prompt)? = program.app.top else {
      Issue.record("no prompt")
      return
    }

    // Then it can't be completed, while those of the outbox can
    let words = prompt.completion.words.map(\.title)
    #expect(!words.contains("list.sort") && words.contains("change.retry"))

    // And typed out it does nothing, and says so
    program.type("list.sort")
    program.run(.dialog(.accept))
    #expect(program.said == "“sort” does nothing here.")
    if case .outbox? = program.app.top {} else { Issue.record("the outbox is gone") }
  }

  @Test func `a task can be ticked off only where there is one`() {
    var program = program()
    program.effects = []
    program.run(.decision(.done))
    #expect(program.submitted.isEmpty && program.said == "“done/reopen” does nothing here.")
  }
}
