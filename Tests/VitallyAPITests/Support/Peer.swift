// A client and the server that it talks to over real HTTP, with the client's waits taking no time.

import Foundation
import Logging
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

struct Peer {
  let server: DemoServer
  let client: VitallyClient
  let time: JumpingTime

  /// A small sample.
  static var sample: DemoOptions { DemoOptions(accounts: 40, largeAccountUsers: 230) }

  /// Runs a test against a server of its own.
  static func run(
    _ sample: DemoOptions = sample, options: ClientOptions = ClientOptions(),
    key: String = DemoOptions().apiKey, time: JumpingTime = JumpingTime(),
    log: CapturedLog = CapturedLog(), onPause: @escaping @Sendable (Duration) -> Void = { _ in },
    _ test: (Peer) async throws -> Void
  ) async throws {
    let server = try DemoServer.start(sample)
    let client = VitallyClient(
      address: try ServerAddress(subdomain: nil, region: .us, baseURL: server.baseURL),
      credentials: try Credentials(pasted: key), options: options, timing: time.timing,
      logger: log.logger, onPause: onPause)
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await test(Peer(server: server, client: client, time: time)))
    } catch {
      outcome = .failure(error)
    }
    await client.shutdown()
    server.stop()
    try outcome.get()
  }

  /// The id of some record that the server holds.
  func someID(_ collection: String) throws -> String {
    try #require(server.ids(collection).first)
  }

  /// A record as the server holds it.
  func held(_ collection: String, _ id: String) throws -> JSONObject {
    let text = try #require(server.record(collection, id: id))
    return try #require(try JSONReader.read(text).object)
  }
}

/// The error of a call that must fail.
func failure<Value>(
  _ call: () async throws(VitallyError) -> Value
) async throws -> VitallyError {
  do {
    _ = try await call()
  } catch {
    return error
  }
  throw ExpectedFailure()
}

struct ExpectedFailure: Error {}
