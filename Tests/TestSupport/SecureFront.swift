// A TLS server in front of a plain one: it decrypts and forwards the bytes.

import NIOCore
import NIOPosix
import NIOSSL

/// A TLS proxy for a port on this machine.
public final class SecureFront: Sendable {
  private let channel: any Channel

  /// The port on 127.0.0.1.
  public var port: Int { channel.localAddress?.port ?? 0 }

  /// Starts a server in front of a port.
  public init(before inner: Int, _ files: OwnCertificates) throws {
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: NIOSSLCertificate.fromPEMFile(files.certificate).map {
          .certificate($0)
        },
        privateKey: .privateKey(NIOSSLPrivateKey(file: files.key, format: .pem))))
    channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.autoRead, value: false)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
        }.flatMap { Self.join(channel, inner) }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
  }

  /// Stops listening.
  public func stop() { try? channel.close().wait() }

  private static func join(_ channel: any Channel, _ port: Int) -> EventLoopFuture<Void> {
    ClientBootstrap(group: channel.eventLoop)
      .channelInitializer { inner in
        inner.eventLoop.makeCompletedFuture {
          try inner.pipeline.syncOperations.addHandler(Glue(channel))
        }
      }
      .connect(host: "127.0.0.1", port: port)
      .flatMapThrowing { inner in
        try channel.pipeline.syncOperations.addHandler(Glue(inner))
      }
      .flatMap { channel.setOption(.autoRead, value: true) }
  }
}
