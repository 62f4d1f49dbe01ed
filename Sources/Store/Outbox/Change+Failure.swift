// The state of a change after a failed attempt: a pure decision.

import VitallyModel

extension Change {
  /// The backoff before the next attempt, in seconds: 1, 2, 4 … 60.
  private var pause: Double {
    attempts > 6 ? 60 : Double(1 << max(0, attempts - 1))
  }

  /// The change after the record could not be read; nothing was sent in this attempt.
  func afterReading(_ error: VitallyError, at moment: Moment) -> Change {
    var change = self
    change.attempts += 1
    change.explain(error)
    if error.isPassing || error.isAboutTheKey {
      change.notBefore = moment.adding(seconds: change.pause)
    } else {
      change.state = .refused
    }
    return change
  }

  /// The change after it was sent. Only if the server says so or was never reached is it certain
  /// that the attempt did nothing: then `sentAt` goes back to `earlier`. A change with a `sentAt`
  /// is looked for on the server before it is sent again.
  func afterSending(
    _ error: VitallyError, at moment: Moment, sentBefore earlier: Moment?
  ) -> Change {
    var change = self
    change.explain(error)
    change.notBefore = moment.adding(seconds: pause)
    switch (error.delivery, error.kind) {
    case (.neverSent, _), (.answered, .rateLimited), (.answered, .unauthorized):
      change.state = .waiting
      change.sentAt = earlier
    case (.answered, .refused), (.answered, .duplicate), (.answered, .notFound),
      (.answered, .forbidden):
      change.state = .refused
      change.notBefore = nil
    case (.answered, .server):
      change.state = .waiting
    case (.answered, _), (.unknown, _):
      change.state = .unknown
    }
    return change
  }

  private mutating func explain(_ error: VitallyError) {
    sentence = error.sentence
    if !error.serverWords.isEmpty, !sentence.contains(error.serverWords) {
      sentence += " The server says: \(error.serverWords)"
    }
    fieldMessages = error.fields
  }
}

extension VitallyError {
  /// Whether the network is at fault: once it is back, everything can be tried again.
  var isAboutTheNetwork: Bool {
    kind == .unreachable || (delivery == .neverSent && !isAboutTheKey)
  }
}
