// Reads weights.toml: how much each reason for attention counts in Today.

import TOMLKit
import VitallyModel

/// The weights of a user.
struct WeightsFile {
  /// The weights; those that vitty begins with where the file names none.
  var weights = Weights.standard
  /// What is wrong with the file, in one sentence; nil for nothing. Then the file counts for nothing.
  var problem: String?

  /// The most bytes of the file.
  private static let limit = 64 << 10

  /// Reads a file; one that is missing names no weights.
  static func load(_ path: String?) -> WeightsFile {
    var file = WeightsFile()
    guard let path else { return file }
    file.weights.file = path
    do throws(SettingsError) {
      guard let text = try PlainFile.text(path, limit: limit) else { return file }
      var weights = Weights(try points(in: text, of: path))
      weights.file = path
      weights.isFromFile = true
      file.weights = weights
    } catch {
      file.problem = "\(error.description) The usual weights are used."
    }
    return file
  }

  private static func points(
    in text: String, of path: String
  ) throws(SettingsError) -> [Weights.Part: Double] {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsError(
        description: "\(path), line \(error.source.begin.line): \(error.description).")
    } catch {
      throw SettingsError(description: "\(path) can't be read: \(error).")
    }
    var points: [Weights.Part: Double] = [:]
    for key in table.keys.sorted() {
      guard let part = Weights.Part(rawValue: key) else {
        let known = Weights.Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingsError(description: "\(path): there is no weight “\(key)”, only \(known).")
      }
      let value = table[key]?.double ?? table[key]?.int.map(Double.init)
      guard let value, Weights.range.contains(value) else {
        let range = "\(Int(Weights.range.lowerBound)) to \(Int(Weights.range.upperBound))"
        throw SettingsError(description: "\(path): \(key) must be a number from \(range).")
      }
      points[part] = value
    }
    return points
  }
}
