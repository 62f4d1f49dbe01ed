// The app's own commands: those that work everywhere, and going from screen to screen.

import VitallyModel

extension AppViewModel {
  /// Runs a command in the focused layer. If that layer doesn't handle it, the app does; it never
  /// reaches the layer below.
  mutating func run(_ command: Command) -> [Job] {
    if case .app(let command) = command, let jobs = runEverywhere(command) { return jobs }
    noteCancelled(command)
    if let jobs = askWho(before: command) { return jobs }
    guard let placed = stack.last else { return [] }
    switch availability(of: command) {
    case .yes: break
    case .no(let reason):
      shared.say(reason, .warning)
      return []
    case .hidden:
      shared.hint("“\(command.words.title)” does nothing here.")
      return []
    }
    let (jobs, isHandled) = send(.command(command), to: placed.id)
    if isHandled { return jobs }
    shared.clearNotice()
    if case .app(let command) = command {
      return jobs + tellingDecisions { $0.run(command) }
    }
    shared.hint("“\(command.words.title)” does nothing here.")
    return jobs
  }

  /// Runs a command that works in boxes and forms too; nil for any other.
  private mutating func runEverywhere(_ command: AppCommand) -> [Job]? {
    switch command {
    case .redraw: return [job(.redraw)]
    case .suspend: return sendToAll(.keepTyped) + notePlace() + [job(.suspend)]
    case .quit: return quit()
    case .help: return showHelp()
    case .prompt, .openView, .openSaved, .show, .search, .jump, .waiting, .today, .resume,
      .identify, .sendOutbox, .undo, .redo, .back, .forward:
      return nil
    }
  }

  private mutating func showHelp() -> [Job] {
    if case .help? = top { return [] }
    let bindings = named(contexts.flatMap { shared.bindings[$0] ?? [] } + everywhere(contexts))
    let help = HelpViewModel(bindings, marks: MarkLegend.all(shared.keys)) { availability(of: $0) }
    return push(.help(help))
  }

  private mutating func run(_ command: AppCommand) -> [Job] {
    switch command {
    case .help, .redraw, .suspend, .quit: return runEverywhere(command) ?? []
    case .prompt: return push(.prompt(commandLine()))
    case .show(let destination): return leaveOverlays() + push(destination.layer)
    case .search(let words):
      return leaveOverlays() + push(.search(SearchViewModel(words ?? "")))
    case .jump: return push(.jump(jumpBox()))
    case .openView(let resource): return leaveOverlays() + showView(resource)
    case .waiting: return leaveOverlays() + showWaiting()
    case .identify: return leaveOverlays() + push(.picker(.identity))
    case .today:
      let jobs = leaveOverlays() + showToday()
      sayWhoseDay()
      return jobs
    case .resume: return resume()
    case .openSaved(let text): return openSaved(text)
    case .undo: return press(.undo)
    case .redo: return press(.redo)
    case .back: return leaveOverlays() + back()
    case .forward: return leaveOverlays() + forward()
    case .sendOutbox:
      return sendNow()
    }
  }

  /// Sends what waits, but for what the user has paused.
  private mutating func sendNow() -> [Job] {
    // What was decided just now is sent as soon as it is on disk.
    let isWriting = !shared.submitting.isEmpty
    if !isWriting, shared.waitingCount > 0, shared.waitingCount == shared.pausedCount {
      let what =
        shared.waitingCount == 1
        ? "the only change is" : "all \(NumberText.grouped(shared.waitingCount)) changes are"
      shared.say("Nothing is sent: \(what) paused. See \(shared.keys[.app(.show(.outbox))]).")
      return []
    }
    if shared.waitingCount == 0, !isWriting {
      shared.say("Nothing is waiting to be sent.")
    } else {
      shared.saySending()
    }
    return [job(.sendOutbox(trustsKey: false))]
  }

  /// An empty command line over the focused layer.
  func commandLine() -> PromptViewModel {
    var prompt = shared.prompt(.command)
    if availability(of: .list(.sort(nil))) == .yes {
      prompt.sorting = top?.records?.sorting(shared.now)
    }
    prompt.completion = PromptLine.completion(
      columns: top?.records?.sortableFields ?? [], fields: top?.records?.editableFields ?? [],
      views: shared.views.views
    ) { availability(of: $0) == .yes }
    return prompt
  }

  /// The box for jumps over the focused layer.
  func jumpBox(typed: String = "") -> JumpViewModel {
    JumpViewModel(top.map(jumpCommands) ?? [], typed: typed)
  }

  /// The commands that can be jumped to over a layer.
  private func jumpCommands(over layer: AnyLayer) -> [JumpCommand] {
    let face = layer.face(in: shared)
    return JumpCommand.all(in: face.contexts, shared) { availability(of: $0, in: layer, face) }
  }

  /// What could not be run when the box was opened may be possible now, once its rows are there.
  mutating func refreshJump() {
    guard stack.count > 1, case .jump(var jump)? = top else { return }
    jump.take(jumpCommands(over: stack[stack.count - 2].layer))
    stack[stack.count - 1].layer = .jump(jump)
  }

  /// Runs what was typed after the colon.
  mutating func run(line: String) -> [Job] {
    switch PromptLine.read(line) {
    case .nothing: return []
    case .run(let command): return run(command)
    case .filter(let resource, let line):
      return tellingDecisions { $0.leaveOverlays() + $0.showView(resource, filter: line) }
    case .find(let text):
      let finding = Finding(text: text, screen: stack.last?.id)
      self.finding = finding
      shared.say(finding.sentence)
      return [job(.find(text))]
    // For these the line stays open, with the reason.
    case .incomplete, .tooMuch, .openWhat, .unknown: break
    }
    return []
  }

