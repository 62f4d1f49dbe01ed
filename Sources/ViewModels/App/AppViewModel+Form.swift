// A form in use: what keys do in it, and what pickers put into it.

import VitallyModel

extension AppViewModel {
  /// The form on the screen in sight.
  public var form: FormViewModel? { screen?.form }

  /// Whether keys belong to a form, or to one that is about to open.
  var isTypingInForm: Bool { opening != nil || form != nil }

  /// Types text into the form.
  mutating func typeInForm(_ text: String) -> [Effect] {
    if let opening {
      self.opening = opening.adding(.text(text))
      return []
    }
    guard form?.isEditing == true else { return hold() }
    if form?.refusesLines(of: text) == true {
      say("Nothing was pasted: these are several lines, and this is one field.", .warning)
      return []
    }
    let now = now
    var demand = FormViewModel.Demand.nothing
    return withForm { form in demand = form.insert(text, now: now) } + meet(demand)
  }

  /// Runs a command in the form.
  mutating func runForm(_ command: Command) -> [Effect] {
    if let opening {
      self.opening = opening.adding(.command(command))
      return []
    }
    guard form?.isEditing == true else {
      return command == .form(.leave) ? goOn() : hold()
    }
    notice = nil
    switch command {
    case .form(.save): return saveForm()
    case .form(.leave): return leaveForm()
    case .form(.discard): return discardForm()
    default: break
    }
    let now = now
    var demand: FormViewModel.Demand?
    let effects = withForm { form in demand = form.run(command, now: now) }
    return effects + meet(demand ?? .nothing)
  }

  /// A form that waits for the server takes no keys: they were meant for it, and not for the list
  /// below.
  private mutating func hold() -> [Effect] {
    notice = Notice(.info, "Saving… Esc goes on without waiting.")
    return []
  }

  /// Changes the form, works out what is on screen, and sees to it that what was typed is kept.
  mutating func withForm(_ change: (inout FormViewModel) -> Void) -> [Effect] {
    guard let last = stack.indices.last, stack[last].form != nil else { return [] }
    // Taken out first, so that a long text is not copied for every key.
    guard var form = stack[last].form.take() else { return [] }
    let wasDirty = form.isDirty
    change(&form)
    let isDirty = form.isDirty
    stack[last].form = form
    return fit() + (isDirty && !wasDirty ? [.remind(.keepDraft, after: Self.draftDelay)] : [])
  }

  /// How long typing stays off the disk at most, in seconds.
  private static let draftDelay = 0.4
  /// How long a form waits for the server's answer, in seconds.
  static let answerDelay = 2.0

  private mutating func meet(_ demand: FormViewModel.Demand) -> [Effect] {
    switch demand {
    case .nothing: return []
    case .save: return saveForm()
    case .editOutside(let text): return keepDraft() + [.editText(text)]
    case .calendar(let day):
      overlay = .calendar(
        CalendarViewModel(day, today: now.today, firstWeekday: now.firstWeekday))
      return []
    case .pick(let text): return pick(text)
    }
  }

  private mutating func pick(_ text: String) -> [Effect] {
    guard let form, let cell = form.focusedCell, let row = form.focusedRow else { return [] }
    let title = form.isAtKind ? "Kind" : row.field.label
    switch cell.input {
    case .option(let option):
      let items = option.options.map {
        PickerViewModel.Item($0.label, choice: .value($0.value))
      }
      let index = option.options.firstIndex { $0.value == option.selected } ?? 0
      var picker = PickerViewModel(title, items, selected: index)
      if !text.isEmpty { picker.insert(text) }
      overlay = .picker(picker)
      return []
    case .records(let records):
      let near = form.parent ?? form.ref
      let query = MatchQuery(records.resource, words: text, near: near)
      return search(PickerViewModel(title, search: query))
    case .line, .text, .fixed: return []
    }
  }

  /// Looks up what is typed in a picker.
  mutating func search(_ picker: PickerViewModel) -> [Effect] {
    var picker = picker
    guard let search = picker.nextSearch() else {
      overlay = .picker(picker)
      return []
    }
    overlay = .picker(picker)
    return [.read(.matches, generation: search.generation, .matches(search.query))]
  }

  /// Takes what a search brought. Where nothing here fits, the server is asked.
  mutating func receive(_ matches: [Match], generation: Int) -> [Effect] {
    guard case .picker(var picker)? = overlay, let query = picker.search else { return [] }
    picker.receive(matches, generation: generation)
    let words = query.words.trimmed
    let asks =
      matches.isEmpty && !picker.isSearching && words.count > 3 && !words.contains(" ")
      && words != picker.askedFor && query.resource.schema.reading != .inListsOnly
    if asks { picker.askedFor = words }
    let takesMatch = picker.takesMatch && !picker.isSearching && picker.choice != nil
    if !picker.isSearching { picker.takesMatch = false }
    overlay = .picker(picker)
    if takesMatch { return update(.command(.dialog(.accept))) }
    return asks ? [.lookFor(words, query.resource)] : []
  }
}
