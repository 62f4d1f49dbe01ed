// The tasks of a call before they are created: each can be changed or left out.

import Markup
import VitallyModel

/// The state of the screen that shows what is saved of a call.
struct FollowUpsViewModel: Equatable, Sendable {
  /// What the call is about.
  let subject: String
  /// The customer and its name.
  let customer: Ref
  let customerName: String
  /// What the call is logged as.
  let kind: Call.Kind
  /// The tasks.
  var tasks: [FollowUp]
  /// Of a conversation, whom it was with; nil while that is not chosen.
  var person: Ref?
  /// The names of records.
  var names: [Ref: String] = [:]
  private(set) var selection = Selection()
  /// Whether the picker that is open is for the person of a conversation.
  var picksPerson = false
  var area = Area(width: 80, height: 21)

  /// The screen for the tasks of a call.
  init(
    _ tasks: [FollowUp], subject: String, customer: Ref, named customerName: String,
    kind: Call.Kind
  ) {
    self.tasks = tasks
    self.subject = subject
    self.customer = customer
    self.customerName = customerName
    self.kind = kind
  }

  /// Whether it is clear who does each task.
  private var unclearIndex: Int? {
    tasks.firstIndex { !$0.isDropped && $0.unclear != nil }
  }

  /// The task under the cursor.
  var selected: Int? { tasks.indices.contains(selection.row) ? selection.row : nil }

  mutating func move(by distance: Int) { selection.move(by: distance, of: tasks.count) }

  /// Changes the task under the cursor.
  mutating func change(_ edit: (inout FollowUp) -> Void) {
    if let selected { edit(&tasks[selected]) }
  }

  /// Why the call can't be saved yet, with the cursor at the task that is meant; nil when it can.
  mutating func obstacle(_ keys: KeyNames) -> String? {
    if kind == .conversation, person == nil {
      return "Not saved yet: \(keys[.followUps(.person)]) says whom you talked to."
    }
    if let nameless = tasks.firstIndex(where: { !$0.isDropped && $0.name.isEmpty }) {
      selection.select(nameless, of: tasks.count)
      return
        "Not saved yet: a task has no name. \(keys[.followUps(.name)]) names it, \(keys[.followUps(.drop)]) leaves it out."
    }
    guard let unclear = unclearIndex else { return nil }
    selection.select(unclear, of: tasks.count)
    let task = tasks[unclear]
    return
      "Not saved yet: \(task.problem) \(keys[.followUps(.assign)]) picks who does it, \(keys[.followUps(.drop)]) leaves the task out."
  }

  // MARK: Who is meant

  /// The next name that is looked up, and its task.
  var nextName: (task: Int, name: String)? {
    for (index, task) in tasks.enumerated() {
      if let name = task.unclear, task.problem.isEmpty { return (index, name) }
    }
    return nil
  }

  /// Takes those who may be meant by a name, for every task that has it.
  mutating func take(_ matches: [Match], for name: String) {
    let exact = matches.filter { match in
      let words = [match.title] + match.title.split(separator: " ").map(String.init)
      return (words + [match.detail]).contains { $0.folded == name.folded }
    }
    let meant = exact.count == 1 ? exact : matches
    for index in tasks.indices where tasks[index].unclear == name {
      if meant.count == 1 {
        names[meant[0].ref] = meant[0].title
        tasks[index].assignee = meant[0].ref
        tasks[index].unclear = nil
      } else {
        tasks[index].problem =
          meant.isEmpty
          ? "nobody is called “\(name)”." : "“\(name)” may be \(Self.words(meant))."
      }
    }
  }

  private static func words(_ matches: [Match]) -> String {
    let some = matches.prefix(3).map(\.title)
    return some.dropLast().joined(separator: ", ") + " or " + (some.last ?? "")
      + (matches.count > some.count ? " or others" : "")
  }
}
