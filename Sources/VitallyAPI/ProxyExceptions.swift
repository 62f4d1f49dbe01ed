// Which hosts are reached without a proxy, in the way that curl reads NO_PROXY.

/// A list of host names, domains and addresses.
struct ProxyExceptions {
  private let names: [String]

  /// Parses a list separated by commas or spaces; `*` stands for all hosts.
  init(_ text: String) {
    names = text.split { $0 == "," || $0.isWhitespace }.map { Self.plain($0.lowercased()) }
  }

  /// Whether a host matches: by its name, its domain or its network.
  func contains(_ host: String) -> Bool {
    let host = Self.plain(host.lowercased())
    return names.contains { name in
      if name == "*" || name == host { return true }
      if let address = Self.number(host) { return Self.network(name, has: address) }
      return !name.isEmpty && host.hasSuffix("." + name)
    }
  }

  /// A name without leading and trailing dots, an address without brackets.
  private static func plain(_ name: String) -> String {
    var name = name[...]
    if name.hasPrefix(".") { name.removeFirst() }
    if name.hasSuffix(".") { name.removeLast() }
    return String(name.drop { $0 == "[" }.prefix { $0 != "]" })
  }

  /// `10.0.0.0/8` contains all addresses that begin with the same 8 bits.
  private static func network(_ name: String, has address: UInt32) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = number(String(parts[0])), let bits = UInt32(parts[1]),
      bits <= 32
    else { return false }
    let mask = bits == 0 ? 0 : UInt32.max << (32 - bits)
    return start & mask == address & mask
  }

  /// An IPv4 address as a number; nil for anything else.
  private static func number(_ host: String) -> UInt32? {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(0) { sum, part in
      sum.flatMap { sum in part.map { sum << 8 | UInt32($0) } }
    }
  }
}
