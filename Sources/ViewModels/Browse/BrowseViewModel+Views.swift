// Saved views on a screen of records: opening and keeping them, and keys that change the line of a
// list by a term.

import VitallyModel

extension BrowseViewModel {
  /// Creates the screen of a saved view.
  init(showing view: SavedView, in shared: Shared) {
    list = ListViewModel(view, openSince: shared.openSince)
    list?.chosen = shared.views.columns[view.resource]
    focus = .list
  }

  // MARK: Reading lines

  /// Filters the list by a line that is still to be read.
  mutating func filter(by line: String) -> Outcome {
    focus = .list
    return readAnew(line)
  }

  /// Reads the line of the focused list anew, with a term put in or taken out.
  private mutating func readAnew(_ line: String) -> Outcome {
    guard var list = focusedList else { return [] }
    list.unread = UnreadLine(text: line, reason: .edited)
    if focus == .list { self.list = list } else { detail?.related = list }
    return focus == .list ? requestList() : requestRelated()
  }

  /// Takes the traits that the unread line of a list may speak of.
  mutating func takeTraits(
    _ traits: [Resource: [Field]], in slot: ReadSlot, generation: Int, in shared: inout Shared
  ) -> Outcome {
    guard var list = slot == .list ? list : detail?.related, generation == list.generation,
      let unread = list.unread
    else { return [] }
    list.planToday(traits: traits, in: shared)
    do throws(FilterError) {
      try list.readLine(traits: traits, now: shared.now)
    } catch {
      switch unread.reason {
      case .edited: shared.say("The filter can't be read: \(error.ended)", .warning)
      // Rows that the line does not ask for would be taken for those that it does.
      case .opensView, .newDay, .resumes: list.showNothing(for: unread.text, because: error.ended)
      }
    }
    if slot == .list { self.list = list } else { detail?.related = list }
    return slot == .list ? requestList() : requestRelated()
  }

  /// Another day has begun: lines that speak of days mean others now.
  mutating func followDay(_ shared: Shared) -> Outcome {
    var outcome = Outcome()
    let isOther = list?.turnToday(in: shared) == true
    if list?.turn(to: shared.openSince) == true || isOther { outcome += requestList() }
    if detail?.related?.turn(to: shared.openSince) == true { outcome += requestRelated() }
    if detail?.turn(to: shared.openSince) == true { outcome += requestDetail() }
    return outcome
  }

  // MARK: Terms

  /// Shows only what is the user's own, or again everything.
  mutating func toggleMine(in shared: inout Shared) -> Outcome {
    guard let list = focusedList else { return [] }
    if list.today != nil { return toggleEveryones(in: &shared) }
    guard !list.query.resource.schema.ownership.isEmpty else {
      shared.say("\(list.query.resource.schema.plural) don't belong to anybody.", .warning)
      return []
    }
    return toggle("is:mine")
  }

  /// Offers the values of the record at hand to filter by.
  func pickValue(in shared: Shared) -> Outcome {
    guard let list = focusedList, let row = list.selectedRow else {
      return .push(.picker(PickerViewModel("Show only those with the same", [])))
    }
    let formatter = RecordFormatter(now: shared.now, names: list.window.names)
    let line = FilterLine(list.filter.line)
    let schema = list.query.resource.schema
    let others = (schema.fields + list.window.traits).filter { field in
      field.kind != .traits && !list.fields.contains { $0.path == field.path }
    }
    let leftOut: Set<FieldPath> = Set(schema.titlePaths.prefix(1) + [Field.why.path])
    let items = (list.fields + others).flatMap { field -> [PickerViewModel.Item] in
      guard !leftOut.contains(field.path), field.isShort else { return [] }
      let value = row.record[field]
      let terms = field.filterTerms(for: value, now: shared.now) { list.window.names[$0] }
      return terms.map { term in
        let text = terms.count > 1 ? term : formatter.value(field, value).text
        let detail = text.isEmpty ? "no value" : text
        return PickerViewModel.Item(
          field.label, detail: line.has(term) ? detail + " · filtered by, takes it out" : detail,
          choice: .term(term))
      }
    }
    return .push(.picker(PickerViewModel("Show only those with the same", items)))
  }

