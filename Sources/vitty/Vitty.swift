// The command line. Everything here is synchronous, since the loop owns the main thread.

import ArgumentParser

@main
struct Vitty: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vitty",
    abstract: "A keyboard-driven console for Vitally.",
    discussion: """
      The API key comes from VITALLY_API_KEY or from api_key_command in config.toml. \
      'vitty demo' opens a made-up workspace; it needs no key and no network.
      """,
    version: "0.1.0",
    subcommands: [Browse.self, Demo.self],
    defaultSubcommand: Browse.self)
}

/// Opens a workspace.
struct Browse: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Opens a workspace (the default).")

  @Option(help: "The profile in config.toml to open.")
  var profile: String?

  @Flag(help: "Refuses every change.")
  var readOnly = false

  func run() throws {
    try telling {
      let environment = SystemEnvironment()
      // Checked before api_key_command runs, which may ask the user for a passphrase.
      _ = try environment.stateFolder()
      let settings = try Settings.load(profile: profile, readOnly: readOnly, environment)
      try Session.run(settings, environment: environment)
    }
  }
}

/// Opens a made-up workspace.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens a made-up workspace with a built-in server.")

  @Option(help: "How many accounts to make up, at most 100000.")
  var accounts = 300

  @Flag(help: "Refuses every change.")
  var readOnly = false

  func validate() throws {
    guard (1...100_000).contains(accounts) else {
      throw ValidationError("--accounts takes a number from 1 to 100000.")
    }
  }

  func run() throws {
    try telling {
      try Session.runDemo(
        accounts: accounts, readOnly: readOnly, environment: SystemEnvironment())
    }
  }
}

/// Runs work and turns any error into one sentence.
private func telling(_ work: () throws -> Void) throws(SettingsError) {
  do {
    try work()
  } catch {
    throw SettingsError(telling: error)
  }
}
