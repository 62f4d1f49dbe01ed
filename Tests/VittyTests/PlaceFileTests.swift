// The file with the place of the last session: missing, damaged, replaced.

import Foundation
import TestSupport
import Testing
import ViewModels

@testable import vitty

@Suite struct PlaceFileTests {
  private let text = #"{"version":1,"savedAt":"5","day":"2026-11-24","layers":[]}"#

  private func place(_ file: PlaceFile) -> ResumePoint? {
    if case .place(let point) = file.read() { point } else { nil }
  }

  private func isUnreadable(_ file: PlaceFile) -> Bool {
    if case .unreadable = file.read() { true } else { false }
  }

  @Test func `what is written is read, until it is removed`() throws {
    let folder = try TestFolder()
    let file = PlaceFile(folder: folder.path)
    let point = try #require(ResumePoint(jsonText: text))
    guard case .nothing = file.read() else {
      Issue.record("There is something.")
      return
    }
    file.write(point)
    file.write(point)
    #expect(place(file) == point)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["place.json"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/place.json")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    file.remove()
    #expect(place(file) == nil && !isUnreadable(file))
  }

  @Test(arguments: ["", "{", "\u{0}", #"{"version":2}"#])
  func `what can't be understood is nothing, and is replaced`(text: String) throws {
    let folder = try TestFolder()
    let file = PlaceFile(folder: folder.path)
    try text.write(toFile: folder.path + "/place.json", atomically: false, encoding: .utf8)
    #expect(isUnreadable(file))
    let point = try #require(ResumePoint(jsonText: self.text))
    file.write(point)
    #expect(place(file) == point)
  }

  @Test func `a folder that can't be written is left as it is`() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/place.json", withIntermediateDirectories: false)
    let file = PlaceFile(folder: folder.path)
    #expect(isUnreadable(file))
    file.write(try #require(ResumePoint(jsonText: text)))
    #expect(isUnreadable(file))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["place.json"])
  }
}
