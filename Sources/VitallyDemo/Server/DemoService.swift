// One server's state, and the path of a request through it: scenario, limit, key, responder, hits.
// Knows nothing about sockets; its only clock is the one it was given.

import Foundation

/// Everything behind the lock of a server.
struct DemoService: Sendable {
  private static let hitsKept = 20_000

  var world: DemoWorld
  private(set) var hits: [Hit] = []
  private var bucket: TokenBucket
  private var scenarios: [Scenario] = []
  private let clock: @Sendable () -> Date

  init(_ options: DemoOptions) {
    let started = ContinuousClock.now
    clock =
      options.clock ?? {
        let (seconds, attoseconds) = started.duration(to: .now).components
        return options.now + Double(seconds) + Double(attoseconds) / 1e18
      }
    world = DemoWorld(options)
    bucket = TokenBucket(perMinute: options.limitPerMinute, at: Moment(clock()))
  }

  var now: Moment { Moment(clock()) }

  mutating func set(_ scenario: Scenario) {
    scenarios.append(scenario)
  }

  mutating func clearScenarios() {
    scenarios = []
  }

  mutating func resetHits() {
    hits = []
  }

  func hitCount(of pattern: String) -> Int {
    let pattern = RequestPattern(pattern)
    return hits.filter { pattern.matches(method: $0.method, path: $0.path) }.count
  }

  /// Handles a request and returns the reply.
  mutating func reply(to request: DemoRequest) -> DemoReply {
    if request.segments.first == "demo" {
      return DemoReply(response: DemoControl.respond(to: request, in: &self))
    }
    let now = now
    let fault = takeFault(for: request)
    var reply: DemoReply
    var isApplied = false
    if let refusal = refusal(of: request, fault, at: now) {
      reply = DemoReply(response: refusal)
    } else if fault == .dropBeforeApplying {
      reply = DemoReply(response: DemoResponse(status: 0), delivery: .nothing)
    } else {
      let response = DemoResponder.respond(
        to: MisleadingList(fault)?.firstPage(request) ?? request, in: &world, at: now)
      isApplied = (200..<300).contains(response.status)
      reply = spoil(response, fault, request)
    }
    reply.response.headers += bucket.headers
    note(request, reply, isApplied)
    return reply
  }

  private mutating func note(_ request: DemoRequest, _ reply: DemoReply, _ isApplied: Bool) {
    let status = reply.delivery == .nothing ? 0 : reply.response.status
    hits.append(
      Hit(
        method: request.method, path: request.path, query: request.rawQuery, status: status,
        body: String(decoding: request.body, as: UTF8.self), isApplied: isApplied))
    if hits.count > Self.hitsKept { hits.removeFirst(Self.hitsKept / 10) }
  }

  private mutating func takeFault(for request: DemoRequest) -> Scenario.Fault? {
    let place = scenarios.firstIndex { scenario in
      scenario.times != 0
        && RequestPattern(scenario.matching).matches(method: request.method, path: request.path)
    }
    guard let place else { return nil }
    if let times = scenarios[place].times { scenarios[place].times = times - 1 }
    return scenarios[place].fault
  }
}

// MARK: - Refusals

extension DemoService {
  /// The error response to a request that is not carried out.
  private mutating func refusal(
    of request: DemoRequest, _ fault: Scenario.Fault?, at now: Moment
  ) -> DemoResponse? {
    let cost = request.isWrite ? world.options.writeCost : 1
    guard bucket.take(cost, at: now) else {
      return DemoResponse(Refusal(429, "Too many requests"))
    }
    if let response = fault.flatMap(Self.refusal) { return response }
    guard let header = request.authorization else {
      return DemoResponse(Refusal(401, "Authorization header not present."))
    }
    return isAuthorized(header) ? nil : DemoResponse(Refusal(401, "The API key is not valid."))
  }

  private func isAuthorized(_ header: String) -> Bool {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic",
      let data = Data(base64Encoded: String(parts[1]))
    else { return false }
    return String(decoding: data, as: UTF8.self) == world.options.apiKey + ":"
  }

  private static func refusal(_ fault: Scenario.Fault) -> DemoResponse? {
    switch fault {
    case .status(let status, let retryAfter):
      var response = DemoResponse(Refusal(status, "Scenario says \(status)"))
      if let retryAfter { response.headers.append(("Retry-After", retryAfter)) }
      return response
    case .refusal(let status, let json):
      return DemoResponse(status: status, text: json, type: "application/json")
    case .html502:
      let page = "<html><body><h1>502 Bad Gateway</h1></body></html>"
      return DemoResponse(status: 502, text: page, type: "text/html")
    case .empty503: return DemoResponse(status: 503)
    case .messageForm: return DemoResponse(status: 400, ["message": "A message by itself"])
    case .errorsForm:
      return DemoResponse(status: 400, ["errors": [["message": "First"], ["message": "Second"]]])
    case .objectForm:
      return DemoResponse(Refusal([.type("/name", "string"), .required("externalId", in: "")]))
    default: return nil
    }
  }
}

// MARK: - Faults after the request was carried out

extension DemoService {
  private func spoil(
    _ response: DemoResponse, _ fault: Scenario.Fault?, _ request: DemoRequest
  ) -> DemoReply {
    var reply = DemoReply(response: response)
    switch fault {
    case .slow(let milliseconds): reply.delay = milliseconds
    case .dropAfterApplying: reply.delivery = .nothing
    case .halfBody: reply.delivery = .half
    case .truncatedJSON: reply.response.body.removeLast(response.body.count / 2)
    case .tooManyBytes(let count):
      reply.response.body.insert(contentsOf: repeatElement(0x20, count: count), at: 0)
    case .heavyRecords(let bytes):
      let list = try? JSONReader.value(of: response.body).object?["results"]?.array
      let count = (list?.count ?? 0) * bytes
      reply.response.body.insert(contentsOf: repeatElement(0x20, count: count), at: 0)
    case .cursorRing, .endlessPages:
      if let list = MisleadingList(fault) { reply.response = list.twist(response, request) }
    case .failAfterApplying:
      reply.response = DemoResponse(Refusal(500, "Something went wrong"))
    case .emptyBody: reply.response.body = []
    case .oddPayloads: reply.response = odd(response, request)
    default: break
    }
    return reply
  }

  private func odd(_ response: DemoResponse, _ request: DemoRequest) -> DemoResponse {
    guard response.status == 200, let value = try? JSONReader.value(of: response.body) else {
      return response
    }
    let last = request.query["from"].flatMap { PageCursor(text: $0) }?.key.id
    let collection = request.segments.last.flatMap { Collection(path: $0) }
    var previous: JSON?
    if let last, let collection, let record = world.record(collection, last) {
      previous = WireForm(world: world).record(collection, record)
    }
    var odd = response
    odd.body = JSONWriter.bytes(of: OddPayload.twist(value, previous: previous))
    return odd
  }
}
