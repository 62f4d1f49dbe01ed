// Names of files that are made of what records are called.

import Foundation
import Testing

@testable import vitty

@Suite struct FileNameTests {
  @Test(arguments: [
    ("Northwind - September review", "Northwind - September review"),
    ("Q3/Q4 & more: “now”", "Q3-Q4 more- now"), ("Łódź  café\u{301}", "Łódź café\u{301}"),
    ("../../etc/passwd", "etc-passwd"), ("--help", "help"), ("-c 'rm -rf ~'", "c rm -rf"),
    ("+:q!", "q"), (".hidden.", "hidden"), ("a\u{1B}[31m\nb\u{0}c", "a 31m b c"),
    ("a\u{202E}gpj.exe", "a gpj.exe"), ("$(reboot) `x` %f #", "(reboot) x f"), ("日本 料理", "日本 料理"),
    ("", "Text"), ("///", "Text"), ("🙂", "Text"), ("con", "Text"),
  ])
  func `a name is readable and means nothing else`(text: String, name: String) {
    #expect(
      FileName.readable(text, otherwise: "Text").unicodeScalars.elementsEqual(
        name.precomposedStringWithCanonicalMapping.unicodeScalars))
  }

  @Test func `a long name is cut between letters`() {
    let name = FileName.readable(String(repeating: "é日", count: 200), otherwise: "Text")
    #expect(name.utf8.count <= 90 && name.utf8.count > 80)
    #expect(name.hasPrefix("é日é日"))
  }
}
