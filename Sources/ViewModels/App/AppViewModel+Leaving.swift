// Leaving the program: what is held back is sent first, if that takes no more than a moment.

import VitallyModel

extension AppViewModel {
  /// Ends the program. What is held back gets a moment to be sent; any key ends it at once.
  mutating func quit() -> [Job] {
    let count = shared.heldCount + shared.submitting.count
    guard count > 0, !isLeaving, !shared.isReadOnly else { return [job(.quit)] }
    isLeaving = true
    shared.say(
      "Sending \(count.counted("change")) before vitty ends. Any key ends it at once; "
        + "what is not sent is sent at the next start.")
    return [job(.part)]
  }
}
