// How forms open: what they need is asked of the store first.

import VitallyModel

extension AppViewModel {
  /// Asks for the form of the record at hand.
  mutating func edit(_ purpose: FormOpening.Purpose) -> [Effect] {
    guard let ref = screen?.selectedRef else {
      say("There is no record here to edit.")
      return []
    }
    return openForm(FormOpening(purpose: purpose, ref: ref))
  }

  /// Sets one field, here or down the list; without a path it is picked first.
  mutating func setField(_ path: FieldPath?, isColumn: Bool) -> [Effect] {
    if isColumn, screen?.focusedList == nil {
      say("There is no list here.")
      return []
    }
    columnDone = []
    guard let path else { return edit(.picker(isColumn: isColumn)) }
    return edit(.form(isColumn ? .column(path) : .field(path)))
  }

  /// Asks for the form of a new record, linked to the one at hand.
  mutating func add(_ resource: Resource) -> [Effect] {
    guard resource.schema.allows(.create) else {
      say("\(resource.schema.plural) can't be added here.", .warning)
      return []
    }
    let parent = screen?.focus == .detail ? screen?.detail?.ref : screen?.selectedRow?.record.ref
    let ref = Ref.made(resource, ids.next())
    return openForm(FormOpening(purpose: .form(.whole), ref: ref, parent: parent))
  }

  /// Asks for what a form needs to know.
  mutating func openForm(_ opening: FormOpening) -> [Effect] {
    guard !isReadOnly else {
      say("This workspace is read-only: nothing is changed.", .warning)
      return []
    }
    guard let ref = opening.ref else { return [] }
    let action: Write.Action = ref.serverID == nil && opening.parent != nil ? .create : .update
    guard ref.resource.schema.allows(action) else {
      say("\(ref.resource.schema.plural) can't be changed here.")
      return []
    }
    self.opening = opening
    formGeneration += 1
    return pinSelection() + [
      .read(.form, generation: formGeneration, .material(ref, parent: opening.parent))
    ]
  }

  /// The selected record is being worked with: it stays selected whatever comes in.
  private mutating func pinSelection() -> [Effect] {
    withScreen { screen in
      if screen.focus == .list { screen.list?.pin() } else { screen.detail?.related?.pin() }
      return []
    }
  }

  /// Opens the form that was waiting for this.
  mutating func receive(_ material: FormMaterial, generation: Int) -> [Effect] {
    guard generation == formGeneration else { return [] }
    guard let opening, opening.ref == material.ref else { return learnNames(material) }
    self.opening = nil
    if let obstacle = obstacle(to: material) {
      giveUp(opening, obstacle)
      return material.row?.isStub == true ? [.fetch(material.ref, first: nil, isForced: false)] : []
    }
    switch opening.purpose {
    case .picker(let isColumn):
      pickField(of: material, isColumn: isColumn)
      return replay(opening)
    case .form(let scope): return show(material, scope: scope, opening) + replay(opening)
    case .editor: return show(material, scope: .whole, opening) + openEditor()
    case .nothing: return []
    }
  }

  /// Why a record can't be edited; nil where it can.
  private func obstacle(to material: FormMaterial) -> String? {
    guard material.ref.serverID != nil else { return nil }
    if material.row?.isStub == true {
      return "Only the name is known here yet. It is being loaded: try again in a moment."
    }
    if material.row == nil, material.draft == nil {
      return "This record is not known here yet. r loads it."
    }
    return nil
  }

  /// No form opens, and a sentence says why.
  mutating func giveUp(
    _ opening: FormOpening, _ sentence: String, _ level: Notice.Level = .warning
  ) {
    if opening.typedAhead.isEmpty, !opening.isColumn {
      say(sentence, level)
    } else {
      halt(sentence, level)
    }
  }

