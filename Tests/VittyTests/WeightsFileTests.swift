// weights.toml: what is read, and what is said of a file that is wrong.

import Foundation
import TestSupport
import Testing
import VitallyModel

@testable import vitty

@Suite struct WeightsFileTests {
  private let folder: TestFolder
  private var path: String { folder.path + "/weights.toml" }

  init() throws { folder = try TestFolder() }

  private func load(_ text: String) throws -> WeightsFile {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return WeightsFile.load(path)
  }

  @Test func `without a file the usual weights hold`() {
    for file in [WeightsFile.load(nil), WeightsFile.load(path)] {
      #expect(file.problem == nil)
      #expect(Weights.Part.allCases.allSatisfy { file.weights[$0] == Weights.standard[$0] })
    }
    #expect(WeightsFile.load(path).weights.file == path)
  }

  @Test func `weights that are named hold, the others are as usual`() throws {
    let file = try load("renewal = 80\nsilence = 2.5 # hardly\n")
    #expect(file.problem == nil)
    #expect(file.weights[.renewal] == 80)
    #expect(file.weights[.silence] == 2.5)
    #expect(file.weights[.health] == Weights.standard[.health])
  }

  @Test(arguments: [
    ("renewal = 80\nreneval = 5\n", "there is no weight “reneval”"),
    ("renewal = \"much\"\n", "renewal must be a number from 0 to 1000"),
    ("renewal = -1\n", "renewal must be a number from 0 to 1000"),
    ("health = 1\nrenewal = \n", "line 2"),
  ])
  func `a wrong file is one sentence, and counts for nothing`(text: String, reason: String) throws {
    let file = try load(text)
    let problem = try #require(file.problem)
    #expect(problem.hasPrefix(path))
    #expect(problem.contains(reason))
    #expect(problem.hasSuffix("The usual weights are used."))
    #expect(Weights.Part.allCases.allSatisfy { file.weights[$0] == Weights.standard[$0] })
  }

  @Test func `a folder in the place of the file is said`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(WeightsFile.load(path).problem?.contains("it is not a file") == true)
  }
}
