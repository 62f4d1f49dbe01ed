// How the server is reached: directly or through a proxy, and which certificates are trusted.
// Companies set both in the configuration, or in the variables that curl and others use.

/// The route to the server.
public struct Network: Sendable {
  /// The proxy, nil for a direct connection.
  let proxy: ProxyAddress?
  /// Which certificates are trusted.
  let trust: CertificateTrust

  /// A direct connection with the system's certificates.
  public init() {
    proxy = nil
    trust = CertificateTrust()
  }

  /// The route to a server. The user's settings `proxy` and `caFile` win over the environment,
  /// which returns nil for variables that are unset or empty. An empty `proxy` means a direct
  /// connection. Plain HTTP, which is for this machine only, never uses a proxy.
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

/// A network setting that can't be used.
public struct NetworkError: Error, Hashable, Sendable {
  /// What is wrong and what to do.
  public var sentence: String
}
