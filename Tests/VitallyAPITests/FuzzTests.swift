import TestSupport
import Testing
import VitallyModel

@testable import VitallyAPI

struct FuzzTests {
  @Test("Damaged payloads are read or refused, and whatever is read can be written and read again")
  func damagedPayloads() throws {
    var dice = SeededRandom(seed: 20_260_901)
    let payloads = try Fixture.names().map(Fixture.bytes)
    var read = 0
    for round in 0..<600 {
      let bytes = damaged(payloads[round % payloads.count], &dice)
      guard let json = try? JSONReader.read(bytes) else { continue }
      read += 1
      #expect(try JSONReader.read(json.jsonText) == json)
      for resource in [Resource.account, .customField] {
        let decoder = PageDecoder(resource: resource, filters: ["model": "accounts"])
        let page = decoder.page(json)
        #expect(page.map { $0.unreadable >= 0 } ?? true)
        for record in page?.records ?? [] { #expect(record.ref.serverID?.isEmpty == false) }
        _ = decoder.record(json)
        _ = decoder.found(json)
      }
      _ = ServerWords(json, text: json.jsonText)
    }
    #expect(read > 50)
  }

  @Test("Damaged bodies of errors always give some words or none, never a trap")
  func damagedErrors() throws {
    var dice = SeededRandom(seed: 7)
    let body = Array(
      #"{"error":{"message":"m","errors":[{"instancePath":"/a~1b/0","params":{"missingProperty":"c"}}]}}"#
        .utf8)
    let page = Array("<html><title>502</title><body><h1>Bad &amp; ugly</h1></body>".utf8)
    for _ in 0..<300 {
      for original in [body, page] {
        let bytes = damaged(original, &dice)
        let words = ServerWords(
          try? JSONReader.read(bytes), text: String(decoding: bytes, as: UTF8.self))
        #expect(words.text.utf8.count <= bytes.count * 3 + 20)
      }
    }
  }

  /// Bytes with a few changes: flipped, dropped, doubled, cut off, or grown by a piece of syntax.
  private func damaged(_ original: [UInt8], _ dice: inout SeededRandom) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
      let at = Int.random(in: bytes.indices, using: &dice)
      let end = min(bytes.count, at + Int.random(in: 1...20, using: &dice))
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.removeSubrange(at..<end)
      case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 3 where Int.random(in: 0..<4, using: &dice) == 0: bytes.removeSubrange(at...)
      case 4:
        let pieces = ["null", "{}", "[", "\"", "\\u", "1e999", "-", ",", "\u{FEFF}", "[[[["]
        bytes.insert(contentsOf: (pieces.randomElement(using: &dice) ?? "").utf8, at: at)
      default: bytes[at] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &dice)
      }
    }
    return bytes
  }
}
