// An HTTP proxy that supports only CONNECT and sends every host to this machine.

import NIOCore
import NIOPosix
import Synchronization

/// A proxy on loopback.
public final class ConnectProxy: Sendable {
  /// How it answers.
  public enum Manner: Sendable {
    /// It accepts every connection.
    case open
    /// It accepts connections with these credentials, as written after `Basic `.
    case guarded(String)
    /// It refuses all connections.
    case closed
  }

  private let channel: any Channel
  private let taken: Asked

  /// Its host and port. Its address differs from the servers', which the certificates are for.
  public let address: String

  /// The first lines of all requests, in order.
  public var asked: [String] { taken.lines.withLock { $0 } }

  /// Starts a proxy.
  public init(_ manner: Manner = .open) throws {
    let asked = Asked()
    taken = asked
    channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ConnectHandler(manner, asked))
        }
      }
      .bind(host: "127.0.0.2", port: 0).wait()
    address = "127.0.0.2:\(channel.localAddress?.port ?? 0)"
  }

  /// Stops listening.
  public func stop() { try? channel.close().wait() }
}

/// The requests received.
private final class Asked: Sendable {
  let lines = Mutex<[String]>([])
}

/// Reads the head of one request, then hands over to `Glue` for the port that it names.
private final class ConnectHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let manner: ConnectProxy.Manner
  private let asked: Asked
  private var head = ""

  init(_ manner: ConnectProxy.Manner, _ asked: Asked) {
    self.manner = manner
    self.asked = asked
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    head += String(buffer: unwrapInboundIn(data))
    guard head.hasSuffix("\r\n\r\n") else { return }
    let lines = head.split(separator: "\r\n").map(String.init)
    asked.lines.withLock { $0.append(lines[0]) }
    let target = lines[0].split(separator: " ")
    guard target.count == 3, target[0] == "CONNECT",
      let port = target[1].split(separator: ":").last.flatMap({ Int($0) })
    else { return refuse("405 Method Not Allowed", context) }
    switch manner {
    case .closed: refuse("403 Forbidden", context)
    case .guarded(let secret)
    where !lines.contains { Self.isAuthorization($0, with: secret) }:
      refuse("407 Proxy Authentication Required", context)
    default: connect(to: port, context)
    }
  }

  /// Whether a line of the head carries this secret, letter by letter.
  private static func isAuthorization(_ line: String, with secret: String) -> Bool {
    let parts = line.split(separator: " ").map(String.init)
    return parts.count == 3 && parts[0].lowercased() == "proxy-authorization:"
      && parts[1].lowercased() == "basic" && parts[2] == secret
  }

  private func refuse(_ status: String, _ context: ChannelHandlerContext) {
    let bytes = ByteBuffer(string: "HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n")
    context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    context.close(promise: nil)
  }

  private func connect(to port: Int, _ context: ChannelHandlerContext) {
    let channel = context.channel
    let this = NIOLoopBound(self, eventLoop: channel.eventLoop)
    ClientBootstrap(group: channel.eventLoop)
      .channelInitializer { inner in
        inner.eventLoop.makeCompletedFuture {
          try inner.pipeline.syncOperations.addHandler(Glue(channel))
        }
      }
      .connect(host: "127.0.0.1", port: port)
      .flatMapThrowing { inner in
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(Glue(inner))
        _ = pipeline.removeHandler(this.value)
        channel.writeAndFlush(
          ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"), promise: nil)
      }
      .whenFailure { _ in channel.close(promise: nil) }
  }
}
