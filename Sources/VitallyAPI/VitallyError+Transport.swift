// Turns errors of the HTTP library into sentences, and tells whether the server can have acted.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
import VitallyModel

extension VitallyError {
  /// An error before there was a response. `pulls` is how often the request's body was read: zero
  /// means that it was never sent.
  init(
    transport error: any Error, request: Request, pulls: Int, host: String,
    proxy: ProxyAddress? = nil
  ) {
    let neverSent = request.body == nil ? Self.isConnectFailure(error) : pulls == 0
    let delivery: Delivery = neverSent ? .neverSent : .unknown
    if Self.isCancellation(error) {
      self = .cancelled(delivery)
    } else if error is HTTPParserError {
      self.init(
        .unreadable,
        sentence: "\(host) does not answer in HTTP: check the subdomain or the base URL.",
        delivery: delivery)
    } else if neverSent || Self.isConnectFailure(error) {
      self.init(
        .unreachable, sentence: Self.unreachable(host, proxy, because: error), delivery: delivery)
    } else {
      self.init(
        .lost, sentence: Self.lost(host, because: error) + Self.whatIsDone(request),
        delivery: delivery)
    }
  }

  /// An error while the body of a successful response was read. A write may have happened all the
  /// same.
  init(bodyOf status: Int, failed error: any Error, request: Request, maxBody: Int) {
    let delivery: Delivery = request.isWrite ? .unknown : .answered
    if Self.isCancellation(error) {
      self = .cancelled(delivery)
    } else if error is NIOTooManyBytesError || error is NIOHTTPDecompression.DecompressionError {
      self.init(
        .tooLarge, status: status,
        sentence: "Vitally's answer is larger than \(maxBody / 1024 / 1024) MB, which vitty does "
          + "not read.",
        delivery: delivery)
    } else {
      self.init(
        .lost, status: status,
        sentence: "The connection broke in the middle of Vitally's answer"
          + Self.whatIsDone(request), delivery: delivery)
    }
  }

  /// The request was cancelled.
  static func cancelled(_ delivery: Delivery) -> VitallyError {
    VitallyError(.cancelled, sentence: "The request was cancelled.", delivery: delivery)
  }

  private static func isCancellation(_ error: any Error) -> Bool {
    let known: [HTTPClientError] = [.cancelled, .requestStreamCancelled, .alreadyShutdown]
    return error is CancellationError || (error as? HTTPClientError).map(known.contains) ?? false
  }

  /// Whether the error can only occur before a connection exists. One type is recognized by name
  /// because its module can't be imported here.
  private static func isConnectFailure(_ error: any Error) -> Bool {
    switch error {
    case let error as HTTPClientError:
      [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown,
        .proxyAuthenticationRequired, .invalidProxyResponse, .httpProxyHandshakeTimeout,
      ].contains(error)
    case let error as IOError: ![brokenPipe, connectionReset].contains(error.errnoCode)
    default: isHandshakeFailure(error) || "\(type(of: error))" == "NIOConnectionError"
    }
  }

  private static func isHandshakeFailure(_ error: any Error) -> Bool {
    if case .handshakeFailed? = error as? NIOSSLError { return true }
    return isForAnotherHost(error)
  }

  private static func isForAnotherHost(_ error: any Error) -> Bool {
    (error as? NIOSSLExtraError) == .failedToValidateHostname
  }

  private static func unreachable(
    _ host: String, _ proxy: ProxyAddress?, because error: any Error
  ) -> String {
    if isForAnotherHost(error) {
      return "No secure connection to \(host): its certificate is for another host."
    }
    if isHandshakeFailure(error) { return insecure(host, because: error) }
    guard let proxy else {
      return "\(host) cannot be reached: check the network and the subdomain."
    }
    switch error as? HTTPClientError {
    case .proxyAuthenticationRequired?:
      return "The proxy \(proxy) needs a valid user and password: give them as "
        + "http://user:password@host:port in HTTPS_PROXY, or as proxy in config.toml."
    case .invalidProxyResponse?:
      return
        "The proxy \(proxy) can't connect to \(host): check the subdomain, or name the host in "
        + "NO_PROXY if it is reached without a proxy."
    case .tlsHandshakeTimeout?:
      return
        "\(host) cannot be reached through the proxy \(proxy): check the network and the subdomain."
    default:
      return "The proxy \(proxy) cannot be reached: check the network, and HTTPS_PROXY or proxy in "
        + "config.toml."
    }
  }

  /// The TLS handshake has failed, often because the certificate is not trusted.
  private static func insecure(_ host: String, because error: any Error) -> String {
    guard "\(error)".contains("CERTIFICATE_VERIFY_FAILED") else {
      return "No secure connection to \(host) can be made: the TLS handshake failed."
    }
    return
      "No secure connection to \(host): its certificate is not trusted here. If a "
      + "company proxy inspects the traffic, name the file of its CA certificate as ca_file in "
      + "config.toml, or in SSL_CERT_FILE."
  }

  private static func lost(_ host: String, because error: any Error) -> String {
    switch error as? HTTPClientError {
    case .readTimeout?, .deadlineExceeded?: "\(host) took too long to answer"
    default: "The connection to \(host) broke before the answer came"
    }
  }

  private static func whatIsDone(_ request: Request) -> String {
    request.isWrite ? "; vitty checks first whether it got through." : "; vitty tries again later."
  }

  private static let brokenPipe: CInt = 32
  private static let connectionReset: CInt = 104
}
