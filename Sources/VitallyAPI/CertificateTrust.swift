// Which certificates are trusted: the system's, or those in OpenSSL's variables instead, plus those
// in a file of the user's.

import NIOSSL

/// The certificates that are trusted.
public struct CertificateTrust: Sendable {
  /// The certificates in the user's file, nil when there is none.
  private let own: [NIOSSLCertificate]?
  private let system: [NIOSSLCertificate]?
  private let systemFolder: String?

  /// Trusts what the system trusts.
  public init() {
    own = nil
    system = nil
    systemFolder = nil
  }

  /// Reads the files. `caFile` adds to the system's certificates; `SSL_CERT_FILE` and
  /// `SSL_CERT_DIR` replace those where they are set.
  init(caFile: String?, environment: (String) -> String?) throws(NetworkError) {
    own = try caFile.map { path throws(NetworkError) in try Self.read(path, "ca_file") }
    system = try environment("SSL_CERT_FILE").map { path throws(NetworkError) in
      try Self.read(path, "SSL_CERT_FILE")
    }
    systemFolder = environment("SSL_CERT_DIR")
  }

  /// The TLS configuration, nil for the default.
  var tlsConfiguration: TLSConfiguration? {
    guard own != nil || system != nil || systemFolder != nil else { return nil }
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let systemFolder {
      configuration.trustRoots = .file(systemFolder)
    } else if let system {
      configuration.trustRoots = .certificates(system)
    }
    let others = (own ?? []) + (systemFolder == nil ? [] : system ?? [])
    if !others.isEmpty { configuration.additionalTrustRoots = [.certificates(others)] }
    return configuration
  }

  private static func read(
    _ path: String, _ name: String
  ) throws(NetworkError) -> [NIOSSLCertificate] {
    do {
      let certificates = try NIOSSLCertificate.fromPEMFile(path)
      guard !certificates.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
      return certificates
    } catch {
      throw NetworkError(
        sentence:
          "\(name) names \(path), from which no certificates can be read: it must be a PEM "
          + "file.")
    }
  }
}
