// A test's own certificate authority and a server certificate issued by it, made with openssl.

import Glibc

/// Files with certificates that nothing else trusts.
public struct OwnCertificates: Sendable {
  /// The authority's certificate.
  public var authority: String { folder.path + "/ca.pem" }
  /// The server's certificate, for 127.0.0.1 and vitally.test.
  public var certificate: String { folder.path + "/server.pem" }
  /// The server's key.
  public var key: String { folder.path + "/server.key" }

  private let folder: TestFolder

  /// Creates new certificates; their files are deleted with the last copy of this value.
  public init() throws {
    folder = try TestFolder()
    let path = folder.path + "/"
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    try openssl(
      ["req", "-x509", "-days", "2", "-subj", "/CN=A test of vitty"] + key
        + ["-keyout", path + "ca.key", "-out", authority]
        + ["-addext", "basicConstraints=critical,CA:TRUE"])
    try openssl(
      ["req", "-subj", "/CN=vitally.test"] + key
        + ["-keyout", self.key, "-out", path + "server.csr"])
    try write("subjectAltName=IP:127.0.0.1,DNS:vitally.test\n", to: path + "names")
    try openssl(
      ["x509", "-req", "-days", "2", "-in", path + "server.csr"]
        + ["-CA", authority, "-CAkey", path + "ca.key", "-set_serial", "2"]
        + ["-out", certificate, "-extfile", path + "names"])
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failure(number: errno) }
    fputs(text, file)
    fclose(file)
  }

  /// Runs openssl.
  private func openssl(_ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [Int32(0), 1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = (["openssl"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var variables = [strdup("PATH=/usr/local/bin:/usr/bin:/bin"), nil]
    defer { for variable in variables { free(variable) } }
    var process: pid_t = 0
    let number = posix_spawn(&process, "/usr/bin/openssl", &actions, nil, &words, &variables)
    guard number == 0 else { throw Failure(number: number) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Failure(number: status) }
  }

  /// The exit status of openssl, or a system error.
  struct Failure: Error {
    var number: Int32
  }
}
