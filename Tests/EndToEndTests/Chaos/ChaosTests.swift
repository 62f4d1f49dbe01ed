// Rounds in which everything goes wrong at once: random edits, a server that fails, kills. At the
// end nothing that was accepted is lost, and nothing is there twice.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ChaosTests {
    /// `VITTY_CHAOS_ROUNDS` rounds from the seed `VITTY_CHAOS_SEED` on.
    static let seeds: [UInt64] = {
      let variables = ProcessInfo.processInfo.environment
      let rounds = variables["VITTY_CHAOS_ROUNDS"].flatMap { UInt64($0) } ?? 20
      let first = variables["VITTY_CHAOS_SEED"].flatMap { UInt64($0) } ?? 1
      return Array(first..<first + rounds)
    }()

    @Test(arguments: seeds)
    func `Whatever fails, each accepted edit is on the server once or needs attention`(
      seed: UInt64
    ) throws {
      // Given a program that knows a small workspace
      let player = try ChaosPlayer()
      let script = ChaosScript(seed: seed)

      // When edits are typed while the server fails and the program is killed, and all is well then
      let outbox = try player.play(script)

      // Then nothing that was typed is lost, but for the last thing before a kill
      let verdict = try ChaosVerdict(outbox, player.world.server)
      #expect(verdict.lost(player.settled) == [], "\(script.steps)")

      // Then the server has each accepted edit exactly once, and what it does not have is shown.
      let complaints = try verdict.complaints
      #expect(complaints == [], "\(script.steps)")
      if verdict.attentionCount > 0 {
        try player.vitty.see(" \(verdict.attentionCount) not saved")
      }
      if !verdict.hasBlocked { try player.seeNothingWaiting() }
    }
  }
}
