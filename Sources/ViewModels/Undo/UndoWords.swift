// What is said about changes that were taken back, or done again.

import VitallyModel

/// Words about changes as a whole: one, or those of a group.
enum UndoWords {
  /// What some changes are, with the name of the record or the group.
  static func what(_ entries: [OutboxEntry]) -> String {
    guard let first = entries.first else { return "" }
    let changes = entries.map(\.change)
    guard entries.count > 1 else { return what(first) }
    guard let group = first.change.group else { return GroupWords(changes).what }
    let what = GroupWords(changes).what
    // The name of a change of many ends with what it was made about.
    return group.name.hasSuffix(": \(what)") ? "“\(group.name)”" : "“\(group.name)” (\(what))"
  }

  /// `complete task, Call Anna`; of a single field its name: `Due of Call Anna`.
  private static func what(_ entry: OutboxEntry) -> String {
    let (change, schema) = (entry.change, entry.change.ref.resource.schema)
    let paths = change.new.paths.filter { schema.field($0) != nil || $0.traitKey != nil }
    guard change.verb == "edit", change.new.undoes == nil, paths.count == 1, let path = paths.first
    else { return "\(change.doing), \(entry.title)" }
    return "\(schema.field(path)?.label ?? path.traitKey ?? path.text) of \(entry.title)"
  }

  /// The question before new records are archived.
  static func question(before undone: Undone) -> String {
    let entries = undone.toArchive
    let nouns = GroupWords(entries.map(\.change)).what
    guard let first = entries.first, entries.count == 1 else {
      return "Vitally has the new \(nouns) already. Archive them?"
    }
    return "Vitally has the new \(nouns) “\(first.title)” already. Archive it?"
  }

  /// What was not taken back.
  static func rest(_ kept: [KeptChange]) -> String { rest(kept, "Not taken back") }

  /// What stays, and why: a single one by name, and of more that for which most of them do.
  private static func rest(_ kept: [KeptChange], _ verb: String) -> String {
    let byReason = Dictionary(grouping: kept, by: \.sentence)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    guard let (sentence, stay) = byReason.first else { return "" }
    let others = kept.count - stay.count
    let more = others == 0 ? "" : " \(others.counted("other")) can't either."
    let what =
      stay.count == 1 ? self.what(stay.map(\.entry)) : GroupWords(stay.map(\.entry.change)).what
    return "\(verb): \(what). \(sentence)\(more)"
  }

  /// What was to be done again and can't be.
  static func restAgain(_ kept: [KeptChange]) -> String { rest(kept, "Not done again") }

  /// That records were put aside, or brought back, and are not any more: they wait as before.
  static func takenBack(_ before: [WaitChange], _ keys: KeyNames) -> String {
    let waits = before.contains { $0.wait != nil }
    return "Taken back: \(what(before)) \(waits ? "put aside again" : "in your lists again")"
      + " · \(keys[.app(.redo)]) does it again"
  }

  /// That records are put aside again, or brought back again.
  static func doneAgain(_ after: [WaitChange]) -> String {
    let waits = after.contains { $0.wait != nil }
    return "Done again: \(what(after)) \(waits ? "put aside" : "brought back")"
  }

  private static func what(_ waits: [WaitChange]) -> String {
    BulkViewModel.noun(waits.map(\.ref))
  }

  /// What was taken back, and what happens at the server.
  static func sentence(_ undone: Undone, _ keys: KeyNames) -> String {
    // What hung on a new record went with it, and is not what the user has asked for.
    let asked = Set(undone.asked)
    let all = (undone.reversed + undone.dropped).filter { asked.contains($0.id) }
    guard !all.isEmpty else { return "" }
    let key = keys[.app(.redo)]
    let rest = fate(
      ofDropped: undone.dropped.count { asked.contains($0.id) },
      reversed: undone.reversed.map(\.change))
    let sentence = "Taken back: \(what(all.sorted { $0.id < $1.id }))\(rest)"
    // Once that has arrived, an archived record stays archived.
    let isForGood = undone.inverses.contains { $0.new.action.removes }
    guard !isForGood, !UndoLine.Step(undone).isEmpty else { return sentence }
    return "\(sentence) · \(key) does it again"
  }

  /// What happens at the server with what was taken back: of changes that were made together some
  /// may have been sent.
  private static func fate(ofDropped dropped: Int, reversed: [Change]) -> String {
    guard !reversed.isEmpty else { return "" }
    let onTheirWay = reversed.count(where: \.isPending)
    func number(_ count: Int) -> String { NumberText.grouped(count) }
    if dropped == 0, onTheirWay == 0 || onTheirWay == reversed.count {
      return onTheirWay == 0 ? ", and Vitally will be told" : ", as soon as Vitally has answered"
    }
    let unsent =
      dropped == 0
      ? "" : "\(number(dropped)) \(dropped == 1 ? "was" : "were") not saved in Vitally yet; "
    let which = dropped == 0 ? "all" : "the other \(number(reversed.count))"
    let when =
      switch onTheirWay {
      case 0: ""
      case reversed.count: " once it has answered"
      default: ", of \(number(onTheirWay)) of them once it has answered"
      }
    return ". \(unsent)\(dropped == 0 ? "Vitally" : "it") will be told of \(which)\(when)"
  }
}

extension Shared {
  /// Says what was taken back.
  mutating func say(_ undone: Undone) {
    let sentence = UndoWords.sentence(undone, keys)
    let rest = UndoWords.rest(undone.kept)
    guard !sentence.isEmpty else {
      return say(rest.isEmpty ? "That is gone already." : rest, .warning)
    }
    guard rest.isEmpty else { return say("\(sentence). \(rest)", .warning) }
    saySaving(undone.inverses, sentence)
  }

  /// Says what is there again.
  mutating func say(_ redone: Redone) {
    let rest = UndoWords.restAgain(redone.kept)
    guard !redone.again.isEmpty else {
      return say(rest.isEmpty ? "That can't be done again: it is there already." : rest, .warning)
    }
    let sentence =
      "Done again: \(UndoWords.what(redone.again)) · \(keys.quickWayBack)"
    guard rest.isEmpty else { return say("\(sentence). \(rest)", .warning) }
    saySaving(redone.changes.filter(\.isPending), sentence)
  }
}
