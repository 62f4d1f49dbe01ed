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
    #expect(app.shared.pause == "waits until 09:04")
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
    #expect(app.shared.pause == "waits until 09:05")
  }

  /// How long after which the program is reminded of the end of the pause; nil for not at all.
  private func delay(_ jobs: [Job]) -> Double? {
    let delays = jobs.compactMap { job -> Double? in
      if case .remind(.endPause, let seconds) = job.effect { seconds } else { nil }
    }
    return delays.first
  }

  @Test func `A pause of some seconds is told in seconds, without a message, until it is over`() {
    var app = Given.app()
    let jobs = app.update(.paused(until: Given.now.moment.adding(seconds: 6.2)))
    #expect(app.shared.pause == "Vitally asks to wait 7 s")
    #expect(app.notice == nil)
    #expect(delay(jobs) == 6.2)
    // When it is over, then a frame says so though no key is pressed
    app.now.moment = Given.now.moment.adding(seconds: 6.2)
    let end = Message.answer(LayerID(number: 0), .reminder(.endPause))
    #expect(delay(app.update(end)) == nil && !end.isReadAhead)
    #expect(app.shared.pause == nil)
  }

  @Test func `A pause that gets longer lasts as long, and is told once`() {
    var app = Given.app()
    _ = app.update(.paused(until: Given.now.moment.adding(seconds: 12)))
    #expect(app.notice != nil)
    _ = app.update(.hint(""))
    _ = app.update(.paused(until: Given.now.moment.adding(seconds: 14)))
    #expect(app.notice?.sentence == "")
    // When the end has come that was told first, then it is waited for the second
    app.now.moment = Given.now.moment.adding(seconds: 12)
    #expect(delay(app.update(.answer(LayerID(number: 0), .reminder(.endPause)))) == 2)
    #expect(app.shared.pause == "Vitally asks to wait 14 s")
  }
}
