// What a cell of a form holds while it is being edited. Four ways of input serve every kind of
// field: a line, a text, an option, and records that are looked up.

import VitallyModel

/// What is typed or chosen in a cell.
enum FormInput: Equatable, Sendable {
  /// One line: text, numbers, dates, tags.
  case line(LineEditor)
  /// Many lines.
  case text(TextEditor)
  /// One of a few values.
  case option(OptionInput)
  /// Records of a resource.
  case records(RecordInput)
  /// Shown only; the sentence says why, empty where that is plain.
  case fixed(String)
}

/// One of a few values, or none.
struct OptionInput: Equatable, Sendable {
  /// One value with its name.
  struct Option: Hashable, Sendable {
    /// What is sent.
    var value: JSONValue
    /// What is shown.
    var label: String
  }

  /// What there is to choose from.
  let options: [Option]
  /// Whether nothing can be chosen, too.
  var canBeEmpty = true
  /// What is chosen; null for nothing.
  var selected: JSONValue

  /// The name of what is chosen.
  var label: String { options.first { $0.value == selected }?.label ?? "" }

  /// Chooses nothing, where that is possible.
  mutating func clear() {
    if canBeEmpty { selected = .null }
  }

  /// Chooses the next or the previous one, from the last on with the first.
  mutating func step(by distance: Int) {
    guard !options.isEmpty else { return }
    let index = options.firstIndex { $0.value == selected }
    let next = index.map { $0 + distance } ?? (distance > 0 ? 0 : options.count - 1)
    selected = options[(next + options.count) % options.count].value
  }
}

/// Records that a field names.
struct RecordInput: Equatable, Sendable {
  /// The kind of record.
  let resource: Resource
  /// Whether there may be several.
  let isMany: Bool
  /// Records that stay whatever is chosen: the server only adds to them.
  let kept: [Ref]
  /// What is chosen, in order.
  var chosen: [Ref]

  /// Chooses a record: in place of the one before, or beside the others.
  mutating func choose(_ ref: Ref) {
    guard !kept.contains(ref) else { return }
    if !isMany {
      chosen = [ref]
    } else if !chosen.contains(ref) {
      chosen.append(ref)
    }
  }
}

extension Ref {
  /// The name of the record in what is sent: its id, or our own name of it until it has one.
  var wireText: String { serverID ?? description }

  /// The record that a stored or sent text names.
  init(wireText text: String, _ resource: Resource) {
    self = text.hasPrefix("made:") ? Ref(text) ?? .server(resource, text) : .server(resource, text)
  }
}
