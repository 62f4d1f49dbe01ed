// A temporary folder for one test.

import Foundation

/// A folder that is deleted, with its contents, when the last reference goes away.
public final class TestFolder: Sendable {
  /// The path of the folder.
  public let path: String

  /// Creates a folder; with `exists: false` only its path is chosen, and the code under test
  /// creates it.
  public init(_ name: String = "vitty-test", exists: Bool = true) throws {
    path = NSTemporaryDirectory() + name + "-" + UUID().uuidString
    guard exists else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
