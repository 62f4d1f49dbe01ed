// Holds the walls between the modules: who may import whom.

import Foundation
import Testing

@Suite struct WallTests {
  /// What each module may import: our own modules and foreign ones. The drawing stands in
  /// docs/ARCHITECTURE.md.
  static let permitted: [String: Set<String>] = [
    "Terminal": ["CNcurses", "Glibc", "Synchronization"],
    "VitallyModel": [],
    "VitallyAPI": [
      "VitallyModel", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOHTTPCompression", "NIOSSL",
      "Logging",
      "Foundation", "FoundationEssentials", "Synchronization",
    ],
    "Store": [
      "VitallyModel", "GRDB", "Logging", "Foundation", "Dispatch", "Synchronization", "Glibc",
    ],
    "Markup": ["CLibXML2", "CCmarkGFM"],
    "ViewModels": ["VitallyModel", "Markup"],
    "Console": [
      "Terminal", "ViewModels", "Markup", "VitallyModel", "TOMLKit", "Synchronization",
    ],
    "VitallyDemo": ["NIOCore", "NIOPosix", "NIOHTTP1", "Foundation", "Synchronization"],
    "vitty": [
      "Console", "Store", "VitallyAPI", "VitallyDemo", "ViewModels", "VitallyModel", "Markup",
      "Terminal", "ArgumentParser", "Logging", "TOMLKit", "Foundation", "Dispatch", "Glibc",
      "Synchronization",
    ],
  ]

  @Test func `every module imports only what lies below it`() throws {
    let files = try SourceTree.files(in: "Sources")
    #expect(Set(files.map(\.module)) == Set(Self.permitted.keys))
    for file in files {
      let allowed = Self.permitted[file.module] ?? []
      for name in file.imports {
        #expect(allowed.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func `each foreign library is imported by the modules that own it, tests included`() throws
  {
    // Given the owners of each library
    let owners: [String: Set<String>] = [
      "CNcurses": ["Terminal"], "GRDB": ["Store"],
      "AsyncHTTPClient": ["VitallyAPI"], "NIOHTTP1": ["VitallyAPI", "VitallyDemo"],
      "NIOSSL": ["VitallyAPI", "TestSupport"], "NIOPosix": ["VitallyDemo", "TestSupport"],
      "CLibXML2": ["Markup"], "CCmarkGFM": ["Markup"],
      "TOMLKit": ["Console", "vitty"], "ArgumentParser": ["vitty"],
    ]

    // When all files are read
    let files = try SourceTree.files(in: "Sources") + SourceTree.files(in: "Tests")

    // Then no other file imports them
    for file in files {
      for name in file.imports {
        guard let owners = owners[name] else { continue }
        let module = file.module.replacingOccurrences(of: "Tests", with: "")
        #expect(owners.contains(module), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func `view models and the loop never wait`() throws {
    let waiting = ["MainActor", "DispatchQueue.main", "Task {", "await ", "sleep("]
    for file in try SourceTree.files(in: "Sources") {
      guard ["ViewModels", "Console"].contains(file.module) else { continue }
      for line in file.lines where !line.trimmed.hasPrefix("//") {
        for word in waiting { #expect(!line.contains(word), "\(file.path): \(line)") }
      }
    }
  }

  @Test func `changes are put together by their makers and by the reader of rows`() throws {
    for file in try SourceTree.files(in: "Sources") {
      if file.path.hasPrefix("Sources/VitallyModel/Change/")
        || file.path == "Sources/Store/Local/Change+Row.swift"
      {
        continue
      }
      for line in file.lines where !line.trimmed.hasPrefix("//") {
        #expect(!line.contains("NewChange("), "\(file.path): \(line)")
      }
    }
  }

  @Test func `nothing is written to stdout or stderr`() throws {
    for file in try SourceTree.files(in: "Sources") {
      for line in file.lines {
        let code = line.trimmed
        #expect(!code.hasPrefix("print("), "\(file.path): \(line)")
        #expect(!code.contains("FileHandle.standardError"), "\(file.path): \(line)")
        #expect(!code.contains("debugPrint("), "\(file.path): \(line)")
      }
    }
  }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
