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
  mutating func run(_ command: Command, in overlay: Overlay) -> [Effect] {
    switch overlay {
    case .prompt(let prompt): run(command, in: prompt)
    case .picker(let picker): run(command, in: picker)
    case .help(let help): run(command, in: help)
    case .question(let question): run(command, in: question)
    case .calendar(let calendar): run(command, in: calendar)
    case .messages: runInMessages(command)
    case .outbox(let outbox): run(command, in: outbox)
    case .drafts(let drafts): run(command, in: drafts)
    case .conflict(let conflict): run(command, in: conflict)
    }
  }

  private mutating func typed(_ prompt: PromptViewModel) -> [Effect] {
    overlay = .prompt(prompt)
    return prompt.purpose == .filter ? filter(prompt.editor.text) : []
  }

  private mutating func run(_ command: Command, in prompt: PromptViewModel) -> [Effect] {
    var prompt = prompt
    switch command {
    case .dialog(.cancel):
      overlay = overlayBelow.popLast()
      return prompt.purpose == .filter ? filter(prompt.initial) : []
    case .dialog(.accept):
      overlay = nil
      remember(prompt)
      return accept(prompt)
    case .dialog(.complete):
      if prompt.purpose == .command { prompt.complete(from: PromptLine.words) }
      overlay = .prompt(prompt)
    case .dialog(.previous):
      prompt.previousEntry()
      return typed(prompt)
    case .dialog(.next):
      prompt.nextEntry()
      return typed(prompt)
    default:
      guard case .editor(let command) = command else { return [] }
      prompt.run(command)
      return typed(prompt)
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
    case .run(let command): return run(command)
    case .find(let text):
      finding = (text, screen?.id ?? 0)
      say("Looking for “\(text)”…")
      return [.find(text)]
    case .incomplete(let command):
      say("“\(command.words.name)” needs a word behind it, such as “\(command.text)”.", .warning)
      return []
    case .unknown(let word):
      say("There is no command “\(word)”. Tab lists them all.", .warning)
      return []
    }
  }

  private mutating func run(_ command: Command, in picker: PickerViewModel) -> [Effect] {
    var picker = picker
    switch command {
    case .dialog(.cancel): overlay = nil
    case .dialog(.accept):
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
    case .dialog(.complete):
      picker.fillIn()
      overlay = .picker(picker)
    case .dialog(.next): move(1)
    case .dialog(.previous): move(-1)
    default:
      let typed = picker.editor.text
      guard case .editor(let command) = command else { return [] }
      picker.run(command)
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
    case .field(let path): return setField(path, isColumn: false)
    case .column(let path): return setField(path, isColumn: true)
    }
  }

  private mutating func run(_ command: Command, in calendar: CalendarViewModel) -> [Effect] {
    var calendar = calendar
    let now = now
    switch command {
    case .dialog(.cancel):
      overlay = nil
      return []
    case .dialog(.accept):
      overlay = nil
      return withForm { $0.choose(calendar.day, now: now) }
    case .editor(.left): calendar.move(days: -1)
    case .editor(.right): calendar.move(days: 1)
    case .move(.up): calendar.move(days: -7)
    case .move(.down): calendar.move(days: 7)
    case .move(.pageUp): calendar.move(months: -1)
    case .move(.pageDown): calendar.move(months: 1)
    default: break
    }
    overlay = .calendar(calendar)
    return []
  }

  private mutating func run(_ command: Command, in help: HelpViewModel) -> [Effect] {
    var help = help
    switch command {
    case .dialog(.cancel):
      overlay = overlayBelow.popLast()
      return []
    case .dialog(.accept):
      overlay = overlayBelow.popLast()
      return help.command.map { run($0) } ?? []
    case .dialog(.next): help.move(by: 1)
    case .dialog(.previous): help.move(by: -1)
    case .editor(let command): help.run(command)
    default: break
    }
    overlay = .help(help)
    return []
  }

  private mutating func run(_ command: Command, in question: QuestionViewModel) -> [Effect] {
    switch command {
    case .dialog(.yes):
      overlay = overlayBelow.popLast()
      return confirm(question.confirmation)
    case .dialog(.no), .dialog(.cancel), .dialog(.accept): overlay = overlayBelow.popLast()
    default: break
    }
    return []
  }

  private mutating func runInMessages(_ command: Command) -> [Effect] {
    switch command {
    case .screen(.close), .screen(.stepBack): overlay = nil
    case .move(let command): logTop += command.distance(page: layout.bodyHeight)
    default: return runBelow(command)
    }
    logTop = max(0, min(logTop, log.entries.count - 1))
    return []
  }
}
