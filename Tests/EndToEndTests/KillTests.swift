// kill -9 at any moment while a long text is being typed and tasks are being saved.

import Foundation
import TestSupport
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct KillTests {
    @Test func `Thirty kills take at most the last second, and no change is lost or doubled`()
      throws
    {
      // Given a note, and an editor that shows the test what is in a form
      let harbour = try Harbour()
      let note = try harbour.addNote("<p>.</p>")
      var typist = try Typist(harbour: harbour, note: note)
      try harbour.world.fillCache()
      try typist.start()

      // When the user types on and on, saves a task now and then, and is killed thirty times
      for _ in 1...30 { try typist.typeAndBeKilled() }

      // Then every task that was saved is on the server, once.
      let vitty = try #require(typist.vitty)
      try vitty.seeNothingWaiting()
      let names = harbour.world.server.all("tasks").compactMap(World.fields)
        .compactMap { $0["name"] as? String }.filter { $0.hasPrefix("Round ") }
      #expect(Set(names).isSuperset(of: typist.accepted))
      #expect(names.count == Set(names).count)

      // When the note is saved, then the server has what was there after the last kill.
      try vitty.save()
      try harbour.world.waitUntil(
        "notes", note, holds: #"{"note":"<p>\#(typist.kept.trimmed)</p>"}"#, screen: vitty.screen)
    }
  }
}

/// Somebody who types into a note, in sittings that all end by kill -9.
private struct Typist {
  /// The text that was there at the start of this sitting.
  private(set) var kept = "."
  /// The names of the tasks that the screen said are saved.
  private(set) var accepted: Set<String> = []

  /// The program of this sitting, with the form open.
  private(set) var vitty: Tmux?

  private let world: World
  private let note: String
  private var dice = SeededRandom(seed: 20_260_301)
  private var sitting = 0
  private var word = 0
  /// All that was typed, and when; a sitting begins with what was kept.
  private var typed: [(text: String, at: Date)] = []
  /// How long it took at most in this sitting until a word was on screen, in seconds.
  private var slowest: TimeInterval = 0

  init(harbour: Harbour, note: String) throws {
    world = harbour.world
    self.note = note
    let path = world.home + "/look"
    try "#!/bin/sh\ncp \"$1\" \"$HOME/copy\" && mv \"$HOME/copy\" \"$HOME/seen\"\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o700)
    world.set("EDITOR", path)
  }

  /// Starts the program, opens the form of the note, and looks at the text in it by the editor.
  mutating func start() throws {
    let vitty = try world.open()
    self.vitty = vitty
    try vitty.see("Accounts  1/")
    try vitty.show(note)
    try vitty.edit()
    try vitty.reach("Note")
    let seen = world.home + "/seen"
    try? FileManager.default.removeItem(atPath: seen)
    try vitty.press("C-o")
    try eventually("the text of the form", screen: vitty.screen) {
      kept = try String(contentsOfFile: seen, encoding: .utf8)
      return true
    }
    try vitty.see("C-s save")
  }

  /// One sitting: words, sometimes a saved note and a saved task, and the end.
  mutating func typeAndBeKilled() throws {
    sitting += 1
    let vitty = try #require(vitty)
    typed = [(kept, .distantPast)]
    slowest = 0
    if sitting.isMultiple(of: 5) { try save(in: vitty) }
    for _ in 0...Int.random(in: 1...30, using: &dice) { try typeWord(in: vitty) }
    // Some go on until something must be safe.
    while sitting.isMultiple(of: 3), safe == kept { try typeWord(in: vitty) }
    let (process, safe) = (try vitty.processID(), safe)
    kill(process, SIGKILL)
    try eventually("the end of the program") { !Shell.isRunning(process) }
    let all = typed[typed.count - 1].text

    // What the next sitting finds is what was typed, but for the last second.
    try start()
    #expect(all.hasPrefix(kept), "sitting \(sitting): \(kept.suffix(20)), not \(all.suffix(20))")
    #expect(kept.hasPrefix(safe), "sitting \(sitting): \(kept.suffix(20)), not \(safe.suffix(20))")
  }

  /// What was typed more than a second ago. A machine that is slow to show a word may be as slow to
  /// write it.
  private var safe: String {
    typed.last { $0.at.addingTimeInterval(1 + slowest) < Date() }?.text ?? kept
  }

  /// Types a word and sees it: what is on screen is what must not get lost.
  private mutating func typeWord(in vitty: Tmux) throws {
    word += 1
    let start = Date()
    try vitty.type(" w\(word)")
    try vitty.see(" w\(word)")
    slowest = max(slowest, Date().timeIntervalSince(start))
    typed.append((typed[typed.count - 1].text + " w\(word)", Date()))
  }

  /// Saves the note and then a new task, and goes on with the note.
  private mutating func save(in vitty: Tmux) throws {
    try vitty.save()
    try vitty.press("a", "t")
    try vitty.see("New task")
    try vitty.fill("Name", "Round \(sitting)")
    try vitty.save()
    accepted.insert("Round \(sitting)")
    typed = [(typed[typed.count - 1].text.trimmed, .distantPast)]
    try vitty.edit()
    try vitty.reach("Note")
  }
}

extension String {
  /// A text as the server gets it: a blank at the end of a note can't be seen, and is not sent. One
  /// is there when the program was killed between the blank and the word.
  fileprivate var trimmed: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