  /// Puts a term into the line of the focused list, or takes it out.
  mutating func toggle(_ term: String) -> Outcome {
    guard let list = focusedList else { return [] }
    let line = FilterLine(list.unread?.text ?? list.filter.line)
    return line.toggling(term).map { readAnew($0.text) } ?? []
  }

  // MARK: Columns

  /// Shows columns for now.
  mutating func tryColumns(_ columns: [ListColumn]?) {
    if focus == .list { list?.tried = columns } else { detail?.related?.tried = columns }
  }

  /// Keeps columns: in the line, if that speaks of them or is that of a view; otherwise for the list.
  mutating func choose(_ columns: [ListColumn]?) -> Outcome {
    guard let list = focusedList else { return [] }
    if list.view == nil, list.filter.filter.columns == nil, list.query.parent == nil {
      tryColumns(nil)
      if columns == list.chosen { return [] }
      self.list?.chosen = columns
      return [.editViews(.columns(list.query.resource, columns))]
    }
    if columns == list.filter.filter.columns {
      tryColumns(nil)
      return []
    }
    let line = list.filter.withoutColumns.line
    let term = columns.map { "cols:" + $0.map(list.name).joined(separator: ",") }
    return readAnew(FilterLine(line).with(term).text)
  }

  // MARK: Keeping

  /// Whether the list can be kept as a view.
  func savesView() -> Availability {
    guard let list = focusedList else { return .no("There is no list here.") }
    return list.query.parent == nil
      ? .yes : .no("Only whole lists can be saved as views: go to one of those first.")
  }

  /// Asks for the name under which to keep what is listed.
  func nameView(in shared: Shared) -> Outcome {
    let view = focusedList?.view
    let name = view?.isReadOnly == false ? view?.name ?? "" : ""
    // Another program may have saved one by this name meanwhile.
    return Outcome(
      [.read(.entries, generation: 0, .views)],
      .push(.prompt(PromptViewModel(.viewName, text: name))))
  }

  /// Keeps what is listed under a name; asks before another view loses its line.
  func saveView(_ name: String, in shared: Shared) -> Outcome {
    guard let list = focusedList else { return [] }
    let edit = ViewEdit.save(name, list.query.resource, line: list.line)
    guard let other = shared.views.view(name), other.name != list.view?.name else {
      return [.editViews(edit)]
    }
    let what = "\(other.resource.schema.pluralInSentence): \(other.line)"
    return .ask("Replace the view “\(other.name)” (\(what))?", to: .saveView(edit))
  }

  /// Makes the list what its view says again.
  mutating func resetView() -> Outcome {
    guard let view = list?.view else { return [] }
    list?.base.order = view.resource.schema.order
    list?.base.thenBy = []
    list?.base.showsHidden = false
    list?.unread = UnreadLine(text: view.line, reason: .opensView)
    return requestList()
  }

  /// Takes the views as they are now.
  mutating func take(_ library: ViewLibrary, after edit: ViewEdit?) {
    if let list, list.query.parent == nil {
      self.list?.chosen = library.columns[list.query.resource]
    }
    guard let view = list?.view else {
      // What was listed without a name has one now.
      if case .save(let name, let resource, let line)? = edit, let list, list.query.parent == nil,
        list.query.resource == resource, list.line == line
      {
        self.list?.view = library.view(name)
      }
      return
    }
    switch edit {
    case .rename(let old, let new) where view.isCalled(old): list?.view = library.view(new)
    case .save(let name, let resource, let line)
    where list?.query.resource == resource && list?.line == line: list?.view = library.view(name)
    default:
      let next = library.view(view.name)
      list?.view = next?.resource == view.resource ? next : nil
    }
  }
}

extension ListViewModel {
  /// Takes another day: when completed records count as open, and what the filter says of days.
  fileprivate mutating func turn(to openSince: Moment) -> Bool {
    guard let since = base.openSince, since != openSince else { return false }
    base.openSince = openSince
    if unread == nil { unread = UnreadLine(text: filter.line, reason: .newDay) }
    return true
  }
}
