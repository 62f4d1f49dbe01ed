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

  @Test func `a day that was everyone's is one's own once it is known who that is`() {
    // Given Today of somebody who did not want to say it at first
    var program = program()
    program.run(.app(.today))
    program.run(.dialog(.cancel))
    program.run(.app(.today))
    #expect(program.app.screen?.list?.isEveryones == true)
    // When the user is known then
    program.answerTop(.identified(.server(.admin, "dana"), "Dana Levi"))
    // Then only theirs is listed, without any other key, and the key shows everyone's again
    #expect(program.app.screen?.list?.isEveryones == false)
    #expect(program.said == "You are Dana Levi. Only yours is listed.")
    program.run(.list(.mine))
    #expect(program.app.screen?.list?.isEveryones == true)
  }

  @Test(arguments: [true, false])
  func `a session that begins with Today asks once who one is`(_ isSaid: Bool) {
    // Given a first screen that is one's own, and nobody has said who is at the keyboard
    var app = AppViewModel(
      now: Given.now, width: 80, height: 24, workspace: "acme", start: .todayAskingWho,
      bindings: Given.bindings, measure: TextMeasure { $0.count })
    app.now.me = nil
    var program = Answering(
      app, [Given.record(.admin, "dana", ["name": "Dana Levi", "email": "dana@acme.example"])])
    program.start()
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("nothing is asked")
      return
    }
    #expect(picker.identifies)
    if isSaid {
      program.type("dana")
      program.run(.dialog(.accept))
      program.app.now.me = .server(.admin, "dana")
      program.answerTop(.identified(.server(.admin, "dana"), "Dana Levi"))
      // Then Today is one's own, once
      #expect(program.app.screen?.list?.today?.isEveryones == false)
      #expect(program.said.hasPrefix("You are Dana Levi."))
    } else {
      // Who does not say so reads whose it is, and is not asked again
      program.run(.dialog(.cancel))
      #expect(program.app.overlay == nil && program.said.contains("this is everyone’s"))
      program.run(.app(.today))
      #expect(program.app.overlay == nil)
    }
    #expect(program.app.stack.count == 1)
    // Who is known is not asked
    var known = app
    known.now.me = .server(.admin, "dana")
    _ = known.start()
    #expect(known.overlay == nil && known.screen?.list?.today != nil)
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
