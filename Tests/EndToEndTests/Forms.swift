// What a user does in a form: go to a field, type, look something up, save. Knows no resource.

import Testing

extension Tmux {
  /// Goes down to a field, or up by another key than Tab. The label is as on screen.
  func reach(
    _ label: String, by key: String = "Tab", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try see("C-s save", sourceLocation: sourceLocation)
    // A new note begins in its text, behind the subject: that is one step back.
    if key == "Tab", !isAt(label), selectedLine.contains("──") {
      try pressAndWait("BTab", sourceLocation: sourceLocation)
    }
    var presses = 0
    while presses < 80, !isAt(label) {
      try pressAndWait(key, sourceLocation: sourceLocation)
      presses += 1
    }
    try eventually("the field \(label)", screen: screen, sourceLocation: sourceLocation) {
      isAt(label)
    }
  }

  /// Presses a key that moves the cursor, and waits until it has moved and stands still: the line
  /// that it was on may be drawn anew first.
  private func pressAndWait(_ key: String, sourceLocation: SourceLocation) throws {
    let line = selectedLine
    var last = line
    try press(key)
    try eventually("the next field", screen: screen, sourceLocation: sourceLocation) {
      defer { last = selectedLine }
      return !last.isEmpty && last != line && selectedLine == last
    }
  }

  private func isAt(_ label: String) -> Bool {
    selectedLine.dropFirst().drop { $0 == "*" || $0 == " " }.hasPrefix(label)
  }

  /// Types a text, which may be empty, in place of what is in a field of one line.
  func fill(
    _ label: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try reach(label, sourceLocation: sourceLocation)
    try press("End", "C-u")
    guard !text.isEmpty else { return try seeSelected("___", sourceLocation: sourceLocation) }
    try type(text)
    try seeSelected(String(text.prefix(40)), sourceLocation: sourceLocation)
  }

  /// Types lines in place of what is in a field of many lines.
  func write(
    _ label: String, _ lines: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try reach(label, sourceLocation: sourceLocation)
    for (place, line) in lines.enumerated() {
      if place > 0 { try press("Enter") }
      try type(line)
      try see(line, sourceLocation: sourceLocation)
    }
  }

  /// Looks a record up by a text, and takes the first match.
  func lookUp(
    _ label: String, _ text: String, finding match: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try reach(label, sourceLocation: sourceLocation)
    try choose(text, finding: match, sourceLocation: sourceLocation)
    try see(match, sourceLocation: sourceLocation)
  }

  /// Types into a picker that opens by the first letter, and takes the first match.
  func choose(
    _ text: String, finding match: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try type(text)
    try see("│> " + match, sourceLocation: sourceLocation)
    try press("Enter")
    try seeNot("│>", sourceLocation: sourceLocation)
  }

  /// Adds a trait with a text.
  func addTrait(
    _ key: String, _ value: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try addTrait(key, sourceLocation: sourceLocation)
    try pressAndWait("Tab", sourceLocation: sourceLocation)
    try pressAndWait("Tab", sourceLocation: sourceLocation)
    try type(value)
    try seeSelected(value, sourceLocation: sourceLocation)
  }

  /// Adds a trait of a kind, which is named as in the picker of kinds.
  func addTrait(
    _ key: String, kind: String, _ value: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try addTrait(key, sourceLocation: sourceLocation)
    try press("Tab", "Enter")
    try see("│> ", sourceLocation: sourceLocation)
    try choose(kind, finding: kind, sourceLocation: sourceLocation)
    try pressAndWait("Tab", sourceLocation: sourceLocation)
    try type(value)
    try seeSelected(value, sourceLocation: sourceLocation)
  }

  /// Types a value in place of the one that a trait has.
  func fillTrait(
    _ key: String, _ value: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try reach(key, sourceLocation: sourceLocation)
    try press("End", "C-u")
    try type(value)
    try seeSelected(value, sourceLocation: sourceLocation)
  }

  /// Takes a trait away, which is one of the kinds that lie before its value.
  func removeTrait(_ key: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try reach(key, sourceLocation: sourceLocation)
    try pressAndWait("BTab", sourceLocation: sourceLocation)
    try press("Enter")
    try see("│> ", sourceLocation: sourceLocation)
    try choose("remove", finding: "remove", sourceLocation: sourceLocation)
  }

  /// The last row is for a new trait; when the cursor is on its name, that is a blank line.
  private func addTrait(_ key: String, sourceLocation: SourceLocation) throws {
    try reach("_____", sourceLocation: sourceLocation)
    try type(key)
    try seeSelected(key, sourceLocation: sourceLocation)
  }

  /// Saves the form, and waits until it has gone. Where a trait is taken away, that is asked first.
  func save(
    takingAway trait: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try see("C-s save", sourceLocation: sourceLocation)
    try press("C-s")
    if let trait {
      try see("Clear \(trait) (now ", sourceLocation: sourceLocation)
      try press("y")
    }
    try seeNoForm(sourceLocation: sourceLocation)
  }

  /// Waits until no form is on screen, not even one that waits for its answer.
  func seeNoForm(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("the end of the form", screen: screen, sourceLocation: sourceLocation) {
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      return !lines.isEmpty
        && !lines.contains { $0.hasPrefix(" Edit ") || $0.hasPrefix(" New ") }
    }
  }

  /// Waits until nothing is on its way to the server.
  func seeNothingWaiting(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("an empty outbox", screen: screen, sourceLocation: sourceLocation) {
      let top = header
      return !top.isEmpty && !top.contains(" out ")
    }
  }
}
