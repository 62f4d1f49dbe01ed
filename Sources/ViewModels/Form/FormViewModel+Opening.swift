// Builds a form: from a record, from nothing with the current record as parent, or from earlier
// input that a draft or a refused change has kept.

import Markup
import VitallyModel

extension FormViewModel {
  /// Opens a form with the store's material. Earlier input is restored.
  static func open(
    _ material: FormMaterial, _ origin: Origin, scope: Scope, in shared: inout Shared
  ) -> FormViewModel {
    let now = shared.now
    var refused = material.changes.last {
      $0.needsAttention && $0.ref == material.ref && !$0.new.action.removes
    }
    // What was chosen between both sides is to be edited further.
    let stored = refused?.new.edits
    if case .mend(let change) = origin, change.id == refused?.id {
      refused?.new.edits = change.new.edits
    }
    if case .field(let path) = scope, refused?.new.action == .create {
      // A record that isn't created yet has no form for a single field: its whole form opens.
      var form = open(material, origin, scope: .whole, in: &shared)
      form.focus(on: path)
      return form
    }
    let draft = scope == .whole ? material.draft : nil
    let origin = Self.origin(of: material, refused, asked: origin)
    let isNew = origin.isNew
    let base = Self.base(draft, of: isNew ? nil : material.row?.record)
    let record = isNew ? material.parent?.record : material.row?.record
    let formatter = RecordFormatter(now: now, names: material.names)
    var form = FormViewModel(
      material.ref, origin, scope: scope,
      parent: draft?.parent ?? material.parent?.record.ref,
      title: record.map { formatter.title($0) } ?? "", base: base, fetchedAt: material.fetchedAt,
      names: material.names, in: &shared)
    form.awaited = record.flatMap { $0.lacksParts && $0.ref.serverID != nil ? $0.ref : nil }
    if isNew, let record { form.names[record.ref] = form.title }
    form.holder = material.holder?.ref
    form.ownTraits = material.ownTraits
    if isNew { form.completion = CompletionAfter(in: material) }
    form.makeRows(material, fillsIn: draft == nil && refused == nil, now: now)
    if case .marked(_, let count) = scope {
      form.title = "\(NumberText.grouped(count)) marked"
    } else if form.isBox {
      if let draft = material.draft { form.takeOthers(draft, now: now) }
      if let refused, !form.isKept { form.reopenField(refused, now: now) }
    } else if draft != nil || refused != nil {
      form.putBack(draft, refused, now: now)
      if refused?.new.edits != stored { form.isOverConflict = false }
      for row in form.rows.indices where form.rows[row].isTouched {
        form.check(row, now: now, showsNewIn: form.rows[row].cells.indices)
      }
    } else if isNew, let parent = material.parent {
      // If nothing links the new record to the current one, the heading doesn't name that.
      if !form.fillIn(from: parent.record, now: now) { form.title = "" }
    }
    return form
  }

  /// The purpose of the form, as far as the store knows: the record may have been created, or the
  /// change answered or dropped meanwhile.
  private static func origin(
    of material: FormMaterial, _ refused: Change?, asked: Origin
  ) -> Origin {
    if let refused { return .mend(refused) }
    if material.row != nil || material.ref.serverID != nil { return .edit }
    return .new(parent: material.parent?.record.ref ?? asked.parent)
  }

  /// The values that the input is compared with: the record as it is now, except for fields in a
  /// draft, which are compared with their values when the draft was begun.
  private static func base(_ draft: Draft?, of record: Record?) -> JSONObject {
    guard let draft else { return record?.body ?? [:] }
    guard let record else { return draft.base }
    var base = record.body
    for path in draft.texts.keys.map({ FieldPath($0) }) {
      if let key = path.traitKey {
        var traits = base["traits"]?.object ?? [:]
        traits[key] = draft.base["traits"]?.object?[key]
        base["traits"] = .object(traits)
      } else {
        let field = record.schema.field(path.part?.list ?? path)
        for source in field?.source.paths ?? [path] {
          let key = String(source.text.prefix { $0 != "." })
          base[key] = draft.base[key]
        }
      }
    }
    return base
  }

  /// Makes the rows. What vitty would fill in of itself is not put into earlier input.
  private mutating func makeRows(_ material: FormMaterial, fillsIn: Bool, now: Now) {
    let record = Record(ref: ref, body: base)
    for field in schema.fields where field.kind != .traits {
      let canWrite = isNew ? field.writing.onCreate : field.writing.onUpdate
      let isContext =
        !isNew && !record[field].isBlank
        && (field.writing == .create || field.extends != nil && record.shows(field))
      guard canWrite || isContext, isInScope(field.path) else { continue }
      if case .objects = field.kind, canWrite {
        if scope == .whole { addObject(to: field, now: now) }
        continue
      }
      for named in field.kind.refs(in: record[field]) {
        if let name = named.name, names[named.ref] == nil { names[named.ref] = name }
      }
      rows.append(
        FormRow(field, base: record[field], isFixed: !canWrite, now: now, measure: measure))
      if isNew, fillsIn { fillInMe(rows.count - 1, now: now) }
    }
    if let traits = schema.fields.first(where: { $0.kind == .traits }), traits.writing != .never {
      makeTraits(material, record, now: now)
    }
    focusFirst()
    if schema.isProse, let path = schema.summaryPath, !isBox { focusText(path) }
    guard isBox, let row = rows.first else { return }
    focus = Focus(0, row.cells.count - 1)
  }

