// A form that is about to open: what it is for is asked of the store first. What is typed
// meanwhile is kept and goes into the form.

import VitallyModel

struct FormOpening: Equatable, Sendable {
  /// What comes of it.
  enum Purpose: Equatable, Sendable {
    /// A form.
    case form(FormViewModel.Scope)
    /// A form, and its long text in the user's editor at once.
    case editor
    /// A picker for the field that is to be edited, here or down the list.
    case picker(isColumn: Bool)
    /// Nothing: what was typed for a form that did not open must not be taken for commands, so
    /// that keys go nowhere until Esc.
    case nothing
  }

  var purpose: Purpose
  /// The record; `.made` for a new one; nil while a column waits for its next row.
  var ref: Ref?
  /// The record from which a new one is begun.
  var parent: Ref?
  /// What was pressed meanwhile.
  var typedAhead: [Message] = []

  /// Whether it is one of many down a list.
  var isColumn: Bool {
    if case .form(.column) = purpose { true } else { false }
  }

  /// What is left to open once a key was pressed. Esc waits its turn behind what was typed, which
  /// counts; without that, and pressed again, it gives up.
  func adding(_ message: Message) -> FormOpening? {
    let esc = Message.command(.form(.leave))
    if purpose == .nothing { return message == esc ? nil : self }
    if message == esc, typedAhead.isEmpty || typedAhead.last == esc { return nil }
    var opening = self
    opening.typedAhead.append(message)
    return opening
  }
}
