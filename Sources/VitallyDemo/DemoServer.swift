// The public interface of the server: start, stop, control, inspect. Puts a lock around the service
// and a listener in front of it; knows nothing about HTTP or records.

import Synchronization

/// A Vitally-compatible server on 127.0.0.1 with a sample workspace.
///
/// Collections are named as in paths: `accounts`, `users`, `npsResponses`, …, and `instances` for
/// those of custom objects. Records are passed as JSON text.
public final class DemoServer: Sendable {
  private let service: SharedService
  private let listener: DemoListener

  /// Starts a server. Its port is bound when this returns; its sample is generated on demand.
  /// - Throws: the system's error when the port is not available.
  public static func start(_ options: DemoOptions = DemoOptions()) throws -> DemoServer {
    try DemoServer(options)
  }

  private init(_ options: DemoOptions) throws {
    let service = SharedService(options)
    self.service = service
    listener = try DemoListener(port: options.port) { request in
      service.use { $0.reply(to: request) }
    }
  }

  deinit {
    listener.stopSoon()
  }

  /// The port that the server listens on.
  public var port: Int { listener.port }

  /// `http://127.0.0.1:PORT`
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Closes all connections and stops listening. Must not be called twice at once.
  public func stop() {
    listener.stop()
  }
}

// MARK: - Hits and scenarios

extension DemoServer {
  /// The latest requests, oldest first.
  public func hits() -> [Hit] {
    service.use { $0.hits }
  }

  /// How many of the latest requests begin with a path, optionally after a method:
  /// `POST /resources/notes`.
  public func hitCount(of pattern: String = "") -> Int {
    service.use { $0.hitCount(of: pattern) }
  }

  /// Forgets the requests so far.
  public func resetHits() {
    service.use { $0.resetHits() }
  }

  /// Makes requests fail from now on. If several scenarios match a request, the oldest one that is
  /// not used up applies.
  public func set(_ scenario: Scenario) {
    service.use { $0.set(scenario) }
  }

  /// Removes all scenarios.
  public func clearScenarios() {
    service.use { $0.clearScenarios() }
  }
}

// MARK: - Records

extension DemoServer {
  /// A record as a GET by id shows it; nil when there is none.
  public func record(_ collection: String, id: String) -> String? {
    text(collection) { $0.wireRecord($1, id) }
  }

  /// The ids of all records, archived and churned ones included, latest change first.
  public func ids(_ collection: String) -> [String] {
    guard let collection = Collection(path: collection) else { return [] }
    return service.use { $0.world.ids(collection) }
  }

  /// The number of records, archived and churned ones included.
  public func count(_ collection: String) -> Int {
    ids(collection).count
  }

  /// All records as GETs by id show them, archived and churned ones included.
  public func all(_ collection: String) -> [String] {
    ids(collection).compactMap { record(collection, id: $0) }
  }

  /// Changes fields of a record as if somebody else did, without any checks. Other records are
  /// named by id (`accountIds` of a user, `customerIds` of an instance, `userIds` of a note).
  /// - Returns: the record, or nil when there is none or `fields` is not a JSON object.
  @discardableResult
  public func edit(_ collection: String, id: String, fields: String) -> String? {
    guard let fields = try? JSONReader.value(of: fields).object else { return nil }
    return text(collection) { $0.edit($1, id, fields, at: $2) }
  }

  /// Adds a record as if somebody else did, without any checks.
  /// - Returns: the record, or nil when `fields` is not a JSON object.
  @discardableResult
  public func insert(_ collection: String, fields: String) -> String? {
    guard let fields = try? JSONReader.value(of: fields).object else { return nil }
    return text(collection) { $0.add(fields, to: $1, at: $2) }
  }

  /// Removes a record without a trace; false when there is none.
  @discardableResult
  public func remove(_ collection: String, id: String) -> Bool {
    text(collection) { $0.remove($1, id) ? [:] : nil } != nil
  }

  private func text(
    _ collection: String, _ work: (inout DemoWorld, Collection, Moment) -> JSON?
  ) -> String? {
    guard let collection = Collection(path: collection) else { return nil }
    let value = service.use { service in
      let now = service.now
      return work(&service.world, collection, now)
    }
    return value.map(JSONWriter.text)
  }

  private func text(
    _ collection: String, _ work: (inout DemoWorld, Collection) -> JSON?
  ) -> String? {
    text(collection) { world, collection, _ in work(&world, collection) }
  }
}

/// A service behind a lock.
private final class SharedService: Sendable {
  private let service: Mutex<DemoService>

  init(_ options: DemoOptions) {
    service = Mutex(DemoService(options))
  }

  func use<Result: Sendable>(_ work: (inout DemoService) -> Result) -> Result {
    service.withLock { work(&$0) }
  }
}
