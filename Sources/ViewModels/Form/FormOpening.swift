// A form that is about to open, once the store has sent its material. Keys are held until then; if
// it does not open, they are ignored until Esc, since they were meant for the form.

import VitallyModel

/// A form, or the picker of a field, that is about to open.
struct FormOpening: Equatable, Sendable {
  /// What opens.
  enum Purpose: Hashable, Sendable {
    /// A form.
    case form(FormViewModel.Scope)
    /// A form, with its long text opened in the user's editor at once.
    case editor
    /// A form for the note of a call, with the brief of the customer beside it.
    case call
    /// A form, with the cursor in an empty object of its list, such as a message.
    case object
    /// A picker for the field to edit, here or down the list.
    case picker(isColumn: Bool)
  }

  private var ref: Ref
  private let origin: FormViewModel.Origin
  private let purpose: Purpose
  /// The draft to continue, nil for the last one of the record.
  private let draft: String?
  /// The screen that it was opened from and goes back to; nil for the one below it.
  private let returnsTo: Destination?
  /// The template with which a new record begins; nil for none.
  private let template: TemplateRequest?
  /// The task that is done once the new note is saved; nil for none.
  private let completing: Record?
  /// Whether keys are held for it.
  private var hasKeys = false
  /// Whether it failed to open, so that keys are ignored.
  private var isHalted = false

  /// Creates an opening for a record; `.made` for a new one.
  init(
    of ref: Ref, _ origin: FormViewModel.Origin, as purpose: Purpose, draft: String? = nil,
    returnsTo: Destination? = nil, template: TemplateRequest? = nil, completing: Record? = nil
  ) {
    self.completing = completing
    self.template = template
    self.ref = ref
    self.origin = origin
    self.purpose = purpose
    self.draft = draft
    self.returnsTo = returnsTo
  }

  /// What to note of it while it opens; nil unless it goes on with a draft.
  var resumed: ResumePoint.Form? {
    guard let draft, case .form(let scope) = purpose else { return nil }
    var form = ResumePoint.Form(
      drafts: [draft], ref: ref, parent: origin.parent, returnsTo: returnsTo)
    if case .field(let path) = scope { form.field = path }
    return form
  }

  /// Whether such a form may be opened at all.
  func availability(in shared: Shared) -> Availability {
    // A record that is not on the server yet is created with the form, or its refused create is
    // corrected.
    let action: Write.Action = ref.serverID == nil ? .create : .update
    guard ref.resource.schema.allows(action) else {
      return .no("\(ref.resource.schema.plural) can't be changed here.")
    }
    return shared.allowsChanges
  }
}

