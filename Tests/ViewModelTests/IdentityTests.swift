// Who the user is: asked once, when something first needs to know.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct IdentityTests {
  private func program() -> Answering {
    var program = Answering(
      Given.app(),
      [
        Given.record(.task, "t1", ["name": "Call"]),
        Given.record(.admin, "dana", ["name": "Dana Levi", "email": "dana@acme.example"]),
      ])
    program.app.now.me = nil
    program.start()
    program.run(.app(.openView(.task)))
    program.effects = []
    return program
  }

  @Test func `what is about one's own asks who one is, keeps it, and goes on`() throws {
    // Given nobody has said who is at the keyboard
    var program = program()

    // When the user asks for what is theirs, and says who they are
    program.run(.list(.mine))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("nothing is asked")
      return
    }
    #expect(picker.title == "Who are you? A name or an email address finds you.")
    program.type("dana")
    program.run(.dialog(.accept))

    // Then that is kept, and what was asked for goes on once it is
    let me = Ref.server(.admin, "dana")
    #expect(program.effects == [.identify(me, "Dana Levi")])
    program.answerTop(.identified(me, "Dana Levi"))
    #expect(program.app.screen?.list?.filter.line == "is:mine")
  }

  @Test func `Today is one's own at once`() {
    var program = program()
    program.run(.app(.today))
    program.type("dana")
    program.run(.dialog(.accept))
    program.answerTop(.identified(.server(.admin, "dana"), "Dana Levi"))
    #expect(program.app.screen?.list?.today != nil)
    #expect(!program.said.contains("everyone"))
  }

  @Test func `who would rather not say is not brought back later`() {
    // Given somebody who asked for what is theirs, and then did not say who they are
    var program = program()
    program.run(.list(.mine))
    program.run(.dialog(.cancel))
    program.run(.app(.openView(.account)))
    // When they say it by the command
    program.run(.app(.identify))
    program.app.now.me = .server(.admin, "dana")
    program.answerTop(.identified(.server(.admin, "dana"), "Dana Levi"))
    // Then the list in front is as it was
    #expect(program.app.screen?.list?.filter == ListFilter.none)
  }

  @Test func `it is asked once in a session, and by its command again`() {
    var program = program()
    program.run(.list(.mine))
    program.run(.dialog(.cancel))
    program.run(.list(.mine))
    #expect(program.app.overlay == nil)
    #expect(
      program.app.notice?.sentence.contains("The command :me asks") == true
        || program.app.notice?.sentence.contains("the command :me asks") == true)
    program.run(.app(.identify))
    #expect(program.app.overlay != nil)
  }
}
