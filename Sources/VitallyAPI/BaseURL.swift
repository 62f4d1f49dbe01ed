// Parses a base URL: only `https`, or `http` to this machine, and without credentials.

/// A checked base URL.
struct BaseURL {
  private let scheme: String
  private let host: String
  private let port: String
  private let path: String

  /// Parses a URL; a trailing slash or `/resources` is dropped.
  init(_ text: String) throws(AddressError) {
    guard let colon = text.firstRange(of: "://"), !text.contains(where: \.isWhitespace) else {
      throw .badURL
    }
    scheme = text[..<colon.lowerBound].lowercased()
    let rest = text[colon.upperBound...]
    guard !rest.contains("@") else { throw .secretInURL }
    guard !rest.contains("?"), !rest.contains("#"), rest.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw .badURL
    }
    let authority = rest.prefix { $0 != "/" }
    (host, port) = try Self.hostAndPort(authority)
    var steps = rest.dropFirst(authority.count).split(separator: "/")
    if steps.last == "resources" { steps.removeLast() }
    path = steps.map { "/" + $0 }.joined()
    guard scheme == "https" || scheme == "http" && isLoopback else { throw .insecure }
  }

  /// The URL without a trailing slash.
  var text: String { "\(scheme)://\(host)\(port.isEmpty ? "" : ":" + port)\(path)" }

  /// Host, port and path joined by `-`.
  var folderName: String {
    let name = host + (port.isEmpty ? "" : "-" + port) + path
    return String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
  }

  private var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host.hasPrefix("127.") && isIPv4
  }

  private var isIPv4: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func hostAndPort(
    _ authority: Substring
  ) throws(AddressError) -> (String, String) {
    let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
    let colon = authority[afterBracket...].firstIndex(of: ":") ?? authority.endIndex
    let host = authority[..<colon].lowercased()
    let port = String(authority[colon...].dropFirst())
    guard !host.isEmpty, port.isEmpty && colon == authority.endIndex || UInt16(port) != nil
    else { throw .badURL }
    return (host, port)
  }
}
