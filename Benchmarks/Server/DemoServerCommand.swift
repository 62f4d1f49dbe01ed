// The demo server as a separate program, which keeps running while the measured program restarts.

import ArgumentParser
import Foundation
import VitallyDemo

@main
struct DemoServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vitty-demo-server",
    abstract: "Serves a made-up workspace on 127.0.0.1 until its input ends.",
    discussion: "The first line of the output is the value for VITALLY_BASE_URL.")

  @Option(help: "How many accounts to make up, at most 1000000.")
  var accounts = 300

  @Flag(help: "Makes up accounts and organizations alone, without users, notes and tasks.")
  var alone = false

  @Option(help: "How many requests a minute are answered.")
  var limitPerMinute = 1000

  func validate() throws {
    guard (1...1_000_000).contains(accounts) else {
      throw ValidationError("--accounts takes a number from 1 to 1000000.")
    }
    guard limitPerMinute > 0 else {
      throw ValidationError("--limit-per-minute takes a number from 1.")
    }
  }

  func run() throws {
    var options = DemoOptions(accounts: accounts)
    options.limitPerMinute = limitPerMinute
    options.hasChildren = !alone
    let server = try DemoServer.start(options)
    try FileHandle.standardOutput.write(contentsOf: Data("\(server.baseURL)\n".utf8))
    while readLine() != nil {}
    server.stop()
  }
}
