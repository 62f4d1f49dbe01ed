// Holds the shape of files: short, and opened by a sentence that says what they are for.

import Testing

@Suite struct FileTests {
  @Test func `files stay short`() throws {
    let files = try SourceTree.files(in: "Sources")
    for file in files {
      #expect(file.lines.count <= 500, "\(file.path) has \(file.lines.count) lines")
    }
    let long = files.filter { $0.lines.count > 400 }
    #expect(long.count * 10 <= files.count, "too many long files: \(long.map(\.path))")
  }

  @Test func `every file of a module opens with what it is for`() throws {
    for file in try SourceTree.files(in: "Sources") {
      let first = file.lines.first ?? ""
      let isSchema =
        file.path.contains("VitallyModel/Schemas/") && first.hasPrefix("extension Schema")
      #expect(first.hasPrefix("//") || isSchema, "\(file.path) begins with: \(first)")
    }
  }
}
