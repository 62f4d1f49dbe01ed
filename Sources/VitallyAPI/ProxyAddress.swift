// The address of a proxy, as people write it in HTTPS_PROXY. Its password is never printed or
// dumped.

/// An HTTP proxy that tunnels connections by CONNECT.
public struct ProxyAddress: Hashable, Sendable {
  /// Its host, without brackets.
  let host: String
  /// Its port; 1080 by default, as in curl.
  let port: Int
  /// The user name, if the proxy needs one.
  let user: String?
  /// The password of the user.
  let password: String

  /// Parses `http://user:password@host:port`, of which only the host is required.
  init(_ text: String) throws(ProxyError) {
    var rest = Substring(text.trimmed)
    if let colon = rest.firstRange(of: "://") {
      let scheme = rest[..<colon.lowerBound].lowercased()
      guard scheme == "http" else { throw scheme == "https" ? .secure : .unknown(scheme) }
      rest = rest[colon.upperBound...]
    }
    rest = rest.prefix { $0 != "/" }
    let at = rest.lastIndex(of: "@")
    let name = at.map { rest[..<$0] }
    (host, port) = try Self.hostAndPort(at.map { rest[rest.index(after: $0)...] } ?? rest)
    let parts = name?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    let decoded = try parts.map { part throws(ProxyError) in
      guard let text = part.percentDecoded else { throw .unreadable }
      return text
    }
    user = decoded.first
    password = decoded.count > 1 ? decoded[1] : ""
  }

  private static func hostAndPort(_ text: Substring) throws(ProxyError) -> (String, Int) {
    let end = text.hasPrefix("[") ? text.lastIndex(of: "]") : nil
    let afterHost = end.map { text.index(after: $0) } ?? text.firstIndex(of: ":") ?? text.endIndex
    let host = text[..<afterHost].drop { $0 == "[" }.prefix { $0 != "]" }
    let port = text[afterHost...].dropFirst()
    guard !host.isEmpty, text.allSatisfy({ !$0.isWhitespace }),
      afterHost == text.endIndex || text[afterHost] == ":"
    else { throw .unreadable }
    guard !port.isEmpty else { return (String(host), 1080) }
    guard let number = UInt16(port), number > 0 else { throw .unreadable }
    return (String(host), Int(number))
  }
}

extension ProxyAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Host and port.
  public var description: String { "\(host):\(port)" }
  /// Host and port.
  public var debugDescription: String { description }
  /// A mirror without children, so that a dump shows no password.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is not a usable proxy address.
enum ProxyError: Error, Hashable {
  /// The text is malformed.
  case unreadable
  /// The proxy itself is reached over TLS.
  case secure
  /// It is a proxy of another kind.
  case unknown(String)

  /// What is wrong and what to do; `name` is the setting or variable with the text.
  func sentence(_ name: String) -> String {
    switch self {
    case .unreadable:
      "\(name) cannot be read: give it as http://host:port, or http://user:password@host:port."
    case .secure:
      "\(name) is an https:// proxy, which vitty cannot use: give one that is reached by http://. "
        + "What goes through it is encrypted all the same."
    case .unknown(let scheme):
      "\(name) is a \(scheme):// proxy, which vitty cannot use: give one that is reached by http://."
    }
  }
}
