// The client of Vitally's REST API: each method makes one request and interprets the response. It
// knows nothing about stores, caches or when to ask.

public import Logging
public import VitallyModel

/// Reads from and writes to one Vitally workspace over HTTP.
public final class VitallyClient: Sendable {
  private let runner: RequestRunner
  private let host: String
  private let sizes = PageSizes()

  /// Creates a client for one workspace; it opens no connection before the first request. Call
  /// `shutdown` before the last reference goes away. The logger receives methods, paths and
  /// statuses; `onPause` receives how long all requests are held back, when the server demands a
  /// long pause, or one of some seconds for whose end the user waits. `onSilence` is called when the
  /// server seems not to be reached while a request is still being tried.
  public init(
    address: ServerAddress, credentials: Credentials, options: ClientOptions = ClientOptions(),
    timing: Timing = .live, logger: Logger,
    onPause: @escaping @Sendable (Duration) -> Void = { _ in },
    onSilence: @escaping @Sendable () -> Void = {}
  ) {
    host = address.host
    runner = RequestRunner(
      sender: RequestSender(
        address: address, credentials: credentials, options: options, logger: logger),
      limiter: RateLimiter(
        share: options.share, slots: options.concurrency, timing: timing, onPause: onPause),
      policy: RetryPolicy(attempts: options.attempts),
      errors: ErrorReader(credentials: credentials),
      timing: timing, onSilence: onSilence)
  }

  /// Cancels all requests and closes all connections.
  public func shutdown() async { await runner.sender.shutdown() }
}

/// A client prints only its host: its connections hold requests, and those hold the key.
extension VitallyClient: CustomStringConvertible, CustomReflectable {
  /// The host.
  public var description: String { "VitallyClient(\(host))" }
  /// No children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension VitallyClient: RecordSource {
  /// The request budget of the key, as last seen.
  public var budget: Budget? { runner.limiter.budget }

  /// One page of a list; items that can't be read are left out and counted. If the page is too
  /// large, a smaller one is requested, now and later.
  public func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page {
    var query = sizes.fit(query)
    var isHalved = false
    while true {
      do {
        let page = try await onePage(query, urgency)
        if isHalved { sizes.keep(query) }
        return page
      } catch {
        guard error.kind == .tooLarge, let half = sizes.halve(query) else { throw error }
        query = half
        isHalved = true
      }
    }
  }

  private func onePage(_ query: ListQuery, _ urgency: Urgency) async throws(VitallyError) -> Page {
    let request = try Request.list(query)
    let json = try await json(request, urgency: urgency)
    let decoder = PageDecoder(resource: query.resource, filters: query.filters)
    guard let page = decoder.page(json) else { throw unreadable(request) }
    return page
  }

  /// One record by its id, or by its external id where the resource allows that.
  public func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record {
    let request = try Request.record(resource, id: id, parent: parent)
    let json = try await json(request, urgency: urgency)
    let decoder = PageDecoder(resource: resource)
    if let record = decoder.record(json) { return record }
    guard json.isBlank || decoder.page(json) == Page(records: []) else {
      throw unreadable(request)
    }
    throw VitallyError(
      .notFound, status: 200, sentence: "Vitally does not have this \(resource.schema.singular).")
  }

  /// The users or admins with an email address; finding none is not an error.
  public func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    let request = try Request.people(resource, email: email)
    do {
      let response = try await runner.answer(request, urgency: urgency)
      guard !response.isBlank else { return [] }
      return PageDecoder(resource: resource).found(try decode(response, request))
    } catch {
      guard error.kind == .notFound else { throw error }
      return []
    }
  }

  /// The records with an external id among those that another one holds; finding none is not an
  /// error.
  public func records(
    _ resource: Resource, externalID: String, in holder: Ref, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    let request = try Request.records(resource, externalID: externalID, in: holder)
    let json = try await json(request, urgency: urgency)
    return PageDecoder(resource: resource).found(json)
  }

  /// Sends a write. It is retried only while the server can't have acted on it.
  public func send(_ write: Write) async throws(VitallyError) -> Record? {
    do {
      return try await sendOnce(write)
    } catch {
      guard let other = write.withCustomerID(after: error) else { throw error }
      return try await sendOnce(other)
    }
  }

  private func sendOnce(_ write: Write) async throws(VitallyError) -> Record? {
    let request = try Request.write(write)
    let response = try await runner.answer(request, urgency: .user)
    guard !response.isBlank else { return nil }
    let json = try decode(response, request)
    return PageDecoder(resource: write.resource).record(json)
  }
}

extension VitallyClient {
  /// Receives and decodes off the caller's actor: a page can be megabytes.
  @concurrent private func json(
    _ request: Request, urgency: Urgency
  ) async throws(VitallyError) -> JSONValue {
    try decode(try await runner.answer(request, urgency: urgency), request)
  }

  private func decode(_ response: Response, _ request: Request) throws(VitallyError) -> JSONValue {
    do {
      return try response.json()
    } catch {
      throw unreadable(request, status: response.status)
    }
  }

  /// The error for a success status with something other than Vitally's data, often a login page.
  /// Then nobody knows whether a write got through.
  private func unreadable(_ request: Request, status: Int = 200) -> VitallyError {
    VitallyError(
      .unreadable, status: status,
      sentence: "\(host) answers, but not with Vitally's data: check the subdomain, and whether a "
        + "proxy or a log-in page is in between.",
      delivery: request.isWrite ? .unknown : .answered)
  }
}
