// Plays a round on the real program: types what the user does, lets the server fail, kills.

import Foundation
import Testing
import VitallyDemo

final class ChaosPlayer {
  let world: World
  private(set) var vitty: Tmux
  /// The values that must not be lost: what was typed later proves that the program has them.
  private(set) var settled: [String] = []
  /// The values that were typed last.
  private var latest: [String] = []

  /// The program in a small workspace of which it knows everything.
  init() throws {
    world = try World(accounts: 8, largeAccountUsers: 5)
    vitty = try world.open()
    for list in ChaosStep.List.allCases {
      try vitty.press("g", list.key)
      try vitty.see(" \(list.title)  1/")
      try vitty.see("  synced ")
    }
  }

  /// Plays a script to its end, and answers what has been accepted. A step that can't be played
  /// is told with the script.
  func play(_ script: ChaosScript) throws -> ChaosOutbox {
    var last = script.steps.first
    do {
      for step in script.steps {
        last = step
        try play(step)
      }
      try finish()
      settle()
      return try outbox()
    } catch {
      Issue.record("after \(String(describing: last)) of \(script.steps)")
      throw error
    }
  }

  /// The header says that nothing waits.
  func seeNothingWaiting() throws {
    try eventually("an outbox without anything that waits", screen: vitty.screen) {
      let header = vitty.header
      return !header.isEmpty && !header.contains(" out ")
    }
  }

  /// Does one thing. It is typed as fast as it goes: nothing waits for the server.
  private func play(_ step: ChaosStep) throws {
    switch step {
    case .fault(let scenario): world.server.set(scenario)
    case .rename(let list, let row, let value):
      try show(list, row: row)
      if try pickName(of: list, key: "m") { try replace(with: value) }
    case .renameColumn(let list, let row, let values):
      try show(list, row: row)
      try renameColumn(of: list, values)
    case .create(let list, let row, let value):
      try show(.accounts, row: row)
      try create(list, value)
    case .toggleTask(let row):
      try show(.tasks, row: row)
      try vitty.press("d")
    case .kill(let milliseconds):
      // A moment of the dice's choice: nothing is waited for.
      usleep(UInt32(milliseconds) * 1000)
      try killAndStart()
      latest = []
    }
  }

  /// The server works from now on, and the program has sent all that it can.
  private func finish() throws {
    world.server.clearScenarios()
    try comeBack()
    try vitty.press("$")
    try eventually("an outbox that rests", screen: vitty.screen) {
      try outbox().changes().isResting
    }
  }

  private func outbox() throws -> ChaosOutbox { try ChaosOutbox(home: world.home) }

  private func settle() {
    settled += latest
    latest = []
  }

  private func show(_ list: ChaosStep.List, row: Int) throws {
    try comeBack()
    try vitty.press("g", list.key)
    try vitty.see(" \(list.title)  ")
    try vitty.press("g", "g")
    if row > 0 { try vitty.press("j", times: row) }
    settle()
  }

  /// Leaves a form that is open because it was refused.
  private func comeBack() throws {
    try eventually("a list", screen: vitty.screen) {
      let screen = vitty.screen
      if screen.contains("Esc leave") { try vitty.press("Escape") }
      return screen.contains("? help") && !screen.contains("WILL SEND")
    }
  }

  /// Opens a box for the name; false where there is none, for a new record was refused.
  private func pickName(of list: ChaosStep.List, key: String) throws -> Bool {
    try vitty.press(key)
    var hasFields = false
    try eventually("the fields of \(list)", screen: vitty.screen) {
      let screen = vitty.screen
      hasFields = screen.contains("type to narrow")
      return hasFields || screen.contains("It was refused")
    }
    guard hasFields else { return false }
    try vitty.type(list.nameField)
    try vitty.press("Enter")
    return true
  }

  /// A run down a column stops at a new record that the server has refused: where there may be
  /// one, none is begun.
  private func renameColumn(of list: ChaosStep.List, _ values: [String]) throws {
    let isSafe = try outbox().changes().allSatisfy { !$0.isCreate || $0.state == "answered" }
    guard isSafe, try pickName(of: list, key: "M") else { return }
    for value in values { try replace(with: value) }
    try eventually("the last of the column", screen: vitty.screen) {
      try outbox().changes().contains { $0.fields.values.contains { $0.text == values.last } }
    }
    try vitty.press("Escape")
  }

  private func replace(with value: String) throws {
    latest.append(value)
    try vitty.press("C-u")
    try vitty.type(value)
    try vitty.press("Enter")
  }

  private func create(_ list: ChaosStep.List, _ value: String) throws {
    latest.append(value)
    try vitty.press("a", list.key)
    if list == .notes {
      // The form of a note begins in its text.
      try vitty.type("text of \(value)")
      try vitty.press("BTab")
    }
    try vitty.type(value)
    try vitty.see(" \(value)")
    try vitty.press("C-s")
  }

  private func killAndStart() throws {
    let process = try vitty.processID()
    kill(process, SIGKILL)
    try eventually("the end of the program") { !Shell.isRunning(process) }
    vitty = try world.open()
    try vitty.see(" Accounts  1/")
  }
}

extension ChaosStep.List {
  var title: String {
    switch self {
    case .accounts: "Accounts"
    case .users: "Users"
    case .notes: "Notes"
    case .tasks: "Tasks"
    }
  }

  /// The key after `g` and after `a`.
  var key: String { String(title.prefix(1)).lowercased() }
  /// The field that names a record, as its picker says it.
  var nameField: String { self == .notes ? "Subject" : "Name" }
}
