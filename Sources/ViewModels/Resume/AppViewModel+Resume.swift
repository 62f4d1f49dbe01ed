// Where the user is, from the layers that are open, and opening them again at a later start.

import VitallyModel

extension AppViewModel {
  // MARK: Noting

  /// The place as it is now.
  var place: ResumePoint {
    let layers = stack.indices.compactMap { index -> ResumePoint.Layer? in
      let below = index > 0 ? stack[index - 1].layer : nil
      return ResumePoint.Layer(of: stack[index].layer, over: below)
    }
    return ResumePoint(
      savedAt: now.moment, day: now.today,
      layers: layers.suffix(ResumePoint.mostLayers))
  }

  /// How long a place rests until it is noted, in seconds; the first time it is noted soon, since the
  /// note of the last session is no longer there.
  private static let (rest, firstRest) = (3.0, 0.5)

  /// Has the place noted a little later: something was pressed.
  mutating func notePlaceLater(isFirst: Bool = false) -> [Job] {
    guard keepsPlace, !isPlaceAwaited else { return [] }
    isPlaceAwaited = true
    return [.ofNobody(.remind(.notePlace, after: isFirst ? Self.firstRest : Self.rest))]
  }

  /// Notes the place if it is another than the one that was noted last; on leaving in any case.
  mutating func notePlace(isLeaving: Bool = false) -> [Job] {
    isPlaceAwaited = false
    guard keepsPlace else { return [] }
    let place = place
    guard isLeaving || place.layers != noted?.layers || place.day != noted?.day else { return [] }
    noted = place
    return [.ofNobody(.keepPlace(place, isLast: isLeaving))]
  }

  // MARK: Opening

  /// Opens what is to be seen first: where the user was earlier today, or else the first screen.
  mutating func openFirst(_ first: FirstScreen) -> [Job] {
    if let point = former, point.day == now.today, point.hasScreens {
      former = nil
      return open(point) + notePlaceLater(isFirst: true)
    }
    let jobs = open(first)
    if let point = former, point.hasScreens {
      let dates = DateText(now: now)
      shared.hint(
        "\(shared.keys[.app(.resume)]) goes back to where you left off \(dates.ago(point.savedAt))."
      )
    }
    return jobs + notePlaceLater(isFirst: true)
  }

  private mutating func open(_ first: FirstScreen) -> [Job] {
    switch first {
    case .accounts: return showView(.account)
    case .accountsOfferingToday:
      shared.hint(
        "\(shared.keys[.app(.today)]) shows your day: start = \"today\" in config.toml opens it first."
      )
      return showView(.account)
    case .today: return showToday()
    case .todayAskingWho: return showToday() + (askWho(before: .app(.today)) ?? [])
    }
  }

  /// Opens the place of an earlier session on top of what is open.
  mutating func resume() -> [Job] {
    guard let point = former, point.hasScreens else {
      shared.say("No earlier session has left anything open.")
      return []
    }
    former = nil
    return leaveOverlays() + open(point)
  }

  private mutating func open(_ point: ResumePoint) -> [Job] {
    let sentence = point.sentence(DateText(now: now).clock(point.savedAt))
    // What a form says may take the place of it; what is missing must be found again.
    if point.lacksSomething { shared.say(sentence, .warning) } else { shared.hint(sentence) }
    var jobs: [Job] = []
    for layer in point.layers { jobs += open(layer) }
    return jobs + fetch(point)
  }

  private mutating func open(_ layer: ResumePoint.Layer) -> [Job] {
    switch layer {
    case .records(let screen): push(.browse(BrowseViewModel(resuming: screen, in: shared)))
    case .search(let text): push(.search(SearchViewModel(text)))
    case .show(let destination): push(destination.layer)
    case .jump(let text): push(.jump(jumpBox(typed: text)))
    case .form(let form): push(.opening(form.opening))
    case .prompt(let prompt): open(prompt)
    }
  }

  private mutating func open(_ prompt: ResumePoint.Prompt) -> [Job] {
    guard var line = line(prompt) else { return [] }
    // What is typed next goes on with it.
    line.editor = LineEditor(prompt.text)
    return push(.prompt(line))
  }

