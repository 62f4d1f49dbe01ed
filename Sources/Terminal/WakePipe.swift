// A pipe by which another thread wakes a waiting terminal device.

private import CNcurses
private import Glibc

/// A pipe used only for waking.
public final class WakePipe: Sendable {
  /// The descriptor that the device waits on.
  public let descriptor: Int32
  private let writer: Int32

  /// A new pipe.
  public init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard vt_pipe(&ends) else { throw .noPipe }
    descriptor = ends[0]
    writer = ends[1]
  }

  deinit {
    Glibc.close(descriptor)
    Glibc.close(writer)
  }

  /// Makes the device report `wake`. May be called from any thread; never blocks.
  public func wake() {
    var byte: UInt8 = 1
    // A full pipe also wakes the device, so failures don't matter.
    _ = write(writer, &byte, 1)
  }
}
