// How another thread ends the wait of a terminal device.
// What there is to do then, is not said here.

private import CNcurses
private import Glibc

/// A pipe for nothing but waking.
public final class WakePipe: Sendable {
  /// For the device to wait on.
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
    // A full pipe wakes as well, so a failure says nothing.
    _ = write(writer, &byte, 1)
  }
}
