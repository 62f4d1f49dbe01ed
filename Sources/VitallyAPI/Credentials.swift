// The API key. It leaves this type only in the header of a request, and is never printed, dumped or
// logged.

import FoundationEssentials

/// The key to a workspace.
public struct Credentials: Sendable {
  /// The value of the `Authorization` header.
  let authorization: String

  /// Reads a pasted key: the key itself, the text that Vitally's settings show as "Basic Auth
  /// Header", or that text without the word `Basic`.
  public init(pasted: String) throws(CredentialsError) {
    let text = pasted.trimmed
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.allSatisfy(Self.isPrintable) else { throw .unprintable }
    if text.lowercased() == "basic" { throw .empty }
    if text.lowercased().hasPrefix("basic ") {
      authorization = "Basic " + String(text.dropFirst(6)).trimmed
    } else if Self.key(inBase64: text) != nil {
      authorization = "Basic " + text
    } else {
      authorization = "Basic " + Data((text + ":").utf8).base64EncodedString()
    }
  }

  /// The text with every form of the key redacted: servers sometimes quote what they reject.
  func redacting(_ text: String) -> String {
    let encoded = String(authorization.dropFirst(6))
    return [encoded, Self.key(inBase64: encoded)].compactMap(\.self)
      .reduce(text) {
        $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: "[key]")
      }
  }

  /// The key in a base64 text of `key:`, nil when the text is something else.
  private static func key(inBase64 text: String) -> String? {
    guard let bytes = Data(base64Encoded: text), bytes.count > 1,
      bytes.last == UInt8(ascii: ":"), bytes.allSatisfy(isPrintable)
    else { return nil }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A text without the key.
  public var description: String { "Credentials(hidden)" }
  /// A text without the key.
  public var debugDescription: String { description }
  /// A mirror without children, so that a dump doesn't show the key.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A key that cannot be used.
public enum CredentialsError: Error, Hashable, Sendable {
  /// There is only white space.
  case empty
  /// There is a line break, a control character or a character that no key has.
  case unprintable

  /// What is wrong and what to do.
  public var sentence: String {
    switch self {
    case .empty:
      "The API key is empty: copy it from Settings → Integrations → Vitally REST API."
    case .unprintable:
      "The API key contains a line break or another invalid character: copy it again from "
        + "Settings → Integrations → Vitally REST API."
    }
  }
}
