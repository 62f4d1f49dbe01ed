// What is said in the shell after the end: which changes Vitally does not have, and what becomes of
// them.

import Glibc
import Store
import VitallyModel

/// The line about changes that are left.
struct LastWords {
  /// The line; nil where Vitally has everything.
  let text: String?

  /// The line about what is left.
  init(_ unsent: Unsent) {
    let sentences = [
      Self.waiting(unsent), Self.unsure(unsent), Self.paused(unsent), Self.undecided(unsent),
    ].compactMap(\.self)
    text =
      sentences.isEmpty ? nil : Self.withoutControls(sentences.joined(separator: " "))
  }

  /// Writes the line to standard error, if there is one. A terminal that is gone takes nothing.
  func write() {
    guard let text else { return }
    let bytes = Array((text + "\n").utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  /// What waits for the server. Another process that sends also finds out what is not known.
  private static func waiting(_ unsent: Unsent) -> String? {
    let count = unsent.waiting + (unsent.reason == .otherProcess ? unsent.unsure : 0)
    guard count > 0 else { return nil }
    let these = changes(count)
    let (are, they) = count == 1 ? ("is", "It is kept and goes") : ("are", "They are kept and go")
    switch unsent.reason {
    case .notYet: return "\(these) \(are) not sent yet. \(they) out at the next start."
    case .unreached:
      return "\(these) could not be sent: Vitally is not reached. \(they) out at the next start."
    case .key(let sentence):
      return "\(these) could not be sent. \(sentence) \(they) out once that is right."
    case .readOnly:
      return "\(these) \(are) not sent, as this vitty was read-only. \(they) out at the next "
        + "start that is not."
    case .otherProcess:
      return "\(these) \(are) not sent yet: another vitty on this workspace sends "
        + (count == 1 ? "it." : "them.")
    }
  }

  private static func unsure(_ unsent: Unsent) -> String? {
    guard unsent.unsure > 0, unsent.reason != .otherProcess else { return nil }
    return "Of \(changes(unsent.unsure)) no answer came: the next start looks whether "
      + "Vitally has \(unsent.unsure == 1 ? "it" : "them")."
  }

  private static func paused(_ unsent: Unsent) -> String? {
    guard unsent.paused > 0 else { return nil }
    let (are, they) = unsent.paused == 1 ? ("is", "it goes") : ("are", "they go")
    return "\(changes(unsent.paused)) \(are) paused: \(they) out when you resume "
      + "\(unsent.paused == 1 ? "it" : "them") in the outbox."
  }

  private static func undecided(_ unsent: Unsent) -> String? {
    let count = unsent.undecided + unsent.behind
    guard count > 0 else { return nil }
    return "\(changes(count)) \(count == 1 ? "needs" : "need") your decision: the outbox "
      + "says why."
  }

  private static func changes(_ count: Int) -> String {
    count == 1 ? "1 change" : "\(count) changes"
  }

  /// The server's name is part of some sentences: nothing of it may reach the terminal as a command.
  private static func withoutControls(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isControl }))
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isControl: Bool { generalCategory == .control || generalCategory == .format }
}
