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
      overlay = .picker(picker)
    case .help(var help):
      help.insert(text)
      overlay = .help(help)
    case .question, .messages, nil: break
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
    case .messages: runInMessages(invocation)
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
      overlay = nil
      return prompt.purpose == .filter ? filter(prompt.initial) : []
    case .accept:
      overlay = nil
      remember(prompt)
      return accept(prompt.editor.text, prompt.purpose)
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

  private mutating func accept(_ text: String, _ purpose: PromptViewModel.Purpose) -> [Effect] {
    switch purpose {
    case .filter: return filter(text)
    case .search:
      if !text.isEmpty { search(text) }
      return []
    case .command: return runLine(text)
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
      guard let choice = picker.choice?.choice else { return [] }
      overlay = nil
      switch choice {
      case .sort(let path): return sort(by: path)
      case .target(let target): return open(target)
      }
    case .complete:
      picker.fillIn()
      overlay = .picker(picker)
    case .nextEntry: move(1)
    case .previousEntry: move(-1)
    default: if picker.run(command) { overlay = .picker(picker) }
    }
    return []

    func move(_ distance: Int) {
      picker.move(by: distance)
      overlay = .picker(picker)
    }
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
      overlay = nil
      return run(question.yes)
    case .no, .cancel, .accept: overlay = nil
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
