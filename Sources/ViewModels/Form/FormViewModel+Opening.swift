// How a form comes to be: from a record, or from nothing with what is known of the record at hand.
// What was typed before is put back by FormViewModel+Reopening.

import VitallyModel

extension FormViewModel {
  /// The form of a record with what the store knows of it. What was typed before is in it again.
  static func open(
    _ material: FormMaterial, scope: Scope, now: Now, measure: TextMeasure
  ) -> FormViewModel {
    let refused = material.changes.last {
      $0.needsAttention && $0.ref == material.ref && $0.new.action != .archive
    }
    if case .field(let path) = scope, refused?.new.action == .create {
      // A record that is yet to be made is not changed in one field: the whole is mended.
      var form = open(material, scope: .whole, now: now, measure: measure)
      form.focus(on: path)
      return form
    }
    let draft = scope == .whole ? material.draft : nil
    let isNew =
      material.ref.serverID == nil && (material.row == nil || refused?.new.action == .create)
    let base = draft?.base ?? (isNew ? [:] : material.row?.record.body ?? [:])
    let record = isNew ? material.parent?.record : material.row?.record
    let formatter = RecordFormatter(now: now, names: material.names)
    var form = FormViewModel(
      material.ref, isNew: isNew, scope: scope,
      parent: draft?.parent ?? material.parent?.record.ref,
      title: record.map { formatter.title($0) } ?? "", base: base, fetchedAt: material.fetchedAt,
      names: material.names, now: now, measure: measure)
    form.makeRows(material, now: now)
    if form.isBox {
      if let draft = material.draft { form.takeOthers(draft, now: now) }
      if let refused, !form.isKept { form.reopenField(refused, now: now) }
    } else if draft != nil || refused != nil {
      form.putBack(draft, refused, now: now)
    } else if isNew, let parent = material.parent {
      form.fillIn(from: parent.record, now: now)
      // What is not linked to the record at hand is not made for it.
      if !form.isTouched { form.title = "" }
    }
    return form
  }

  private mutating func makeRows(_ material: FormMaterial, now: Now) {
    let record = Record(ref: ref, body: base)
    for field in schema.fields where field.kind != .traits {
      let canWrite = isNew ? field.writing.onCreate : field.writing.onUpdate
      let isContext = !isNew && field.writing == .create && !record[field].isBlank
      guard canWrite || isContext, isInScope(field.path) else { continue }
      for named in field.kind.refs(in: record[field]) {
        if let name = named.name, names[named.ref] == nil { names[named.ref] = name }
      }
      rows.append(
        FormRow(field, base: record[field], isFixed: !canWrite, now: now, measure: measure))
    }
    if let traits = schema.fields.first(where: { $0.kind == .traits }), traits.writing != .never {
      makeTraits(material, record, now: now)
    }
    focusFirst()
    guard isBox, let row = rows.first else { return }
    focus = Focus(0, row.cells.count - 1)
    replacesOnTyping = true
  }

  /// A row for each trait of the record, and for a box that of its field.
  private mutating func makeTraits(_ material: FormMaterial, _ record: Record, now: Now) {
    let known = Dictionary(
      material.traits.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    definitions = known
    for trait in (base["traits"]?.object ?? [:]).members where !trait.value.isNull {
      let path = FieldPath.trait(trait.key)
      guard isInScope(path) else { continue }
      let field = known[path] ?? .trait(trait.key, label: trait.key)
      rows.append(FormRow(trait: field, base: trait.value, now: now, measure: measure))
    }
    switch scope {
    case .whole: addBlankTrait(now: now)
    case .field(let path), .column(let path):
      guard rows.isEmpty, path.traitKey != nil, let field = known[path] else { return }
      rows.append(FormRow(trait: field, base: .null, now: now, measure: measure))
    }
  }

  private func isInScope(_ path: FieldPath) -> Bool {
    switch scope {
    case .whole: true
    case .field(let wanted), .column(let wanted): path == wanted
    }
  }

  /// A new record is linked to the one at hand, or to those that this one is linked to. Of
  /// several fields of which one must be given only the first is filled.
  private mutating func fillIn(from parent: Record, now: Now) {
    var filled: Set<String> = []
    for index in rows.indices {
      guard case .records(var records) = rows[index].value.input,
        records.resource == .account || records.resource == .organization
      else { continue }
      if case .oneOf(let label) = rows[index].field.requirement, filled.contains(label) { continue }
      let refs = Self.refs(in: parent, of: records.resource)
      guard let first = refs.first else { continue }
      records.chosen = records.isMany ? refs.map(\.ref) : [first.ref]
      for named in refs { if let name = named.name { names[named.ref] = name } }
      rows[index].value.input = .records(records)
      if case .oneOf(let label) = rows[index].field.requirement { filled.insert(label) }
    }
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
}
