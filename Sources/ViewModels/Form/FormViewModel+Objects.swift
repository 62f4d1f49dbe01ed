// The objects that a form adds to a list, such as messages to a conversation: each is a group of
// rows. An empty one always stands last, so that there is room for one more; emptying one removes
// it.

import VitallyModel

extension FormViewModel {
  /// The lists to which the form adds.
  private var lists: [Field] {
    rows.reduce(into: []) { lists, row in
      if let list = row.part?.list, lists.last?.path != list.path { lists.append(list) }
    }
  }

  /// The rows of each object of a list.
  private func objects(of list: FieldPath) -> [Range<Int>] {
    rows.indices.reduce(into: []) { ranges, index in
      guard let part = rows[index].part, part.list.path == list else { return }
      if let last = ranges.last, rows[last.lowerBound].part == part {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
  }

  private func objects(beside row: FormRow?) -> [Range<Int>] {
    row?.part.map { objects(of: $0.list.path) } ?? []
  }

  /// Whether an object has no contents: whom it is from and to alone is none.
  private func isBlank(_ object: Range<Int>) -> Bool {
    !rows[object].contains { row in
      switch row.field.filling {
      case .me?, .counterpart?: false
      case .time?, .uniqueID?, .firstLine?, nil: row.value.isTyped && !row.value.isBlank
      }
    }
  }

  /// Whether a row belongs to an object that is not sent, because nobody has put anything into it.
  /// Of a list that is required the first object is needed.
  func isLeftOut(_ row: FormRow) -> Bool {
    guard let part = row.part else { return false }
    let objects = objects(of: part.list.path)
    guard let own = objects.first(where: { rows[$0.lowerBound].part == part }), isBlank(own)
    else { return false }
    let isNeeded = isNew && part.list.requirement == .always && objects.allSatisfy(isBlank)
    return !(isNeeded && part.index == 0)
  }

  // MARK: Adding and removing

  /// Adds an empty object after the last one of a list, or as its first one.
  mutating func addObject(to list: Field, now: Now) {
    guard case .objects(_, let fields) = list.kind else { return }
    let objects = objects(of: list.path)
    let part = FormRow.Part(list: list, isAddition: !isNew, index: objects.count)
    let new = fields.filter(\.writing.onCreate).map { field in
      FormRow(field, of: part, now: now, measure: measure)
    }
    let place = objects.last?.upperBound ?? rows.count
    rows.insert(contentsOf: new, at: place)
    if focus.row >= place, !objects.isEmpty { focus.row += new.count }
    for index in place..<place + new.count { fillInMe(index, now: now) }
    for index in place..<place + new.count { fillInCounterparts(of: index, now: now) }
  }

  /// Adds an empty object to each list whose last one was begun.
  mutating func addObjects(now: Now) {
    for list in lists {
      if let last = objects(of: list.path).last, !isBlank(last) { addObject(to: list, now: now) }
    }
  }

  /// Removes the objects that were emptied and left.
  mutating func dropEmptiedObjects() {
    for list in lists {
      for object in objects(of: list.path).dropLast().reversed()
      where isBlank(object) && !object.contains(focus.row) {
        rows.removeSubrange(object)
        if focus.row >= object.upperBound { focus.row -= object.count }
      }
      number(list)
    }
  }

  private mutating func number(_ list: Field) {
    for (index, object) in objects(of: list.path).enumerated() {
      for row in object { rows[row].part?.index = index }
    }
  }

  /// Moves the object with the cursor up or down within its list. The empty one stays last.
  mutating func moveObject(by step: Int, now: Now) {
    let objects = objects(beside: focusedRow)
    guard let own = objects.firstIndex(where: { $0.contains(focus.row) }),
      objects.indices.contains(own + step), max(own, own + step) < objects.count - 1,
      let list = rows[focus.row].part?.list
    else { return }
    let offset = focus.row - objects[own].lowerBound
    let (upper, lower) = (objects[min(own, own + step)], objects[max(own, own + step)])
    let swapped = rows[lower] + rows[upper]
    rows.replaceSubrange(upper.lowerBound..<lower.upperBound, with: swapped)
    let start = step < 0 ? upper.lowerBound : upper.lowerBound + lower.count
    focus = Focus(start + offset, focus.cell)
    number(list)
    changed(now: now)
  }

  /// Puts the cursor into the text of the empty object at the end; false when there is none.
  mutating func focusNewObject() {
    guard let list = lists.first, let last = objects(of: list.path).last else { return }
    let text = last.first { row in
      if case .text = rows[row].value.input { true } else { false }
    }
    focus = Focus(text ?? last.lowerBound)
  }

  // MARK: Filling in

  /// Fills in the user where the field says so and it is known who that is.
  mutating func fillInMe(_ row: Int, now: Now) {
    guard rows[row].field.filling == .me, let me = now.me,
      case .records(var records) = rows[row].value.input, records.resources.contains(me.resource)
    else { return }
    records.chosen = [me]
    rows[row].value.prefill(.records(records))
  }

  /// Fills in whoever the person in this row talks to: the user of vitty, or the customer's person.
  /// What somebody has chosen stays.
  mutating func fillInCounterparts(of row: Int, now: Now) {
    let sender = rows[row]
    guard let part = sender.part, case .records(let senders) = sender.value.input else { return }
    for index in rows.indices where rows[index].part == part {
      guard rows[index].field.filling == .counterpart(of: sender.field.path),
        !rows[index].value.isTyped || rows[index].value.isBlank,
        case .records(var records) = rows[index].value.input
      else { continue }
      records.chosen =
        senders.chosen.first.map { sender in
          formerRecipients(of: sender, before: rows[index])
            ?? [counterpart(of: sender, in: part, now: now)].compactMap(\.self)
        } ?? []
      rows[index].value.prefill(.records(records))
    }
  }

  /// Fills in the other sides of the objects that have no contents yet, after those before them
  /// have changed.
  mutating func fillInBlankObjects(now: Now) {
    for list in lists {
      for object in objects(of: list.path) where isBlank(object) && !object.contains(focus.row) {
        for row in object { fillInCounterparts(of: row, now: now) }
      }
    }
  }

  /// Whom the same sender wrote to in the object before; nil if that is from somebody else.
  private func formerRecipients(of sender: Ref, before row: FormRow) -> [Ref]? {
    guard let part = row.part, case .counterpart(let senderPath)? = row.field.filling else {
      return nil
    }
    let former = rows.filter {
      $0.part?.list.path == part.list.path && $0.part?.index == part.index - 1
    }
    let named = { (path: FieldPath) -> [Ref] in
      guard
        case .records(let records)? = former.first(where: { $0.field.path == path })?.value.input
      else { return [] }
      return records.chosen
    }
    let recipients = named(row.field.path)
    return named(senderPath) == [sender] && !recipients.isEmpty ? recipients : nil
  }

  private func counterpart(of sender: Ref, in part: FormRow.Part, now: Now) -> Ref? {
    guard sender.resource == .admin else { return now.me }
    let named = rows.filter { $0.part?.list.path == part.list.path && $0.part != part }
      .flatMap { row -> [Ref] in
        guard case .records(let records) = row.value.input else { return [] }
        return records.chosen
      }
    let record = Record(ref: ref, body: base)
    let known = schema.fields.flatMap { $0.kind.refs(in: record[$0]).map(\.ref) }
    return (named + [parent].compactMap(\.self) + known).first { $0.resource == .user }
  }

  /// Takes what a list had left out of a record, such as the people of a conversation.
  mutating func takeParts(of material: FormMaterial, now: Now) {
    let own = awaited == ref
    guard let record = own ? material.row?.record : material.parent?.record,
      record.ref == awaited, !record.lacksParts
    else { return }
    awaited = nil
    if own {
      for member in record.body.members where base[member.key] == nil {
        base[member.key] = member.value
      }
    } else {
      _ = fillIn(from: record, now: now)
    }
    for row in rows.indices { fillInCounterparts(of: row, now: now) }
  }

  // MARK: Values

  /// The lists of new objects, as they are sent.
  func newObjects(now: Now) -> [(FieldPath, JSONValue)] {
    lists.compactMap { list in
      let sent = objects(of: list.path).filter { !isLeftOut(rows[$0.lowerBound]) }
      let values = sent.enumerated().map { number, object in
        let values = rows[object].compactMap { row -> (FieldPath, JSONValue)? in
          (try? row.sent(now: now).get()).map { (row.field.path, $0) }
        }
        return JSONValue.object(JSONObject(completed(values, at: number, of: list, now: now)))
      }
      return values.isEmpty ? nil : (list.path, .array(values))
    }
  }

  /// The values of a new object with what vitty fills in. Objects without a time get one each, a
  /// millisecond apart, so that they keep their order.
  func completed(
    _ values: [(FieldPath, JSONValue)], at number: Int, of list: Field, now: Now
  ) -> [(String, JSONValue)] {
    guard case .objects(_, let fields) = list.kind else { return [] }
    let moment = now.moment.adding(seconds: Double(number) / 1000)
    let id = "\(idForNew)-\(number + 1)"
    return filledIn(values, fields, id: id, at: moment).map { ($0.0.text, $0.1) }
  }

  /// The unique id from which those of new objects are made.
  private var idForNew: String {
    if case .made(_, let id) = ref { id } else { draftID }
  }

  // MARK: Earlier input

  /// Makes an object for what a draft keeps of it, with nothing filled in.
  mutating func clearObject(of path: FieldPath, now: Now) {
    guard let part = path.part, let list = lists.first(where: { $0.path == part.list })
    else { return }
    for row in object(at: part.index, of: list, now: now) {
      rows[row].restore(nil, now: now, measure: measure)
    }
  }

  /// The rows of an object, which is added if it is not there.
  private mutating func object(at index: Int, of list: Field, now: Now) -> Range<Int> {
    while objects(of: list.path).count <= index { addObject(to: list, now: now) }
    return objects(of: list.path)[index]
  }

  /// Restores objects that were sent.
  mutating func putBack(objects values: JSONValue, of path: FieldPath, now: Now) {
    guard let list = lists.first(where: { $0.path == path }) else { return }
    for (index, value) in (values.array ?? []).enumerated() {
      for row in object(at: index, of: list, now: now) {
        let value = rows[row].field.path.value(in: value.object ?? [:])
        rows[row].value.fill(with: value, over: .null, now: now)
      }
    }
    addObjects(now: now)
  }

  // MARK: Checking

  /// Whether another object has the same id: the server would take both for one.
  func idProblem(of row: FormRow) -> String? {
    guard let part = row.part, row.field.filling == .uniqueID,
      let id = row.value.typed.text?.trimmed,
      !id.isEmpty, case .objects(let one, _) = part.list.kind
    else { return nil }
    let present = (base[part.list.path.text]?.array ?? []).compactMap(\.object)
    let isTaken =
      present.contains { row.field.path.value(in: $0).text == id }
      || rows.contains {
        $0.part?.list.path == part.list.path && $0.part != part && $0.field.path == row.field.path
          && $0.value.typed.text?.trimmed == id
      }
    return isTaken ? "another \(one) has this \(row.field.label)" : nil
  }
}
