// The JSON reader and writer: nothing of a body is lost, and broken text is refused in place.

import Testing
import VitallyModel

@Suite struct JSONTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-12.50e3", "\"\"", "[]", "{}", "[1,[2,[3]]]",
    "{\"b\":1,\"a\":{\"z\":null,\"y\":[true]}}", "9007199254740993123", "\"ä漢😀\"",
    "\"quote \\\" slash \\\\ line \\n tab \\t bell \\u0007\"",
  ])
  func `compact text survives reading and writing`(text: String) throws {
    #expect(try JSONReader.read(text).jsonText == text)
  }

  @Test func `escapes are read`() throws {
    #expect(try JSONReader.read(#""\u00e9\ud83d\ude00\/""#) == "é😀/")
  }

  @Test func `a lone surrogate becomes the replacement character`() throws {
    #expect(try JSONReader.read(#""a\ud83dz""#) == "a\u{FFFD}z")
    #expect(try JSONReader.read(#""\ud83d\u0041""#) == "\u{FFFD}A")
  }

  @Test func `a byte order mark, bad UTF-8 and raw control characters do not lose a page`() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0x22, 0x41, 0xFF, 0x09, 0x42, 0x22]
    #expect(try JSONReader.read(bytes) == "A\u{FFFD}\tB")
  }

  @Test func `of a repeated key the last one counts`() throws {
    #expect(try JSONReader.read(#"{"a":1,"b":2,"a":3}"#).object?["a"] == 3)
  }

  @Test func `objects are equal in any order of keys`() throws {
    #expect(try JSONReader.read(#"{"a":1,"b":2}"#) == JSONReader.read(#"{"b":2,"a":1}"#))
    #expect(try JSONReader.read(#"{"a":1,"b":2}"#) != JSONReader.read(#"{"b":2,"a":2}"#))
  }

  @Test(arguments: [
    "", " ", "{", "[1", "[1,", "{\"a\"}", "{\"a\":}", "{a:1}", "\"abc", "tru", "01x", "1 2", "[1]]",
    "\"\\u12\"", "nul", "-", "+", "{\"a\":1,}",
  ])
  func `broken text is refused`(text: String) {
    #expect(throws: JSONError.self) { try JSONReader.read(text) }
  }

  @Test func `nesting is bounded, so that the stack is safe`() throws {
    let deep = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONReader.read(deep(500)) }
    #expect(throws: JSONError.self) { try JSONReader.read(deep(501)) }
    #expect(throws: JSONError.self) { try JSONReader.read(deep(200_000)) }
  }

  @Test func `any cut of a text is refused or read, and never traps`() throws {
    let text = #"{"id":"x","traits":{"a.b":[1,2.5e-3,"\u00e9"],"c":null},"ok":true}"#
    let bytes = Array(text.utf8)
    for length in bytes.indices {
      #expect(throws: JSONError.self) { try JSONReader.read(bytes[..<length]) }
    }
  }
}
