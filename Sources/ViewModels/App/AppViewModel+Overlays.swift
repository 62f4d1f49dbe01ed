// What lies over a screen: typing into it, and what Enter does there.

import VitallyModel

extension AppViewModel {
  /// Types text into whatever takes text.
  mutating func type(_ text: String) -> [Effect] {
    switch overlay {
    case .prompt(var prompt):
      prompt.insert(text)
      return typed(prompt)
    case .picker(var picker):
      picker.insert(text)
      return search(picker)
    case .help(var help):
      help.insert(text)
      overlay = .help(help)
    case nil where isTypingInForm: return typeInForm(text)
    case .question, .messages, .outbox, .drafts, .conflict, .calendar, nil: break
    }
    return []
  }

  /// Runs a command in an overlay.
  mutating func run(_ invocation: Invocation, in overlay: Overlay) -> [Effect] {
    switch overlay {
    case .prompt(let prompt): run(invocation.command, in: prompt)
    case .picker(let picker): run(invocation.command, in: picker)
    case .help(let help): run(invocation.command, in: help)
    case .question(let question): run(invocation.command, in: question)
    case .calendar(let calendar): run(invocation.command, in: calendar)
    case .messages: runInMessages(invocation)
    case .outbox(let outbox): run(invocation, in: outbox)
    case .drafts(let drafts): run(invocation, in: drafts)
    case .conflict(let conflict): run(invocation, in: conflict)
    }
  }

  private mutating func typed(_ prompt: PromptViewModel) -> [Effect] {
    overlay = .prompt(prompt)
    return prompt.purpose == .filter ? filter(prompt.editor.text) : []
  }

  private mutating func run(_ command: Command, in prompt: PromptViewModel) -> [Effect] {
    var prompt = prompt
    switch command {
    case .cancel:
      overlay = overlayBelow.popLast()
      return prompt.purpose == .filter ? filter(prompt.initial) : []
    case .accept:
      overlay = nil
      remember(prompt)
      return accept(prompt)
    case .complete:
      if prompt.purpose == .command { prompt.complete(from: PromptLine.words) }
      overlay = .prompt(prompt)
    case .previousEntry:
      prompt.previousEntry()
      return typed(prompt)
    case .nextEntry:
      prompt.nextEntry()
      return typed(prompt)
    default:
      if prompt.run(command) { return typed(prompt) }
    }
    return []
  }

  private mutating func remember(_ prompt: PromptViewModel) {
    let text = prompt.editor.text
    guard !text.isEmpty, history[prompt.purpose]?.last != text else { return }
    history[prompt.purpose, default: []].append(text)
  }

  private mutating func accept(_ prompt: PromptViewModel) -> [Effect] {
    let text = prompt.editor.text
    switch prompt.purpose {
    case .filter: return filter(text)
    case .search:
      if !text.isEmpty { search(text) }
      return []
    case .command: return runLine(text)
    case .value: return takeValue(prompt)
    }
  }

  private mutating func runLine(_ text: String) -> [Effect] {
    switch PromptLine.read(text) {
    case .nothing: return []
    case .run(let invocation): return run(invocation)
    case .find(let text):
      finding = (text, screen?.id ?? 0)
      say("Looking for “\(text)”…")
      return [.find(text)]
    case .unknown(let word):
      say("There is no command “\(word)”. Tab lists them all.", .warning)
      return []
    }
  }

  private mutating func run(_ command: Command, in picker: PickerViewModel) -> [Effect] {
    var picker = picker
    switch command {
    case .cancel: overlay = nil
    case .accept:
      guard !picker.isSearching else {
        picker.takesMatch = true
        overlay = .picker(picker)
        return []
      }
      guard let choice = picker.choice?.choice else { return [] }
      overlay = nil
      switch choice {
      case .sort(let path): return sort(by: path)
      case .target(let target): return open(target)
      default: return take(choice, named: picker.choice?.title ?? "")
      }
    case .complete:
      picker.fillIn()
      overlay = .picker(picker)
    case .nextEntry: move(1)
    case .previousEntry: move(-1)
    default:
      let typed = picker.editor.text
      guard picker.run(command) else { return [] }
      if picker.editor.text != typed { return search(picker) }
      overlay = .picker(picker)
    }
    return []

    func move(_ distance: Int) {
      picker.move(by: distance)
      overlay = .picker(picker)
    }
  }

  /// Takes what was picked for a form.
  private mutating func take(_ choice: PickerChoice, named name: String) -> [Effect] {
    let now = now
    switch choice {
    case .sort, .target: return []
    case .value(let value):
      return withForm { $0.choose(option: value, now: now) } + saveBox()
    case .record(let ref):
      return withForm { $0.choose(ref, named: name, now: now) } + [.visit(ref)] + saveBox()
    case .field(let path): return run(Invocation(.setField, path.text))
    case .column(let path): return run(Invocation(.editColumn, path.text))
    }
  }

  private mutating func run(_ command: Command, in calendar: CalendarViewModel) -> [Effect] {
    var calendar = calendar
    let now = now
    switch command {
    case .cancel:
      overlay = nil
      return []
    case .accept:
      overlay = nil
      return withForm { $0.choose(calendar.day, now: now) }
    case .cursorLeft: calendar.move(days: -1)
    case .cursorRight: calendar.move(days: 1)
    case .up: calendar.move(days: -7)
    case .down: calendar.move(days: 7)
    case .pageUp: calendar.move(months: -1)
    case .pageDown: calendar.move(months: 1)
    default: break
    }
    overlay = .calendar(calendar)
    return []
  }

  private mutating func run(_ command: Command, in help: HelpViewModel) -> [Effect] {
    var help = help
    switch command {
    case .cancel:
      overlay = overlayBelow.popLast()
      return []
    case .accept:
      overlay = overlayBelow.popLast()
      return help.invocation.map { run($0) } ?? []
    case .nextEntry: help.move(by: 1)
    case .previousEntry: help.move(by: -1)
    default: _ = help.run(command)
    }
    overlay = .help(help)
    return []
  }

  private mutating func run(_ command: Command, in question: QuestionViewModel) -> [Effect] {
    switch command {
    case .yes:
      overlay = overlayBelow.popLast()
      return run(question.yes)
    case .no, .cancel, .accept: overlay = overlayBelow.popLast()
    default: break
    }
    return []
  }

  private mutating func runInMessages(_ invocation: Invocation) -> [Effect] {
    let page = layout.bodyHeight
    switch invocation.command {
    case .close, .stepBack, .cancel: overlay = nil
    case .down: logTop += 1
    case .up: logTop -= 1
    case .halfPageDown: logTop += page / 2
    case .halfPageUp: logTop -= page / 2
    case .pageDown: logTop += page
    case .pageUp: logTop -= page
    case .top: logTop = 0
    case .bottom: logTop = log.entries.count
    default:
      overlay = nil
      return run(invocation)
    }
    logTop = max(0, min(logTop, log.entries.count - 1))
    return []
  }
}
