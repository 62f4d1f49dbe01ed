// How the server is reached from here: straight or through a proxy, and whose certificates are trusted.
// Companies set both, in variables that curl and others know, or in the configuration.

/// The way to the server.
public struct Network: Sendable {
  /// The proxy, nil for the straight way.
  let proxy: ProxyAddress?
  /// Whose certificates are trusted.
  let trust: CertificateTrust

  /// The straight way, with what the system trusts.
  public init() {
    proxy = nil
    trust = CertificateTrust()
  }

  /// The way to a server. `proxy` and `caFile` are what the user has set for it: they win over the
  /// environment, of which a variable that is not set, or empty, is nil. An empty `proxy` means the
  /// straight way. Plain HTTP, which is for this machine only, goes through no proxy.
  public init(
    to address: ServerAddress, proxy: String? = nil, caFile: String? = nil,
    environment: (String) -> String?
  ) throws(NetworkError) {
    trust = try CertificateTrust(caFile: caFile, environment: environment)
    self.proxy =
      address.isSecure ? try Self.proxy(for: address.hostName, proxy, environment) : nil
  }

  private static func proxy(
    for host: String, _ setting: String?, _ environment: (String) -> String?
  ) throws(NetworkError) -> ProxyAddress? {
    if let setting { return setting.trimmed.isEmpty ? nil : try read(setting, "proxy") }
    let exceptions = environment("no_proxy") ?? environment("NO_PROXY") ?? ""
    if ProxyExceptions(exceptions).contains(host) { return nil }
    for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      if let text = environment(name) { return try read(text, name) }
    }
    return nil
  }

  private static func read(_ text: String, _ name: String) throws(NetworkError) -> ProxyAddress {
    do {
      return try ProxyAddress(text)
    } catch {
      throw NetworkError(sentence: error.sentence(name))
    }
  }
}

/// A setting of the network that cannot be used.
public struct NetworkError: Error, Hashable, Sendable {
  /// What is wrong and what to do.
  public var sentence: String
}
