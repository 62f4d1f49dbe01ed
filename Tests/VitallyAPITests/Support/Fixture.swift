// The odd payloads, each a file of its own.

import Foundation
import Testing
import VitallyModel

enum Fixture {
  /// The bytes of a fixture.
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder().appending(path: name + ".json")))
  }

  /// A fixture as JSON.
  static func json(_ name: String) throws -> JSONValue { try JSONReader.read(try bytes(name)) }

  /// The names of all fixtures, in order.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder().path).sorted()
      .map { String($0.dropLast(".json".count)) }
  }

  private static func folder() throws -> URL {
    try #require(Bundle.module.resourceURL).appending(path: "Fixtures")
  }
}
