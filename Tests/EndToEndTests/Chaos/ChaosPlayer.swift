// Plays a round on the real program: types what the user does, lets the server fail, kills.

import Foundation
import Testing
import VitallyDemo

final class ChaosPlayer {
  let world: World
  private(set) var vitty: Tmux

  /// The program in a small workspace of which it knows everything.
  init() throws {
    world = try World(accounts: 4, largeAccountUsers: 5)
    vitty = try world.open()
    for list in ChaosStep.List.allCases {
      try vitty.press("g", list.key)
      try vitty.see(" \(list.title)  1/")
      try vitty.see("  synced ")
    }
  }

  /// Does one thing. It is typed as fast as it goes: nothing waits for the server.
  func play(_ step: ChaosStep) throws {
    switch step {
    case .fault(let scenario): world.server.set(scenario)
    case .rename(let list, let row, let value):
      try show(list, row: row)
      try vitty.press("m")
      try pickName(of: list)
      try replace(with: value)
    case .renameColumn(let list, let row, let values):
      try show(list, row: row)
      try vitty.press("M")
      try pickName(of: list)
      for value in values { try replace(with: value) }
      try vitty.press("Escape")
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
    }
  }

  /// The server works from now on, and the program has sent all that it can.
  func finish(_ outbox: ChaosOutbox) throws {
    world.server.clearScenarios()
    try comeBack()
    try vitty.press("$")
    try eventually("an outbox that rests", screen: vitty.screen) {
      try outbox.changes().isResting
    }
  }

  private func show(_ list: ChaosStep.List, row: Int) throws {
    try comeBack()
    try vitty.press("g", list.key)
    try vitty.see(" \(list.title)  ")
    try vitty.press("g", "g")
    if row > 0 { try vitty.press("j", times: row) }
  }

  /// Leaves a form that is open because it was refused.
  private func comeBack() throws {
    try eventually("a list", screen: vitty.screen) {
      let screen = vitty.screen
      if screen.contains("Esc leave") { try vitty.press("Escape") }
      return screen.contains("? help") && !screen.contains("WILL SEND")
    }
  }

  private func pickName(of list: ChaosStep.List) throws {
    try vitty.type(list.nameField)
    try vitty.press("Enter")
  }

  private func replace(with value: String) throws {
    try vitty.press("C-u")
    try vitty.type(value)
    try vitty.press("Enter")
  }

  private func create(_ list: ChaosStep.List, _ value: String) throws {
    try vitty.press("a", list.key)
    try vitty.type(value)
    try vitty.see(" \(value)")
    try vitty.press("C-s")
    guard list == .notes else { return }
    // A note needs a text as well: the form goes there.
    try vitty.see("must be given")
    try vitty.type("text of \(value)")
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