  /// Puts the cursor into a long text, unless it is locked.
  private mutating func focusText(_ path: FieldPath) {
    guard let row = rows.first(where: { $0.path == path }), case .text = row.value.input else {
      return
    }
    focus(on: path)
  }

  /// Makes a row for each trait of the record and each that its holder defines, or in a box only
  /// for its field.
  private mutating func makeTraits(_ material: FormMaterial, _ record: Record, now: Now) {
    let known = Dictionary(
      material.traits.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    definitions = known
    let traits = base["traits"]?.object ?? [:]
    for field in ownTraits where isInScope(field.path) {
      let value = FieldPath.trait(field.path.traitKey ?? "").value(in: base)
      rows.append(FormRow(trait: field, base: value, now: now, measure: measure))
    }
    let own = Set(ownTraits.map(\.path))
    for trait in traits.members where !trait.value.isNull {
      let path = FieldPath.trait(trait.key)
      guard isInScope(path), !own.contains(path) else { continue }
      let field = known[path] ?? .trait(trait.key)
      rows.append(FormRow(trait: field, base: trait.value, now: now, measure: measure))
    }
    switch scope {
    case .whole: addBlankTrait(now: now)
    case .field(let path), .column(let path), .marked(let path, _):
      guard rows.isEmpty, let key = path.traitKey else { return }
      let field = known[path] ?? .trait(key)
      rows.append(FormRow(trait: field, base: .null, now: now, measure: measure))
    }
  }

  private func isInScope(_ path: FieldPath) -> Bool {
    switch scope {
    case .whole: true
    case .field(let wanted), .column(let wanted), .marked(let wanted, _): path == wanted
    }
  }

  /// Links a new record to the current one, or to those that it is linked to. Of several fields of
  /// which one is required, only the first is filled. False when nothing links it.
  mutating func fillIn(from parent: Record, now: Now) -> Bool {
    var isLinked = rows.contains { row in
      if case .records(let records) = row.value.input {
        records.chosen.contains(parent.ref)
      } else {
        false
      }
    }
    var filled: Set<String> = []
    let linked = [.account, .organization, parent.resource, schema.holderResource]
    for index in rows.indices where rows[index].part == nil {
      guard case .records(var records) = rows[index].value.input, !rows[index].isTouched,
        let resource = records.resources.first, linked.contains(resource)
      else { continue }
      let group = rows[index].field.requirement.group
      if let group, filled.contains(group) { continue }
      // Required fields may take links of the current record; in optional ones the user might not
      // notice them.
      let isNeeded = rows[index].field.requirement != .never
      guard isNeeded || parent.resource == resource else { continue }
      let refs = Self.refs(in: parent, of: resource)
      guard let first = refs.first else { continue }
      records.chosen = records.isMany ? refs.map(\.ref) : [first.ref]
      for named in refs { if let name = named.name { names[named.ref] = name } }
      rows[index].value.prefill(.records(records))
      isLinked = true
      if let group { filled.insert(group) }
    }
    return isLinked
  }

  private static func refs(in parent: Record, of resource: Resource) -> [NamedRef] {
    if parent.resource == resource { return [NamedRef(parent.ref, name: parent.title)] }
    for field in parent.schema.fields {
      switch field.kind {
      case .lookUp(resource), .lookUps(resource):
        let refs = field.kind.refs(in: parent[field])
        if !refs.isEmpty { return refs }
      default: break
      }
    }
    return []
  }

  // MARK: Drafts

  /// The key under which a draft keeps new traits: their names may be unfinished.
  static let newTraits = "+traits"

  /// The form as a draft. A box adds its field to the draft of the whole record.
  func draft(now: Now) -> Draft {
    var texts = others?.texts ?? [:]
    var added: [JSONValue] = []
    for row in rows {
      guard !isLeftOut(row), let typed = row.kept(now: now) else { continue }
      if row.isTrait, !row.isKnownTrait {
        added.append(typed)
      } else {
        texts[row.path.text] = typed
      }
    }
    if !added.isEmpty { texts[Self.newTraits] = .array(added) }
    if let call { texts[Call.draftKey] = call.kept }
    var draft = Draft(
      draftID, ref: ref, parent: parent, source: source, replaces: replaces, texts: texts,
      base: others?.base ?? base, focus: focusedRow?.path.text ?? "", createdAt: startedAt,
      updatedAt: now.moment)
    if let completion { draft.completes = completion.ref }
    return draft
  }

  /// In a box, keeps the draft's other fields aside and restores the box's own.
  mutating func takeOthers(_ draft: Draft, now: Now) {
    var others = draft
    for index in rows.indices {
      let path = rows[index].path.text
      guard let typed = others.texts[path] else { continue }
      rows[index].restore(typed, now: now, measure: measure)
      others.texts[path] = nil
      isKept = true
      hasTyping = true
    }
    self.others = others.texts.isEmpty ? nil : others
    source = draft.version
    replaces = draft.replaces
    startedAt = draft.createdAt
  }
}
