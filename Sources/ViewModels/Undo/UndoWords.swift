// What is said about changes that were taken back, or done again.

import VitallyModel

/// Words about changes as a whole: one, or those of a group.
enum UndoWords {
  /// What some changes are, with the name of the record or the group.
  static func what(_ entries: [OutboxEntry]) -> String {
    guard let first = entries.first else { return "" }
    let changes = entries.map(\.change)
    guard entries.count > 1 else { return "\(first.change.doing), \(first.title)" }
    guard let group = first.change.group else { return GroupWords(changes).what }
    return "“\(group.name)” (\(GroupWords(changes).what))"
  }

  /// The question before new records are archived.
  static func question(before undone: Undone) -> String {
    let entries = undone.toArchive
    let nouns = GroupWords(entries.map(\.change)).what
    guard let first = entries.first, entries.count == 1 else {
      return "Vitally has the new \(nouns) already. Archive them there?"
    }
    return "Vitally has the new \(nouns) “\(first.title)” already. Archive it there?"
  }

  /// What stays, and why: the first by name.
  static func rest(_ kept: [KeptChange]) -> String {
    guard let first = kept.first else { return "" }
    let others = kept.count - 1
    let more = others == 0 ? "" : " \(others.counted("other")) can't either."
    return "Not taken back: \(what([first.entry])). \(first.sentence)\(more)"
  }

  /// What was to be done again and can't be.
  static func restAgain(_ kept: [KeptChange]) -> String {
    kept.first.map { "Not done again: \($0.entry.title). \($0.sentence)" } ?? ""
  }

  /// What was taken back, and what happens at the server.
  static func sentence(_ undone: Undone, _ keys: KeyNames) -> String {
    // What hung on a new record went with it, and is not what the user has asked for.
    let asked = Set(undone.asked)
    let all = (undone.reversed + undone.dropped).filter { asked.contains($0.id) }
    guard !all.isEmpty else { return "" }
    let key = keys[.app(.redo)]
    let isOnItsWay = undone.reversed.contains { $0.change.isPending }
    let rest =
      undone.inverses.isEmpty
      ? "" : isOnItsWay ? ", as soon as Vitally has answered" : ", and Vitally will be told"
    let sentence = "Taken back: \(what(all.sorted { $0.id < $1.id }))\(rest)"
    // Once that has arrived, an archived record stays archived.
    let isForGood = undone.inverses.contains { $0.new.action.removes }
    guard !isForGood, !UndoLine.Step(undone).isEmpty else { return sentence }
    return "\(sentence) · \(key) does it again"
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
