// From the errors of the HTTP library to sentences, and to whether the server can have acted.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import VitallyModel

extension VitallyError {
  /// An error before there was an answer. `pulls` tells how often the request's body was asked
  /// for: none means that it never left.
  init(transport error: any Error, request: Request, pulls: Int, host: String) {
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
        .unreachable, sentence: Self.unreachable(host, because: error), delivery: delivery)
    } else {
      self.init(
        .lost, sentence: Self.lost(host, because: error) + Self.whatIsDone(request),
        delivery: delivery)
    }
  }

  /// An error while the body of a good answer was read. A write may have happened all the same.
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

  /// Nobody wants the answer any more.
  static func cancelled(_ delivery: Delivery) -> VitallyError {
    VitallyError(.cancelled, sentence: "The request was given up.", delivery: delivery)
  }

  private static func isCancellation(_ error: any Error) -> Bool {
    let known: [HTTPClientError] = [.cancelled, .requestStreamCancelled, .alreadyShutdown]
    return error is CancellationError || (error as? HTTPClientError).map(known.contains) ?? false
  }

  /// Whether the error can only come up before a connection is there. Two kinds are known by
  /// their names: their modules are not ours to import.
  private static func isConnectFailure(_ error: any Error) -> Bool {
    switch error {
    case let error as HTTPClientError:
      [.connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown]
        .contains(error)
    case let error as IOError: ![brokenPipe, connectionReset].contains(error.errnoCode)
    default: isHandshakeFailure(error) || "\(type(of: error))" == "NIOConnectionError"
    }
  }

  private static func isHandshakeFailure(_ error: any Error) -> Bool {
    "\(type(of: error))".hasPrefix("NIOSSL") && "\(error)".contains("handshakeFailed")
  }

  private static func unreachable(_ host: String, because error: any Error) -> String {
    if isHandshakeFailure(error) {
      return "No secure connection to \(host) can be made: its certificate is not accepted here."
    }
    return "\(host) cannot be reached: check the network and the subdomain."
  }

  private static func lost(_ host: String, because error: any Error) -> String {
    switch error as? HTTPClientError {
    case .readTimeout?, .deadlineExceeded?: "\(host) took too long to answer"
    default: "The connection to \(host) broke before the answer came"
    }
  }

  private static func whatIsDone(_ request: Request) -> String {
    request.isWrite ? "; vitty looks first whether it got through." : "; vitty tries again later."
  }

  private static let brokenPipe: CInt = 32
  private static let connectionReset: CInt = 104
}