  /// Keys that were typed for a form go nowhere until Esc.
  mutating func halt(_ sentence: String, _ level: Notice.Level = .warning) {
    opening = FormOpening(purpose: .nothing)
    say("\(sentence) Esc ends.", level)
  }

  /// Takes the names of records that were not known when the form opened.
  private mutating func learnNames(_ material: FormMaterial) -> [Effect] {
    guard form?.ref == material.ref else { return [] }
    return withForm { $0.names.merge(material.names) { _, new in new } }
  }

  /// Asks again for names that are missing in the form, when such records have come in.
  mutating func requestNames(_ resources: Set<Resource>) -> [Effect] {
    guard let form, opening == nil,
      form.namelessRefs.contains(where: { resources.contains($0.resource) })
    else { return [] }
    formGeneration += 1
    return [.read(.form, generation: formGeneration, .material(form.ref, parent: form.parent))]
  }

  /// Does what was pressed meanwhile. Keys were read as those of a form: in a picker Enter takes
  /// and Esc closes.
  private mutating func replay(_ opening: FormOpening) -> [Effect] {
    opening.typedAhead.flatMap { message in
      guard case .picker? = overlay else { return update(message) }
      switch message {
      case .command(.form(.enter)): return update(.command(.dialog(.accept)))
      case .command(.form(.leave)): return update(.command(.dialog(.cancel)))
      default: return update(message)
      }
    }
  }

  private mutating func show(
    _ material: FormMaterial, scope: FormViewModel.Scope, _ opening: FormOpening
  ) -> [Effect] {
    let form = FormViewModel.open(material, scope: scope, now: now, measure: measure)
    guard !form.rows.isEmpty else {
      giveUp(opening, "This field can't be changed here.")
      return []
    }
    guard !form.isBox || !form.isNew else {
      giveUp(opening, "It was refused and is not on the server yet: e opens all of it.")
      return []
    }
    if let draft = material.draft, scope == .whole {
      let clock = DateText(now: now).clock(draft.updatedAt)
      say("What you typed at \(clock) is here again. Ctrl-X throws it away.")
    }
    let effects = withScreen { screen in
      screen.form = form
      return []
    }
    return effects + fit() + resolveNames(form) + [.visit(form.parent ?? form.ref)]
  }

  /// Asks for the records whose names are not known here.
  private func resolveNames(_ form: FormViewModel) -> [Effect] {
    form.namelessRefs.map { ref in
      ref.resource.schema.reading == .inListsOnly
        ? .show(ref.resource) : .fetch(ref, first: nil, isForced: false)
    }
  }

  private mutating func pickField(of material: FormMaterial, isColumn: Bool) {
    let form = FormViewModel.open(material, scope: .whole, now: now, measure: measure)
    var fields = form.rows.filter { $0.value.takesFocus && !$0.isBlankTrait }.map(\.field)
    let present = Set(fields.map(\.path))
    fields += material.traits.filter {
      !present.contains($0.path) && !$0.label.trimmed.isEmpty
    }
    let formatter = RecordFormatter(now: now, names: material.names)
    let items = fields.map { field in
      let value = material.row.map { formatter.value(field, $0.record[field]).text } ?? ""
      return PickerViewModel.Item(
        field.label, detail: value,
        choice: isColumn ? .column(field.path) : .field(field.path))
    }
    let last = fields.firstIndex { $0.path == lastField } ?? 0
    overlay = .picker(
      PickerViewModel(
        isColumn ? "Edit which column, down the list?" : "Set which field?", items, selected: last))
  }

  /// Opens the long text of the form in the user's editor.
  private mutating func openEditor() -> [Effect] {
    guard let form else { return [] }
    let row = form.rows.first { row in
      if case .text = row.value.input, !row.isTrait { true } else { false }
    }
    guard let row else {
      say("There is no long text here that can be edited.")
      return []
    }
    let effects = withForm { $0.focus(on: row.field.path) }
    return effects + runForm(.form(.editOutside))
  }
}