extension FormOpening: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.editor, .form], hints: [.form(.leave)], place: .box,
      readiness: isHalted ? .halted : .opening)
  }

  func drawing(in shared: Shared) -> Drawing { .nothing }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    take(event, in: &shared).returning(to: returnsTo)
  }

  private mutating func take(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return request(in: &shared)
    case .keysWait: hasKeys = true
    case .command(.form(.leave)): return .close(.formLeft)
    case .answer(.read(_, _, .failure(let sentence))): return giveUp(sentence, .failure, &shared)
    case .answer(.read(_, _, .material(let material))): return open(material, in: &shared)
    case .command, .text, .answer, .reply, .row, .arranged, .uncovered, .keepTyped: break
    case .news(.merged(let old, let new), _):
      if ref == old { ref = new }
      return .notHandled
    case .news, .draftsChanged: return .notHandled
    }
    return []
  }

  private mutating func request(in shared: inout Shared) -> Outcome {
    if case .no(let reason) = availability(in: shared) { return giveUp(reason, .warning, &shared) }
    return [.read(.material, generation: 1, .material(ref, parent: origin.parent, draft: draft))]
  }

  /// Opens no form; the sentence says why.
  private mutating func giveUp(
    _ sentence: String, _ level: Notice.Level, _ shared: inout Shared
  ) -> Outcome {
    if case .form(.column) = purpose { isHalted = true }
    isHalted = isHalted || hasKeys
    shared.say(isHalted ? "\(sentence) \(shared.keys[.form(.leave)]) ends." : sentence, level)
    return isHalted ? [] : .close(.formLeft)
  }

  private mutating func open(_ material: FormMaterial, in shared: inout Shared) -> Outcome {
    if let obstacle = obstacle(to: material, shared.keys) {
      let outcome = giveUp(obstacle, .warning, &shared)
      return material.row?.isStub == true
        ? outcome + [.fetch(material.ref, first: nil, isForced: false)] : outcome
    }
    switch purpose {
    case .form(let scope): return show(material, scope, in: &shared)
    case .editor, .object, .call: return show(material, .whole, in: &shared)
    case .picker(let isColumn):
      return Outcome([], .replace(.picker(fieldPicker(material, isColumn: isColumn, in: &shared))))
    }
  }

  /// Why a record can't be edited; nil when it can.
  private func obstacle(to material: FormMaterial, _ keys: KeyNames) -> String? {
    if let sentence = material.holder?.lockSentence(for: material.ref.resource) { return sentence }
    guard material.ref.serverID != nil else { return nil }
    if material.row?.isStub == true {
      return "This record is still loading: try again in a moment."
    }
    if material.row == nil, material.draft == nil {
      return "This record is not loaded yet. \(keys[.screen(.refresh)]) loads it."
    }
    return nil
  }

  private mutating func show(
    _ material: FormMaterial, _ scope: FormViewModel.Scope, in shared: inout Shared
  ) -> Outcome {
    var form = FormViewModel.open(
      material, origin, scope: scope, in: &shared)
    guard !form.rows.isEmpty else {
      return giveUp("This field can't be changed here.", .warning, &shared)
    }
    guard !form.isBox || !form.isNew else {
      return giveUp(
        "It was refused and is not on the server yet: \(shared.keys[.record(.edit)]) opens the whole form.",
        .warning, &shared)
    }
    guard form.schema.allows(form.isNew ? .create : .update) else {
      return giveUp("\(form.schema.plural) can't be changed here.", .warning, &shared)
    }
    if let draft = material.draft, scope == .whole || form.hasTyping {
      let clock = DateText(now: shared.now).clock(draft.updatedAt)
      let key = shared.keys[.form(.discard)]
      let rest = form.completion?.title(in: shared).map { " Once saved, “\($0)” is done." } ?? ""
      shared.say("Restored what you typed at \(clock). \(key) throws it away.\(rest)")
    }
    if let completing, form.isNew, material.draft == nil {
      form.completion = CompletionAfter(completing)
    }
    form.opensEditor = purpose == .editor
    if purpose == .call, form.isNew, form.call == nil, let customer = form.parent {
      form.call = Call(with: customer, since: shared.now.moment)
    }
    if purpose == .object, material.draft == nil { form.focusNewObject() }
    if form.isNew, material.draft == nil, form.replaces == nil { form.templates.wanted = template }
    form.returnsTo = returnsTo
    return Outcome([], .replace(.form(form)))
  }

  private func fieldPicker(
    _ material: FormMaterial, isColumn: Bool, in shared: inout Shared
  ) -> PickerViewModel {
    let form = FormViewModel.open(
      material, origin, scope: .whole, in: &shared)
    var fields = form.rows.filter {
      $0.value.takesFocus && !$0.isBlankTrait && $0.part == nil
    }.map(\.field)
    let present = Set(fields.map(\.path))
    fields += material.traits.filter {
      !present.contains($0.path) && !$0.label.trimmed.isEmpty
    }
    let formatter = RecordFormatter(now: shared.now, names: material.names)
    let items = fields.map { field in
      let value = material.row.map { formatter.value(field, $0.record[field]).text } ?? ""
      return PickerViewModel.Item(
        field.label, detail: value,
        choice: isColumn ? .column(field.path) : .field(field.path))
    }
    let last = fields.firstIndex { $0.path == shared.lastField } ?? 0
    let title = isColumn ? "Edit which column, down the list?" : "Set which field?"
    var picker = PickerViewModel(title, items, selected: last)
    // Down a list a typing error would make a trait of many records.
    picker.offersTrait = !isColumn && form.rows.contains(where: \.isBlankTrait)
    return picker
  }
}
