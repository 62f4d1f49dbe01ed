// What one key decides about a record, so that it can be decided again about others.

/// A decision about a record, without the record.
public enum Decision: Hashable, Sendable {
  /// It is done, or not done any more.
  case complete(Bool)
  /// It is due on a day, as days are typed. A distance with a sign counts from today, or from the day
  /// on which the record is due if that is later.
  case due(String)
  /// It is that of a team member; with the name.
  case assign(Ref, name: String)
  /// A field gets a value in wire format; null takes a trait away.
  case set(Field, JSONValue)
  /// It gets tags, and loses others.
  case tag(adding: [String], removing: [String])
  /// It is archived.
  case archive

  /// What a decision comes to for one record.
  public enum Verdict: Hashable, Sendable {
    /// This has to change.
    case change(NewChange)
    /// Everything is so already.
    case already
    /// It can't be, for a reason.
    case impossible(Hindrance)
  }

  /// The field with one value for all; nil where the records' own schemas know it.
  public var field: Field? { if case .set(let field, _) = self { field } else { nil } }

  /// What it comes to for a record.
  public func verdict(on record: Record, now: Now) -> Verdict {
    if !record["archivedAt"].isBlank { return .impossible(.isArchived) }
    if case .archive = self {
      return record.schema.allows(.archive)
        ? .change(.removing(record, by: .archive))
        : .impossible(cannot(record.schema, "be archived"))
    }
    do throws(Hindrance) {
      let values = try values(for: record, now: now)
      let isSo = values.allSatisfy { path, value in
        let field = record.schema.field(path) ?? Field(path, path.text, .json)
        return field.kind.isSame(record[field], value)
      }
      return isSo ? .already : .change(.updating(record, values))
    } catch {
      return .impossible(error)
    }
  }

  /// The day that is meant for a record.
  public static func day(
    _ text: String, for record: Record, now: Now
  ) -> Result<Day, InputError> {
    guard text.hasPrefix("+"), let field = record.schema.dueField,
      let due = record[field].text.flatMap(Day.init), due > now.today
    else { return DayReader.read(text, now: now) }
    var then = now
    then.moment = now.zone.moment(of: due)
    return DayReader.read(text, now: then)
  }

  private func values(
    for record: Record, now: Now
  ) throws(Hindrance) -> [(FieldPath, JSONValue)] {
    let schema = record.schema
    switch self {
    case .complete(let isDone):
      guard let completion = schema.completion else { throw cannot(schema, "be done") }
      // When it was done stays as it is.
      guard isDone == record[completion.at].isBlank else { return [] }
      guard isDone else { return [(completion.at, .null), (completion.by, .null)] }
      let by = now.me?.serverID.map { [(completion.by, JSONValue.string($0))] } ?? []
      return [(completion.at, .string(now.moment.iso))] + by
    case .due(let text):
      guard let field = schema.dueField, field.writing.onUpdate else {
        throw cannot(schema, "get a due day")
      }
      if let over = schema.overWhenSet, !record[over].isBlank {
        throw Hindrance.isDone
      }
      do throws(InputError) {
        return [(field.path, .string(try Self.day(text, for: record, now: now).get().iso))]
      } catch {
        throw Hindrance("\(field.label): \(error.sentence)")
      }
    case .assign(let person, _):
      guard let field = schema.assignedField else { throw cannot(schema, "be assigned") }
      return [(field.path, .string(person.wireText))]
    case .set(let field, let value):
      let isTrait = field.path.traitKey != nil && schema.fields.contains { $0.kind == .traits }
      guard isTrait || schema.field(field.path)?.writing.onUpdate == true else {
        throw Hindrance("\(field.label) of \(schema.pluralInSentence) can't be set")
      }
      return [(field.path, value)]
    case .archive: return []
    case .tag(let adding, let removing):
      guard let field = schema.field("tags"), field.writing.onUpdate else {
        throw cannot(schema, "have tags")
      }
      let present = FieldKind.ids(record[field])
      let kept = present.filter { !removing.contains($0) }
      return [
        (field.path, .array((kept + adding.filter { !kept.contains($0) }).map(JSONValue.string)))
      ]
    }
  }

  private func cannot(_ schema: Schema, _ what: String) -> Hindrance {
    Hindrance("\(schema.pluralInSentence) can't \(what)")
  }
}

extension Schema {
  /// The field that says whose a record is, and that can be changed; nil if there is none. What was
  /// written has an author, whom nobody assigns.
  public var assignedField: Field? {
    guard !isProse else { return nil }
    return ownership.by.lazy.compactMap { self.field($0) }
      .first { $0.kind == .lookUp(.admin) && $0.writing.onUpdate }
  }
}