  // MARK: The stack

  /// Carries out a layer's navigation on the stack.
  mutating func go(_ move: Navigation, from id: LayerID) -> [Job] {
    guard let index = stack.firstIndex(where: { $0.id == id }) else { return [] }
    switch move {
    case .push(let layer): return insert(layer, at: index + 1)
    case .replace(let layer):
      stack.remove(at: index)
      return insert(layer, at: index)
    case .close where stack[index].layer.records != nil:
      if stack.count(where: { $0.layer.records != nil }) > 1 { return back() }
      let waiting =
        shared.heldCount > 0
        ? " What is held back is sent first."
        : shared.changes.isEmpty ? "" : " Unsent changes are kept."
      return push(.question(QuestionViewModel("Quit vitty?\(waiting)", to: .quit)))
    case .back where stack[index].layer.records != nil: return back()
    case .close, .back:
      let hadKeys = index == stack.count - 1
      stack.remove(at: index)
      return hadKeys ? sendToTop(.uncovered) : []
    }
  }

  /// Puts a layer on top of the stack.
  mutating func push(_ layer: AnyLayer) -> [Job] { insert(layer, at: stack.count) }

  private mutating func insert(_ layer: AnyLayer, at index: Int) -> [Job] {
    let placed = placed(layer)
    stack.insert(placed, at: index)
    if layer.records != nil {
      // `arrange` tells it that it is visible, once it has its area.
      ahead = []
      return []
    }
    return send(.appeared, to: placed.id).jobs
  }

  /// Closes everything above the screen.
  mutating func leaveOverlays() -> [Job] {
    guard let index = recordsIndex, index < stack.count - 1 else { return [] }
    stack.removeSubrange((index + 1)...)
    return sendToTop(.uncovered)
  }

  /// Goes back to the previous screen.
  private mutating func back() -> [Job] {
    guard let index = recordsIndex, index > 0 else { return [] }
    let screen = stack.remove(at: index)
    ahead.append(screen)
    let jobs = screen.layer.records?.lastRead.map { sendToTop(.reply($0)) } ?? []
    // Below a record that was opened from a search lies the search.
    return jobs + (stack.last?.layer.records == nil ? sendToTop(.uncovered) : [])
  }

  /// Goes forward to the screen that was left last.
  private mutating func forward() -> [Job] {
    guard let next = ahead.popLast() else { return [] }
    stack.append(next)
    return []
  }

  /// Shows the list of a resource; one that is already open comes to the top as it was left.
  /// A filter takes the place of the one that it has.
  mutating func showView(_ resource: Resource, filter line: String? = nil) -> [Job] {
    var jobs = [job(.show(resource))]
    if !raise(where: { $0.isList(of: resource) }) {
      jobs += push(.browse(BrowseViewModel(listing: resource, in: shared)))
    }
    guard let line, let placed = stack.last, case .browse(var screen) = placed.layer else {
      return jobs
    }
    let outcome = screen.filter(by: line)
    stack[stack.count - 1].layer = .browse(screen)
    return jobs + outcome.effects.map { Job(layer: placed.id, effect: $0) }
  }

  /// Shows what the user has put aside.
  private mutating func showWaiting() -> [Job] {
    let view = SavedView.waiting
    if raise(where: { $0.list?.view == view }) { return [] }
    return push(.browse(BrowseViewModel(showing: view, in: shared)))
  }

  /// Opens the saved view with a number or a name; one that is already open comes to the top as it
  /// was left.
  mutating func openSaved(_ text: String, isLast: Bool = false) -> [Job] {
    guard let view = shared.views.view(meant: text) else {
      if !isLast {
        awaitedView = text
        return [job(.read(.entries, generation: 0, .views))]
      }
      let what = Int(text) == nil ? "called “\(text)”" : "number \(text)"
      shared.say(
        "There is no saved view \(what). \(shared.keys[.app(.show(.views))]) lists them all.",
        .warning)
      return []
    }
    let jobs = leaveOverlays() + [job(.show(view.resource))]
    if raise(where: { $0.list?.view == view }) {
      if screen?.list?.isViewChanged == true {
        shared.say(
          "“\(view.name)” is as you changed it for now. \(shared.keys[.list(.resetView)]) shows it as saved."
        )
      }
      return jobs
    }
    return jobs + push(.browse(BrowseViewModel(showing: view, in: shared)))
  }

  /// Brings a screen of records to the top, as it was left. Returns whether there is one.
  mutating func raise(where isWanted: (BrowseViewModel) -> Bool) -> Bool {
    let index = stack.firstIndex { $0.layer.records.map(isWanted) == true }
    guard let index, case .browse(var screen) = stack[index].layer else { return false }
    let isCovered = index != recordsIndex
    var placed = stack.remove(at: index)
    // A search from which a record was opened belongs to the screen below it.
    while isCovered, stack[index].layer.records == nil { stack.remove(at: index) }
    screen.focus = .list
    placed.layer = .browse(screen)
    stack.append(placed)
    return true
  }
}

extension SavedView {
  /// The view of what the user has put aside.
  static let waiting = SavedView("Waiting", .task, "is:waiting")
}
