// The tasks of a call as a layer.

import VitallyModel

extension FollowUpsViewModel: Layer {
  func face(in shared: Shared) -> Face {
    let own: [Command] = tasks.isEmpty ? [] : [.assign, .due, .name, .drop].map { .followUps($0) }
    let person: [Command] = kind == .conversation ? [.followUps(.person)] : []
    return Face(
      contexts: [.followUps],
      hints: [.followUps(.save)] + person + own + [.dialog(.cancel)],
      title: "Save the call")
  }

  func drawing(in shared: Shared) -> Drawing { .page(FollowUpsPage(self, shared).page) }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return lookUpNext()
    case .arranged(let area): self.area = area
    case .command(let command): return run(command, in: &shared)
    case .answer(.read(.matches, _, .matches(let matches))):
      if let next = nextName { take(matches, for: next.name) }
      return lookUpNext()
    case .answer(.read(.matches, _, .failure(let sentence))):
      shared.say(sentence, .failure)
    case .reply(let reply): return take(reply, in: &shared)
    case .answer, .news, .draftsChanged: return .notHandled
    case .text, .uncovered, .keysWait, .row, .keepTyped: break
    }
    return []
  }

  /// Looks the next name up.
  private func lookUpNext() -> Outcome {
    guard let next = nextName else { return [] }
    return [
      .read(
        .matches, generation: next.task, .matches(MatchQuery(.admin, words: next.name, limit: 5)))
    ]
  }

  // MARK: Keys

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .dialog(.cancel): return .close()
    case .move(let command): move(by: command.distance(page: area.height))
    case .followUps(let command): return run(command, in: &shared)
    default: break
    }
    return []
  }

  private mutating func run(_ command: FollowUpsCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .save: return save(in: &shared)
    case .drop:
      change { $0.isDropped.toggle() }
      return []
    case .name: return ask(.taskName, text: selected.map { tasks[$0].name } ?? "", in: shared)
    case .due:
      let day = selected.flatMap { tasks[$0].due }
      return ask(.taskDay, text: day.map(DayReader.text) ?? "", in: shared)
    case .assign:
      guard let selected else { return [] }
      picksPerson = false
      let query = MatchQuery(
        .admin, words: tasks[selected].unclear ?? "", first: shared.now.me)
      return .push(.picker(PickerViewModel("Who does it?", search: query)))
    case .person:
      guard kind == .conversation else {
        shared.say("A note is with nobody in particular.")
        return []
      }
      picksPerson = true
      return .push(
        .picker(PickerViewModel("Whom did you talk to?", search: MatchQuery(.user, near: customer)))
      )
    }
  }

  private func ask(
    _ purpose: PromptViewModel.Purpose, text: String, in shared: Shared
  ) -> Outcome {
    guard selected != nil else { return [] }
    return .push(.prompt(shared.prompt(purpose, text: text)))
  }

  private mutating func save(in shared: inout Shared) -> Outcome {
    if let obstacle = obstacle(shared.keys) {
      shared.say(obstacle, .warning)
      return []
    }
    return .close(.approved(tasks.filter { !$0.isDropped }, with: person))
  }

  // MARK: Replies

  private mutating func take(_ reply: Reply, in shared: inout Shared) -> Outcome {
    switch reply {
    case .picked(.record(let ref), let title):
      names[ref] = title
      if picksPerson {
        person = ref
      } else {
        change {
          $0.assignee = ref
          $0.unclear = nil
          $0.problem = ""
        }
      }
    case .entered(.taskName, let text): return take(name: text.trimmed, in: shared)
    case .entered(.taskDay, let text): return take(day: text.trimmed, in: shared)
    default: break
    }
    return []
  }

  private mutating func take(name: String, in shared: Shared) -> Outcome {
    guard !name.isEmpty else { return askAgain(.taskName, name, "a task needs a name", in: shared) }
    change { $0.name = name }
    return []
  }

  /// Takes a typed day; one that is none is asked for again.
  private mutating func take(day text: String, in shared: Shared) -> Outcome {
    guard !text.isEmpty else {
      change { $0.due = nil }
      return []
    }
    switch DayReader.read(text, now: shared.now) {
    case .success(let day):
      change { $0.due = day }
      return []
    case .failure(let error): return askAgain(.taskDay, text, error.sentence, in: shared)
    }
  }

  private func askAgain(
    _ purpose: PromptViewModel.Purpose, _ text: String, _ problem: String, in shared: Shared
  ) -> Outcome {
    var prompt = shared.prompt(purpose, text: text)
    prompt.problem = problem
    return .push(.prompt(prompt))
  }
}

/// Approving the tasks of a call.
public enum FollowUpsCommand: CaseIterable, CommandGroup {
  case save
  case drop
  case name
  case assign
  case due
  case person

  var topic: CommandTopic { .change }

  var words: CommandWords {
    switch self {
    case .save: .init("call.save", "save", "Saves the call and its tasks.", .followUps)
    case .drop:
      .init("call.drop", "leave out", "Leaves the task out, or takes it back in.", .followUps)
    case .name: .init("call.name", "name", "Changes the name of the task.", .followUps)
    case .assign: .init("call.assign", "assign", "Picks who does the task.", .followUps)
    case .due: .init("call.due", "due day", "Sets the day of the task.", .followUps)
    case .person:
      .init("call.person", "with whom", "Says whom you talked to, for a conversation.", .followUps)
    }
  }
}
