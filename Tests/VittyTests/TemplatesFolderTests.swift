// The folder with templates: what can't be read is said, and never in the way of the rest.

import Foundation
import Glibc
import TestSupport
import Testing
import VitallyModel

@testable import vitty

@Suite struct TemplatesFolderTests {
  private let folder: TestFolder
  private let shipped = TemplateLibrary().templates.map(\.name)

  init() throws { folder = try TestFolder("vitty templates") }

  private var library: TemplateLibrary { TemplatesFolder(path: folder.path).library() }

  private func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder.path + "/" + name, atomically: false, encoding: .utf8)
  }

  @Test func `templates are offered by name, before those that come with vitty`() throws {
    try write("# Zebra\n\nb", "zebra call.md")
    try write("# Ångström", "Ångström.MD")
    try write("Mine", "QBR.md")
    try write("no", "notes.txt")
    try write("no", ".hidden.md")
    try write("no", "qbr.md~")
    let names = library.templates.map(\.name)
    #expect(names == ["Ångström", "QBR", "zebra call"] + shipped.filter { $0 != "qbr" })
    #expect(library.problems == [])
    #expect(library.template("zebra call")?.body == "b")
  }

  @Test func `without a folder there are those that come with vitty`() {
    for path in [nil, folder.path + "/none"] {
      let library = TemplatesFolder(path: path).library()
      #expect(library.templates.map(\.name) == shipped && library.problems == [])
    }
  }

  @Test func `what can't be read is said, and the others work`() throws {
    try write("Good", "good.md")
    try write("", "empty.md")
    try write(String(repeating: "x", count: 300_000), "huge.md")
    try Data([0x61, 0xFF]).write(to: URL(filePath: folder.path + "/latin.md"))
    symlink(folder.path + "/loop.md", folder.path + "/loop.md")
    symlink("nowhere", folder.path + "/dangling.md")
    mkfifo(folder.path + "/pipe.md", 0o600)
    mkdir(folder.path + "/folder.md", 0o700)
    creat(folder.path + "/\u{1B}\n.md", 0o600)
    let library = library
    #expect(library.templates.map(\.name) == ["good"] + shipped)
    let path = folder.path
    #expect(
      library.problems.filter { !$0.contains("\u{1B}") } == [
        "templates/empty.md is empty.", "\(path)/folder.md can't be read: it is not a file.",
        "\(path)/huge.md can't be read: it is larger than 256 kB.",
        "\(path)/latin.md can't be read: it is not UTF-8 text.",
        "\(path)/loop.md can't be read: too many levels of symbolic links.",
        "\(path)/pipe.md can't be read: it is not a file.",
      ])
  }

  @Test func `of a thousand files the first are offered, and that is said`() throws {
    for number in 0..<1000 { try write("T", "t\(1000 + number).md") }
    let library = library
    #expect(library.templates.count == 200 + shipped.count)
    #expect(library.templates.first?.name == "t1000")
    #expect(
      library.problems == [
        "There are 1000 templates in \(folder.path): only the first 200 are offered."
      ])
  }

  @Test func `a folder that is none is said`() throws {
    try write("x", "file")
    let library = TemplatesFolder(path: folder.path + "/file").library()
    #expect(library.problems == ["\(folder.path)/file can't be read: not a directory."])
    #expect(library.templates.map(\.name) == shipped)
  }
}
