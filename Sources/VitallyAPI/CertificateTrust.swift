// Whose certificates are accepted: those of the system, or of OpenSSL's variables in their place, and
// those of a file of the user's own.

import NIOSSL

/// The certificates that are trusted.
public struct CertificateTrust: Sendable {
  /// The certificates of files, nil where there are none of that kind.
  private let own: [NIOSSLCertificate]?
  private let system: [NIOSSLCertificate]?
  private let systemFolder: String?

  /// What the system trusts.
  public init() {
    own = nil
    system = nil
    systemFolder = nil
  }

  /// Reads the files. `caFile` is trusted besides what the system trusts; in the place of that come
  /// `SSL_CERT_FILE` and `SSL_CERT_DIR`, where they are set.
  init(caFile: String?, environment: (String) -> String?) throws(NetworkError) {
    own = try caFile.map { path throws(NetworkError) in try Self.read(path, "ca_file") }
    system = try environment("SSL_CERT_FILE").map { path throws(NetworkError) in
      try Self.read(path, "SSL_CERT_FILE")
    }
    systemFolder = environment("SSL_CERT_DIR")
  }

  /// The settings of TLS, nil for the usual ones.
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
