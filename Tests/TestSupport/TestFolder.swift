// A folder for one test, which leaves nothing behind.

import Foundation

/// A folder of its own that goes, with all that is in it, when nobody holds it any more.
public final class TestFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Makes a folder; with `exists: false` only its place is chosen, and the code under test makes it.
  public init(_ name: String = "vitty-test", exists: Bool = true) throws {
    path = NSTemporaryDirectory() + name + "-" + UUID().uuidString
    guard exists else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
