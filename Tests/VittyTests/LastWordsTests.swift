// What is said in the shell of changes that Vitally does not have.

import Testing

@testable import Store
@testable import vitty

@Suite struct LastWordsTests {
  private func words(
    because reason: Unsent.Reason = .notYet, _ change: (inout Unsent) -> Void
  ) -> String? {
    var unsent = Unsent(because: reason)
    change(&unsent)
    return LastWords(unsent).text
  }

  @Test func `nothing is said when Vitally has everything`() {
    #expect(words(because: .unreached) { _ in } == nil)
  }

  @Test(arguments: [
    (
      Unsent.Reason.notYet,
      "2 changes are not sent yet. They are kept and go out at the next start."
    ),
    (
      .unreached,
      "2 changes could not be sent: Vitally is not reached. They are kept and go out at the next "
        + "start."
    ),
    (
      .key("The key is wrong: check it."),
      "2 changes could not be sent. The key is wrong: check it. They are kept and go out once that "
        + "is right."
    ),
    (
      .readOnly,
      "2 changes are not sent, as this vitty was read-only. They are kept and go out at the next "
        + "start that is not."
    ),
    (
      .otherProcess,
      "2 changes are not sent yet: another vitty on this workspace sends them."
    ),
  ])
  func `each reason is a sentence`(_ reason: Unsent.Reason, _ sentence: String) {
    #expect(words(because: reason) { $0.waiting = 2 } == sentence)
  }

  @Test func `what is left for different reasons is one line`() {
    let line = words(because: .unreached) {
      ($0.waiting, $0.unsure, $0.paused, $0.undecided, $0.behind) = (1, 1, 1, 1, 1)
    }
    #expect(
      line
        == "1 change could not be sent: Vitally is not reached. It is kept and goes out at the next "
        + "start. Of 1 change no answer came: the next start looks whether Vitally has it. "
        + "1 change is paused: it goes out when you resume it in the outbox. "
        + "2 changes need your decision: the outbox says why.")
  }

  @Test func `what no answer came of is found out by the vitty that sends`() {
    #expect(
      words(because: .otherProcess) { $0.unsure = 1 }
        == "1 change is not sent yet: another vitty on this workspace sends it.")
  }

  @Test func `no word of a server reaches the terminal as a command`() {
    let line = words(because: .key("Bad\u{1B}]0;x\u{07}\u{9B}key\u{202E}.")) { $0.waiting = 1 }
    #expect(line?.contains("Bad]0;xkey.") == true)
  }
}
