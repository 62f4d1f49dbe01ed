// Commands that give the key: what counts of what they print, and how long they are waited for.

import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import vitty

@Suite struct KeyCommandTests {
  private let environment = SystemEnvironment(["PATH": "/usr/bin:/bin"])

  private func refusal(_ command: String) -> String? {
    do {
      _ = try KeyCommand(command).run(environment)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    "printf 'sk_1\\nlogin: kim\\nurl: vitally.io\\n'", "printf 'sk_1'",
    "printf '\\n\\n  sk_1 \\r\\nx'",
    "printf '\\357\\273\\277sk_1\\r\\n'", "printf 'sk_1\\n'; exec >&-; true",
  ])
  func `the first line that is not blank is the key`(command: String) throws {
    #expect(try KeyCommand(command).run(environment) == "sk_1")
  }

  @Test(arguments: [
    ("exit 3", "ended with status 3"), ("true", "printed nothing"),
    ("printf '\\n \\n'", "printed nothing"), ("kill -TERM $$", "killed by signal 15"),
    ("kill -INT $$", "was interrupted"),
  ])
  func `a command that gives no key says so`(command: String, says: String) {
    #expect(refusal(command)?.contains(says) == true)
  }

  @Test func `an endless output is ended`() {
    #expect(
      refusal("yes")
        == "api_key_command printed more than 64 kB: it must print the key alone.")
    #expect(refusal("head -c 70000 /dev/zero; exit 0")?.contains("more than 64 kB") == true)
  }

  @Test func `what the command leaves running is not waited for`() throws {
    // Given a command whose child holds its output open until the test has the key
    let folder = try TestFolder()
    let bell = folder.path + "/bell"
    mkfifo(bell, 0o600)
    let command = "(read go <'\(bell)') & echo sk_1"
    // When it is run, then it is over at once
    #expect(try KeyCommand(command).run(environment) == "sk_1")
    let ringer = open(bell, O_RDWR)
    write(ringer, "\n", 1)
    close(ringer)
  }

  @Test(arguments: ["", "kill -STOP $$; "])
  func `a silent command is told after a while, and still waited for`(stop: String) throws {
    // Given a command that goes on only when the user has been told that it is waited for
    let folder = try TestFolder()
    let bell = folder.path + "/bell"
    mkfifo(bell, 0o600)
    let ringer = open(bell, O_RDWR)
    defer { close(ringer) }
    let said = Mutex<[String]>([])
    let command = "echo $$ >'\(folder.path)/id'; \(stop)read go <'\(bell)'; echo sk_1"
    let key = try KeyCommand(command, patience: .seconds(2)) { sentence in
      said.withLock { $0.append(sentence) }
      let id = (try? String(contentsOfFile: folder.path + "/id", encoding: .utf8)) ?? ""
      if let id = Int32(id.trimmingCharacters(in: .newlines)) { kill(id, SIGCONT) }
      write(ringer, "\n", 1)
    }.run(environment)
    // Then it was told once, and what it printed afterwards counts
    #expect(key == "sk_1")
    let sentences = said.withLock { $0 }
    #expect(sentences.count == 1)
    #expect(sentences.first?.contains(stop.isEmpty ? "still waits" : "is stopped") == true)
  }

  @Test func `a command does not see the key of the environment`() throws {
    let environment = SystemEnvironment(["PATH": "/usr/bin:/bin", "VITALLY_API_KEY": "sk_secret"])
    #expect(try KeyCommand("echo \"<$VITALLY_API_KEY>\"").run(environment) == "<>")
  }
}
