// Makes one attempt at one request over HTTP. It doesn't interpret the response and never retries.

import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import VitallyModel

/// Sends requests to one server with one key.
struct RequestSender: Sendable {
  private let client: HTTPClient
  private let address: ServerAddress
  private let credentials: Credentials
  private let options: ClientOptions
  private let logger: Logger

  /// Creates a sender; `shutdown` must be called before it is released.
  init(
    address: ServerAddress, credentials: Credentials, options: ClientOptions, logger: Logger
  ) {
    self.address = address
    self.credentials = credentials
    self.options = options
    self.logger = logger
    client = HTTPClient(configuration: Self.configuration(options))
  }

  /// Cancels all requests and closes all connections.
  func shutdown() async {
    do { try await client.shutdown() } catch { logger.debug("already shut down") }
  }

  /// Sends a request and reads the whole response.
  func send(_ request: Request) async throws(VitallyError) -> Response {
    let pulls = CountedBody.Pulls()
    let response: HTTPClientResponse
    do {
      response = try await client.execute(
        wireRequest(request, pulls: pulls), timeout: TimeAmount(options.deadline))
    } catch {
      let failure = VitallyError(
        transport: error, request: request, pulls: pulls.count, host: address.host,
        proxy: options.network.proxy)
      logger.debug("\(request.method.rawValue) \(request.plainTarget) \(failure.kind)")
      throw failure
    }
    let status = Int(response.status.code)
    logger.debug("\(request.method.rawValue) \(request.plainTarget) \(status)")
    let body: ByteBuffer
    do {
      body = try await response.body.collect(upTo: options.maxBody)
    } catch {
      // The body of an error response is welcome, but the status is enough.
      guard !(200..<300).contains(status) else {
        throw VitallyError(
          bodyOf: status, failed: error, request: request, maxBody: options.maxBody)
      }
      body = ByteBuffer()
    }
    return Response(status: status, headers: response.headers, body: body)
  }

  private func wireRequest(_ request: Request, pulls: CountedBody.Pulls) -> HTTPClientRequest {
    var wire = HTTPClientRequest(url: address.base + request.target)
    wire.method = request.method
    wire.headers = [
      "Authorization": credentials.authorization,
      "Accept": "application/json",
      "User-Agent": "vitty",
    ]
    if let body = request.body {
      let bytes = ByteBuffer(string: body.jsonText)
      wire.headers.add(name: "Content-Type", value: "application/json")
      wire.body = .stream(
        CountedBody(bytes: bytes, pulls: pulls), length: .known(Int64(bytes.readableBytes)))
    }
    return wire
  }

  private static func configuration(_ options: ClientOptions) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: TimeAmount(options.connectTimeout), read: TimeAmount(options.readTimeout)),
      decompression: .enabled(limit: .size(options.maxBody)))
    configuration.tlsConfiguration = options.network.trust.tlsConfiguration
    configuration.proxy = options.network.proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.user.map { .basic(username: $0, password: proxy.password) })
    }
    configuration.httpVersion = .http1Only
    configuration.connectionPool.idleTimeout = .seconds(30)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.concurrency
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}

extension TimeAmount {
  /// The same duration for NIO.
  fileprivate init(_ duration: Duration) {
    self = .milliseconds(Int64(duration / .milliseconds(1)))
  }
}
