import Testing
import VitallyModel

@testable import ViewModels

/// A server that wants to be left alone for a while.
@Suite struct PauseTests {
  @Test func `A pause that the server asks for is told with its end, until it is over`() {
    // Given an app at 09:02
    var app = Given.app()
    // When the server wants two minutes of rest
    _ = app.update(.paused(until: Given.now.moment.adding(seconds: 120)))
    // Then it says until when
    #expect(app.shared.pause == "09:04")
    #expect(
      app.notice?.sentence
        == "Vitally's rate limit is reached: vitty continues at 09:04.")
    // When that time has come, then nothing is in the way
    app.now.moment = Given.now.moment.adding(seconds: 120)
    #expect(app.shared.pause == nil)
  }

  @Test func `The end of a pause is never told too early`() {
    var app = Given.app()
    _ = app.update(.paused(until: Given.now.moment.adding(seconds: 130)))
    #expect(app.shared.pause == "09:05")
  }
}