  private mutating func line(_ prompt: ResumePoint.Prompt) -> PromptViewModel? {
    let list = top?.records?.focusedList
    switch prompt.kind {
    case .command: return commandLine()
    case .search: return shared.prompt(.search)
    case .viewName: return list.map { _ in PromptViewModel(.viewName) }
    case .filter, .marks:
      guard let list, let index = recordsIndex, case .browse(var screen) = stack[index].layer
      else { return nil }
      if prompt.kind == .marks {
        screen.asked = .filter(isClosed: false)
        stack[index].layer = .browse(screen)
      }
      let initial = ListFilter(line: prompt.initial, filter: Filter())
      return shared.prompt(
        FilterInput(list.filterScope(now), initial), text: prompt.text)
    }
  }

  /// Has fetched what the screens show.
  private func fetch(_ point: ResumePoint) -> [Job] {
    var resources: [Resource] = []
    for case .records(let screen) in point.layers {
      if let list = screen.list, list.parent == nil, !resources.contains(list.resource) {
        resources.append(list.resource)
        if case .today = list.kind, !resources.contains(.account) { resources.append(.account) }
      }
    }
    let jobs = resources.map { job(.show($0)) }
    guard let screen, screen.focus == .detail, let detail = screen.detail else { return jobs }
    return jobs
      + [job(.fetch(detail.ref, first: detail.related?.query.resource, isForced: false))]
  }
}

extension ResumePoint {
  /// Whether there were more marks in a list than are noted.
  private var hasMoreMarks: Bool {
    layers.contains { layer in
      guard case .records(let screen) = layer else { return false }
      return screen.list?.hasMoreMarks == true || screen.detail?.related?.hasMoreMarks == true
    }
  }

  /// Whether not everything is there that was.
  fileprivate var lacksSomething: Bool { goneCount > 0 || hasMoreMarks }

  /// What the user has to know about a place that is open again.
  fileprivate func sentence(_ clock: String) -> String {
    var sentence = "Back where you left off at \(clock)"
    if goneCount == 1 { sentence += "; one thing that was open or marked is gone" }
    if goneCount > 1 { sentence += "; \(goneCount) things that were open or marked are gone" }
    if hasMoreMarks {
      sentence += "; marks of more than \(NumberText.grouped(Self.mostMarks)) rows are not kept"
    }
    return sentence + "."
  }
}

extension ResumePoint.Layer {
  /// What to note of a layer; nil for nothing.
  fileprivate init?(of layer: AnyLayer, over below: AnyLayer?) {
    switch layer {
    case .browse(let screen): self = .records(screen.resumed)
    case .search(let search): self = .search(search.editor.text)
    case .jump(let jump): self = .jump(jump.editor.text)
    case .messages: self = .show(.messages)
    case .outbox: self = .show(.outbox)
    case .drafts: self = .show(.drafts)
    case .sync: self = .show(.sync)
    case .views: self = .show(.views)
    case .form(let form):
      guard let form = form.resumed else { return nil }
      self = .form(form)
    case .opening(let opening):
      guard let form = opening.resumed else { return nil }
      self = .form(form)
    case .prompt(let prompt):
      guard let prompt = prompt.resumed(over: below) else { return nil }
      self = .prompt(prompt)
    case .column, .picker, .help, .question, .removal, .attaching, .calendar, .conflict, .columns,
      .followUps, .score, .bulk:
      return nil
    }
  }
}

extension PromptViewModel {
  /// What to note of an input line over a layer; nil for nothing.
  fileprivate func resumed(over below: AnyLayer?) -> ResumePoint.Prompt? {
    let kind: ResumePoint.Prompt.Kind? =
      switch (purpose, below) {
      case (.command, _): .command
      case (.filter, .browse(let screen)?): screen.marksByFilter ? .marks : .filter
      case (.search, .browse?): .search
      case (.viewName, .browse?): .viewName
      default: nil
      }
    return kind.map { ResumePoint.Prompt(kind: $0, text: editor.text, initial: initial) }
  }
}
