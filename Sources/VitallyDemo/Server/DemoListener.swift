// The listening socket on 127.0.0.1 and its one event loop.
// Knows nothing of what requests mean.

import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens on 127.0.0.1 and hands each request to a function.
struct DemoListener: Sendable {
  typealias Service = @Sendable (DemoRequest) -> DemoReply

  private let group: MultiThreadedEventLoopGroup
  let port: Int

  /// Binds the port (0: a free one) and starts answering.
  /// - Throws: the system's error when the port is not available.
  init(port: Int, service: @escaping Service) throws {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(DemoConnection(service: service))
        }
      }
    do {
      let channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
      self.port = channel.localAddress?.port ?? port
    } catch {
      group.shutdownGracefully { _ in }
      throw error
    }
  }

  /// Closes all connections and waits until that is done.
  func stop() {
    try? group.syncShutdownGracefully()
  }

  /// Closes all connections without waiting.
  func stopSoon() {
    group.shutdownGracefully { _ in }
  }
}
