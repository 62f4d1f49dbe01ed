// Where a proxy is, read from what people put into HTTPS_PROXY. Its password shows itself to nobody.

/// An HTTP proxy that lets connections through by CONNECT.
public struct ProxyAddress: Hashable, Sendable {
  /// Its host, without brackets.
  let host: String
  /// Its port; 1080 unless it is said, as for curl.
  let port: Int
  /// Who asks, where the proxy wants to know.
  let user: String?
  /// What goes with the user.
  let password: String

  /// Reads `http://user:password@host:port`, of which only the host is needed.
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
  /// Nothing of who asks.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is not the address of a proxy that can be used.
enum ProxyError: Error, Hashable {
  /// It can't be read as one.
  case unreadable
  /// The proxy wants to be reached by TLS itself.
  case secure
  /// It is a proxy of another kind.
  case unknown(String)

  /// What is wrong and what to do; `name` tells where the text stands.
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
