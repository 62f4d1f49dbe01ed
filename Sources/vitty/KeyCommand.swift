// Asks another program for the API key, such as a password manager. It may talk to the user, so it
// runs before the screen is up.

import Foundation

/// A command whose output is the API key.
struct KeyCommand {
  private let command: String

  init(_ command: String) { self.command = command }

  /// Runs the command in a shell and returns what it prints. The key is in no message.
  func run(_ environment: SystemEnvironment) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = environment.forChildren
    process.standardOutput = output
    do {
      try process.run()
    } catch {
      throw SettingsError(description: "api_key_command could not be started: \(error)")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw SettingsError(
        description: "api_key_command ended with status \(process.terminationStatus): run it by "
          + "hand to see why.")
    }
    let key = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard !key.isEmpty else {
      throw SettingsError(description: "api_key_command printed nothing: it must print the key.")
    }
    return key
  }
}
