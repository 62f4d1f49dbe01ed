// Reads a text back from an editor, without what editors add by themselves.

import Foundation

/// A text that comes from an editor.
enum EditedText {
  /// Reads the bytes of a file; nil if they are not UTF-8. A byte order mark and carriage returns
  /// are removed unless the text had them before: the editor added them, not the user.
  static func read(_ bytes: Data, before text: String) -> String? {
    if bytes.elementsEqual(text.utf8) { return text }
    guard var edited = String(validating: bytes, as: UTF8.self) else { return nil }
    if edited.unicodeScalars.first == "\u{FEFF}", text.unicodeScalars.first != "\u{FEFF}" {
      edited.unicodeScalars.removeFirst()
    }
    if !text.utf8.contains(UInt8(ascii: "\r")) { edited = withPlainLineEnds(edited) }
    return withoutAddedNewline(edited, before: text)
  }

  private static func withPlainLineEnds(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    let isOld = !text.utf8.contains(UInt8(ascii: "\n"))
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let isEnd = byte == UInt8(ascii: "\r") && (isOld || rest.first == UInt8(ascii: "\n"))
      if isEnd, isOld { result.append(UInt8(ascii: "\n")) }
      if !isEnd { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Many editors add a newline at the end of the last line.
  private static func withoutAddedNewline(_ edited: String, before text: String) -> String {
    let newline = UInt8(ascii: "\n")
    guard edited.utf8.last == newline, text.utf8.last != newline else { return edited }
    return String(decoding: edited.utf8.dropLast(), as: UTF8.self)
  }
}
