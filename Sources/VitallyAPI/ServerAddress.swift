// The address of the server, from what a person types or pastes; checked once, so that it is always
// valid. It knows nothing about paths below `/resources`.

/// The address of a Vitally server.
public struct ServerAddress: Hashable, Sendable {
  /// Where a workspace is hosted.
  public enum Region: String, Sendable {
    case us
    case eu
  }

  /// Everything before `/resources`, without a trailing slash.
  public let base: String
  /// The name of the folder for the workspace's files.
  public let folderName: String

  /// Creates an address from a subdomain and region, or from a base URL, which wins over both.
  /// Pasted subdomains may include the scheme, slashes and Vitally's own domain.
  public init(subdomain: String?, region: Region, baseURL: String?) throws(AddressError) {
    if let baseURL, !baseURL.trimmed.isEmpty {
      let url = try BaseURL(baseURL.trimmed)
      base = url.text
      folderName = url.folderName
      return
    }
    let name = try Self.bareSubdomain(subdomain ?? "")
    switch region {
    case .us:
      base = "https://\(name).rest.vitally.io"
      folderName = "\(name).rest.vitally.io"
    case .eu:
      base = "https://rest.vitally-eu.io"
      folderName = "\(name).rest.vitally-eu.io"
    }
  }

  /// The server's name in messages: its host, and the port if there is one.
  var host: String {
    let rest = base.split(separator: "://", maxSplits: 1).last ?? ""
    return String(rest.prefix { $0 != "/" })
  }

  /// The host alone, without brackets.
  var hostName: String {
    let host = host
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }

  /// Whether the connection is encrypted.
  var isSecure: Bool { base.hasPrefix("https://") }

  private static func bareSubdomain(_ pasted: String) throws(AddressError) -> String {
    var text = pasted.trimmed.lowercased()
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
      text.removeFirst(scheme.count)
    }
    text = String(text.prefix { $0 != "/" })
    for domain in ["vitally.io", "vitally-eu.io"]
    where text == domain || text.hasSuffix("." + domain) {
      text = String(text.dropLast(domain.count + 1))
      if text == "rest" || text.hasSuffix(".rest") { text = String(text.dropLast(5)) }
    }
    guard !text.isEmpty else { throw .missingSubdomain }
    guard text.utf8.allSatisfy(isLabelByte), !text.hasPrefix("-"), !text.hasSuffix("-") else {
      throw .badSubdomain(text)
    }
    return text
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
